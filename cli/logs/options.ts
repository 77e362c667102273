import type { ConnectionOptions } from '../connection';

/** Options of every command about the logs of the protection. */
export interface LogOptions extends ConnectionOptions {
  /** Times, ISO 8601. */
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
  /** One JSON document a line. */
  readonly jsonl?: boolean;
}

/** The query that names the time span of these options, and what else is asked for. */
export function logQuery(
  { from, to }: LogOptions,
  others: Readonly<Record<string, string | undefined>>,
): URLSearchParams {
  const given = Object.entries({ from, to, ...others });
  return new URLSearchParams(
    given.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]])),
  );
}
