import type { z } from 'zod';
import type { Finding } from '../shared/policy/finding';
import type { problemAnswer } from './answers';
import { CliFailure } from './failure';

const NEWEST = 'Look at the newest revision with "mam policy pull", then repeat the command.';

const WAYS_OUT: ReadonlyMap<number, string> = new Map([
  [401, 'Get a new access token and put it into MAM_TOKEN or the file of --token-file.'],
  [403, 'Ask an administrator of the tenant for the role, or take a token of the right tenant.'],
  [412, NEWEST],
]);

/** The service understood and said no. */
export class RefusedByService extends CliFailure {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];

  constructor(status: number, problem: z.infer<typeof problemAnswer>, retryAfter: string | undefined) {
    const { detail, code, correlationId, errors = [], warnings = [] } = problem;
    const trace = correlationId === undefined ? code : `${code}, correlation id ${correlationId}`;
    const sentence = errors.length === 0 ? detail : 'The service does not accept this, for the reasons above.';
    super(status >= 500 ? 2 : 1, `${sentence} (${trace})`, wayOutOf(status, retryAfter));
    this.errors = errors;
    this.warnings = warnings;
  }
}

function wayOutOf(status: number, retryAfter: string | undefined): string | undefined {
  if (status >= 500) return `Try again in ${retryAfter ?? 'some'} seconds.`;
  return WAYS_OUT.get(status);
}
