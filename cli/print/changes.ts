import type { Finding } from '../../shared/policy/finding';
import { findingLines } from './findings';
import { counted, indented, table } from './table';

/** One setting that changes, and its nodes. */
export interface Change {
  readonly key: string;
  readonly member: string;
  readonly kind: 'add' | 'change' | 'remove' | 'leave';
  readonly nodes: readonly {
    readonly uri: string;
    readonly before?: string | undefined;
    readonly after?: string | undefined;
  }[];
}

const LONGEST = 60;

/** What a new revision changes on PCs, with what that means for the people at them. */
export function changeLines(changes: readonly Change[], warnings: readonly Finding[]): readonly string[] {
  if (changes.length === 0) return ['No setting changes on PCs.', ...radius(warnings)];
  const rows = changes.flatMap(changeRows);
  const head = ['', 'member', 'node', 'before', 'after'];
  return [
    `${counted(changes.length, 'setting')} will change on PCs:`,
    ...indented(table(head, rows)),
    ...radius(warnings),
  ];
}

function radius(warnings: readonly Finding[]): readonly string[] {
  return warnings.length === 0 ? [] : ['What that means:', ...findingLines([], warnings)];
}

const KINDS: Readonly<Record<Change['kind'], string>> = {
  add: 'add',
  change: 'change',
  remove: 'remove',
  leave: 'leave, since Windows cannot delete it',
};

function changeRows({ kind, member, key, nodes }: Change): readonly (readonly string[])[] {
  if (nodes.length === 0) return [[KINDS[kind], member, key, '', '']];
  return nodes.map(({ uri, before, after }) => [KINDS[kind], member, uri, shown(before), shown(after)]);
}

function shown(data: string | undefined): string {
  if (data === undefined) return '-';
  const line = data.replaceAll('\n', ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
