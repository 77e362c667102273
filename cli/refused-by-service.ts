import type { z } from 'zod';
import type { Finding } from '../shared/policy/finding';
import type { problemAnswer } from './answers';
import { CliFailure } from './failure';

/** The reply that said no. */
export interface Refusal {
  readonly status: number;
  /** What was asked for, below `/api/v1/`. */
  readonly path: string;
  /** Seconds, as the service says. */
  readonly retryAfter?: string | undefined;
}

const WAYS_OUT: ReadonlyMap<number, string> = new Map([
  [401, 'Get a new token: sign in again with "mam sign-in", or renew what MAM_TOKEN or --token-file holds.'],
  [
    403,
    '"mam whoami" tells your roles and tenant. Ask an administrator of the tenant for the role, or use another sign-in.',
  ],
  [412, 'Look at what it says now, then repeat the command.'],
]);

const NEWEST_POLICY = 'Look at the newest revision with "mam policy pull", then repeat the command.';

// Where a sentence about the role would lead astray.
const BY_CODE: ReadonlyMap<string, string> = new Map([
  ['tenant.unknown', 'Its administrator onboards it first; "mam whoami" tells which tenant you speak for.'],
  [
    'token.scope',
    'The token is for something else. Take one with the scope Mam.Manage, or sign in with "mam sign-in".',
  ],
  ['device.unknown', 'See "mam devices list".'],
  ['terms.unknown', 'See "mam terms list" for the languages that there are.'],
  [
    'terms.version-taken',
    'Write another version into the first line of the file, e.g. "Version: 2026-12", and push it again.',
  ],
  ['policy.unknown', 'See "mam tenant show" for the policies that there are.'],
]);

/** The service understood and said no. */
export class RefusedByService extends CliFailure {
  readonly code: string;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];

  constructor(problem: z.infer<typeof problemAnswer>, refusal: Refusal) {
    const { detail, code, correlationId, errors = [], warnings = [] } = problem;
    const trace = correlationId === undefined ? code : `${code}, correlation id ${correlationId}`;
    const sentence = errors.length === 0 ? detail : 'The service does not accept this, for the reasons above.';
    super(refusal.status >= 500 ? 2 : 1, `${sentence} (${trace})`, wayOutOf(code, refusal));
    this.code = code;
    this.errors = errors;
    this.warnings = warnings;
  }
}

function wayOutOf(code: string, { status, path, retryAfter }: Refusal): string | undefined {
  if (status >= 500) return `Try again in ${retryAfter ?? 'some'} seconds.`;
  if (status === 412 && path.startsWith('policies/')) return NEWEST_POLICY;
  // The sentence of a quota says itself what to do.
  return code.startsWith('quota.') ? undefined : (BY_CODE.get(code) ?? WAYS_OUT.get(status));
}
