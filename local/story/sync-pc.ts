import type { Applied, SimulatedPc, SyncReport } from '../../simulator/index';
import { countText } from '../print/measures';
import type { DemoPc } from './demo-pc';
import { StoryFailure } from './story-failure';

const WIP_LEVEL = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel';
const LEVELS = new Map([
  ['0', 'off'],
  ['1', 'silent: work data is encrypted, nobody is asked'],
  ['2', 'override: work data is encrypted, who takes it out is asked first'],
  ['3', 'block: work data is encrypted and cannot be taken out'],
]);
const LONGEST_VALUE = 44;

/** Runs a policy sync and tells every command. @throws StoryFailure when the PC refused one */
export async function syncAndTell({ pc, save }: DemoPc): Promise<readonly string[]> {
  const report = await sync(pc, save);
  if (report.applied.length === 0) return [`${countText(report.messages, 'message')}: there was nothing to do.`];
  const total = `${countText(report.messages, 'message')}, ${countText(report.applied.length, 'command')}, all carried out:`;
  return [total, ...report.applied.map((applied) => `  ${describe(applied, pc)}`), levelOf(pc)];
}

/** Runs a policy sync in which nothing may travel. @throws StoryFailure when something does */
export async function syncWithNothingToDo({ pc, save }: DemoPc): Promise<readonly string[]> {
  const report = await sync(pc, save);
  if (report.messages === 1 && report.applied.length === 0) return ['One message there and back: nothing to do.'];
  throw new StoryFailure(
    `A sync with nothing to do took ${countText(report.messages, 'message')} and ${countText(report.applied.length, 'command')}`,
    'The service plans work that is done already: --verbose shows what it sends.',
  );
}

async function sync(pc: SimulatedPc, save: () => Promise<void>): Promise<SyncReport> {
  const report = await pc.sync();
  await save();
  const refused = report.applied.filter(({ code }) => code >= 400);
  if (report.ended === 'normally' && refused.length === 0) return report;
  const what = refused.map((applied) => `${describe(applied, pc)} (${applied.code})`).join(', ');
  throw new StoryFailure(
    refused.length > 0 ? `The PC refused ${what}` : `The sync was ${report.ended} by the service`,
    'The policy holds something that this PC cannot do: --verbose shows the messages.',
  );
}

// `Replace NetworkIsolation/EnterpriseCloudResources = contoso.sharepoint.com`
function describe({ verb, uri }: Applied, pc: SimulatedPc): string {
  const value = verb === 'Delete' ? undefined : pc.tree.valueOf(uri);
  const name = uri.replace(/^(\.\/)?(Device\/)?Vendor\/MSFT\/(Policy\/Config\/)?/, '').replace('/Settings/', '/');
  return `${verb.padEnd(8)}${name}${value === undefined ? '' : ` = ${shorten(value)}`}`;
}

function shorten(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
}

function levelOf(pc: SimulatedPc): string {
  const level = pc.tree.valueOf(WIP_LEVEL) ?? '0';
  return `Windows Information Protection is ${LEVELS.get(level) ?? `at level ${level}`}.`;
}
