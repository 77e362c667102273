import { type Command, InvalidArgumentError, Option } from 'commander';

/** Adds what every command can be told that speaks to the service. */
export function connected(command: Command): Command {
  return command
    .option('--service <url>', 'https address of the service; or MAM_SERVICE; by default the one last signed in to')
    .option('--tenant <tenant>', 'which of several sign-ins: tenant id, domain or user name; or MAM_TENANT')
    .option('--token-file <file>', 'file with an access token instead of a sign-in; or MAM_TOKEN')
    .option('--json', 'print JSON')
    .addOption(new Option('--server <url>', 'as --service').hideHelp());
}

/** Adds what a command can be told that asks before it goes on. */
export function asking(command: Command): Command {
  return connected(command).option('--yes', 'do not ask; for pipelines');
}

/** Adds what a command can be told that changes something which can be tried before. */
export function changing(command: Command): Command {
  return connected(command)
    .option('--dry-run', 'show what it would say and change, and save nothing')
    .option('--yes', 'do not ask where the change reaches far');
}

/** Examples below the help of a command, one a line, as they are typed. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  $ ${line}`)].join('\n');

/** An id of Entra. @throws InvalidArgumentError */
export function guid(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It is an id of Entra, a GUID.');
}

/** Name of a policy. @throws InvalidArgumentError */
export function policyName(text: string): string {
  if (isPolicyName(text)) return text;
  throw new InvalidArgumentError('A policy name is lower-case letters, digits and inner hyphens, e.g. personal-pcs.');
}

/** True for what has the form of a policy's name. */
export const isPolicyName = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text);

/** Language of terms of use, e.g. `de-AT`. @throws InvalidArgumentError */
export function language(text: string): string {
  if (isLanguage(text)) return text;
  throw new InvalidArgumentError('It is a language tag such as en, de-AT or zh-Hans-CN.');
}

/** True for what is spelled as a language tag [BCP 47]; such a text is safe as a part of a path. */
export const isLanguage = (text: string): boolean => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/.test(text);

/** A whole number from 1. @throws InvalidArgumentError */
export function wholeNumber(text: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1.');
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** A time as ISO 8601: a time or day of that form, or how long ago, e.g. `7d`, `12h`, `2w`. @throws InvalidArgumentError */
export function time(text: string): string {
  const [, count, unit = ''] = /^([0-9]{1,5})([hdw])$/.exec(text) ?? [];
  if (count !== undefined) return new Date(Date.now() - Number(count) * (UNITS[unit] ?? 0)).toISOString();
  const isForm = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2}))?$/.test(text);
  if (isForm && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  throw new InvalidArgumentError(
    'It is a day (2026-11-24), a time (2026-11-24T08:00:00Z), or how long ago (12h, 7d, 2w).',
  );
}
