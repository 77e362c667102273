import type { Applied, SimulatedPc, SyncReport } from '../../simulator/index';
import { ExplainedFailure } from '../explained-failure';
import { countText, shortenIds } from '../print/measures';
import type { DemoPc } from './demo-pc';

const WIP_LEVEL = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel';
const LEVELS = new Map([
  ['0', 'Work data is not protected (off).'],
  ['1', 'Work data is encrypted now, and nobody is asked (silent).'],
  ['2', 'Work data is encrypted now, and who takes it out is asked first (override).'],
  ['3', 'Work data is encrypted now, and cannot be taken out (block).'],
]);
const LONGEST_VALUE = 42;

// Absent and already there: the next message of the service says the same in another verb, or there was nothing to do.
const MENDED = new Set([404, 418]);

/** Runs a policy sync and tells every command. @throws ExplainedFailure when the PC refused one */
export async function syncAndTell({ pc, save }: DemoPc): Promise<readonly string[]> {
  return tell(await sync(pc, save), pc);
}

/** Runs a policy sync in which nothing may travel. @throws ExplainedFailure when something does */
export async function syncWithNothingToDo({ pc, save }: DemoPc): Promise<readonly string[]> {
  const report = await sync(pc, save);
  if (report.messages === 1 && report.applied.length === 0) return ['One message there and back: nothing to do.'];
  throw new ExplainedFailure(
    `A sync with nothing to do took ${countText(report.messages, 'message')} and ${countText(report.applied.length, 'command')}`,
    'The service plans work that is done already: --verbose shows what it sends.',
  );
}

/** Runs a policy sync in which only these nodes may be written. @throws ExplainedFailure when others are, or none */
export async function syncDifference(device: DemoPc, nodes: readonly string[]): Promise<readonly string[]> {
  const report = await sync(device.pc, device.save);
  const others = report.applied.filter(({ uri }) => !nodes.some((node) => uri.endsWith(`/${node}`)));
  if (report.applied.length > 0 && others.length === 0) return tell(report, device.pc);
  throw new ExplainedFailure(
    others.length > 0 ? `The sync sent more than the difference: ${others[0]?.uri}` : 'The change did not travel',
    'The service plans the wrong commands: --verbose shows what it sends.',
  );
}

async function sync(pc: SimulatedPc, save: () => Promise<void>): Promise<SyncReport> {
  const report = await pc.sync();
  await save();
  const refused = report.applied.filter(({ code }) => code >= 400 && !MENDED.has(code));
  if (report.ended === 'normally' && refused.length === 0) return report;
  const what = refused.map((applied) => `${describe(applied, pc)}`).join(', ');
  throw new ExplainedFailure(
    refused.length > 0 ? `The PC refused ${what}` : `The sync was ${report.ended} by the service`,
    'The policy holds something that this PC cannot do: --verbose shows the messages.',
  );
}

function tell({ messages, applied }: SyncReport, pc: SimulatedPc): readonly string[] {
  if (applied.length === 0) return [`${countText(messages, 'message')}: there was nothing to do.`];
  const all = applied.every(({ code }) => code < 300) ? ', all carried out' : '';
  const total = `${countText(messages, 'message')}, ${countText(applied.length, 'command')}${all}:`;
  return [total, ...applied.map((command) => `  ${describe(command, pc)}`), levelOf(pc)];
}

// `Replace NetworkIsolation/EnterpriseCloudResources = contoso.sharepoint.com`
function describe({ verb, uri, code }: Applied, pc: SimulatedPc): string {
  const value = verb === 'Delete' ? undefined : pc.tree.valueOf(uri);
  const name = uri.replace(/^(\.\/)?(Device\/)?Vendor\/MSFT\/(Policy\/Config\/)?/, '').replace('/Settings/', '/');
  const told = code < 300 ? '' : ` → ${code}`;
  return `${verb.padEnd(8)}${shortenIds(name)}${value === undefined ? '' : ` = ${shorten(value)}`}${told}`;
}

function shorten(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
}

function levelOf(pc: SimulatedPc): string {
  const level = pc.tree.valueOf(WIP_LEVEL) ?? '0';
  return LEVELS.get(level) ?? `Windows Information Protection is at level ${level}.`;
}
