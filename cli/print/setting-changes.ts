import { isDeepStrictEqual } from 'node:util';
import { counted, indented, table } from './table';
import { valueText } from './tenant';

/** A setting that changes; of a list, one entry that comes or goes. */
export interface SettingChange {
  readonly name: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Settings = Readonly<Record<string, unknown>>;

/** What differs between settings before and after, name by name. */
export function settingChanges(before: Settings, after: Settings): readonly SettingChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => changesOf(name, before[name], after[name]));
}

function changesOf(name: string, before: unknown, after: unknown): readonly SettingChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!Array.isArray(before) || !Array.isArray(after)) return [{ name, before, after }];
  const gone = before.filter((one) => !has(after, one)).map((one) => ({ name, before: one }));
  const come = after.filter((one) => !has(before, one)).map((one) => ({ name, after: one }));
  // Only the order differs.
  return gone.length + come.length === 0 ? [{ name, before, after }] : [...gone, ...come];
}

const has = (list: readonly unknown[], one: unknown) => list.some((other) => isDeepStrictEqual(other, one));

/** Changes as a table of before and after. */
export function settingChangeLines(changes: readonly SettingChange[]): readonly string[] {
  const rows = changes.map(({ name, before, after }) => [name, valueText(before), valueText(after)]);
  const names = new Set(changes.map(({ name }) => name));
  return [`${counted(names.size, 'setting')} of the tenant:`, ...indented(table(['setting', 'before', 'after'], rows))];
}
