import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

/** Adds one more value of an option that may be repeated. */
export const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

/** An id as the portal shows it. @throws InvalidArgumentError */
export function guidOption(value: string): string {
  if (z.guid().safeParse(value).success) return value.toLowerCase();
  throw new InvalidArgumentError('It is the id (a GUID) that the portal shows.');
}

/** Minutes, up to a day. @throws InvalidArgumentError */
export function minutesOption(value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number >= 0 && number <= 1440) return number;
  throw new InvalidArgumentError('Minutes, from 0 to 1440.');
}

/** Exit codes, as `--help` of every script shows them. */
export const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 wrong options, 3 somebody else has to act first, 4 refused without --force, 130 stopped.
Whatever the code: the same command may be run again and goes on where it stopped.`;
