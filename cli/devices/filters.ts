import { type Command, InvalidArgumentError, Option } from 'commander';
import { guid, time, wholeNumber } from '../commands';

/** A filter of the list of devices: parameter of the API, and option of the command line. */
interface DeviceFilter {
  readonly parameter: string;
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly parse?: (text: string) => string;
}

/** Every filter that `GET devices` knows. */
export const DEVICE_FILTERS: readonly DeviceFilter[] = [
  { parameter: 'user', flags: '--user <id>', description: 'of this user, by object id', parse: guid },
  {
    parameter: 'name',
    flags: '--name <part>',
    description: 'with this in the name of the PC or of its user',
    parse: namePart,
  },
  {
    parameter: 'status',
    flags: '--status <status>',
    description: 'with this status',
    choices: ['enrolled', 'unenrolled'],
  },
  { parameter: 'policy', flags: '--policy <name>', description: 'that have settled on this policy' },
  {
    parameter: 'compliance',
    flags: '--compliance <state>',
    description: 'that stand so against the demands of their policy',
    choices: ['compliant', 'inGrace', 'unknown', 'notCompliant'],
  },
  {
    parameter: 'wip',
    flags: '--wip <state>',
    description: 'whose Windows Information Protection is so',
    choices: ['none', 'pending', 'inForce', 'off', 'missing'],
  },
  {
    parameter: 'action',
    flags: '--action <type>',
    description: 'with such an action that is not over',
    choices: ['resync', 'unenroll', 'wipe', 'handoff', 'withdraw-handoff', 'any'],
  },
  { parameter: 'failing', flags: '--failing', description: 'that refused a setting' },
  { parameter: 'lost', flags: '--lost', description: 'that were silent for the days of the tenant' },
  {
    parameter: 'enrolledSince',
    flags: '--enrolled-since <time>',
    description: 'enrolled from then on; 2026-11-24, or how long ago: 12h, 7d, 2w',
    parse: time,
  },
  { parameter: 'enrolledBefore', flags: '--enrolled-before <time>', description: 'enrolled before then', parse: time },
  {
    parameter: 'notSeenSince',
    flags: '--not-seen-since <time>',
    description: 'of which nothing was heard from then on',
    parse: time,
  },
];

/** Adds every filter and `--limit` to a command. */
export function filtered(command: Command): Command {
  for (const { flags, description, choices, parse } of DEVICE_FILTERS) {
    const option = new Option(flags, description);
    if (choices !== undefined) option.choices(choices);
    if (parse !== undefined) option.argParser(parse);
    command.addOption(option);
  }
  return command.option('--limit <number>', 'at most so many', wholeNumber);
}

/** The query that options stand for. */
export function filtersOf(options: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const given = DEVICE_FILTERS.flatMap(({ parameter }) => {
    const value = options[parameter];
    return value === undefined ? [] : [[parameter, String(value)] as const];
  });
  return Object.fromEntries(given);
}

function namePart(text: string): string {
  if (text !== '' && text.length <= 256) return text;
  throw new InvalidArgumentError('It is a part of a name, up to 256 letters.');
}
