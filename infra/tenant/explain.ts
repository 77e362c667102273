import { ServiceError } from '../../shared/errors';
import { ApiRefusal } from './calls/service-api';
import { EXIT, Stop } from './outcome';

/** A failure in words, with what to do and the exit code. */
export interface Explained {
  readonly problem: string;
  readonly remedy: string;
  readonly exitCode: number;
}

const AGAIN = 'Run the same command again: it goes on where it stopped.';

const ROLE = 'Sign in as somebody with the role Mam.Admin: npm run onboard gives it to the administrator who runs it.';

const REMEDIES = new Map<string, string>([
  ['graph.forbidden', 'Sign in with an account that may do this (Global Administrator), and accept the permissions.'],
  ['graph.unavailable', AGAIN],
  ['role.missing', ROLE],
  ['token.role', ROLE],
]);

/** What went wrong, for the administrator. */
export function explain(thrown: unknown): Explained {
  if (thrown instanceof Stop) return { problem: thrown.message, remedy: thrown.remedy, exitCode: thrown.exitCode };
  if (thrown instanceof Error && (thrown.name === 'AbortError' || thrown.name === 'TimeoutError')) {
    const wasStopped = thrown.name === 'AbortError';
    const problem = wasStopped ? 'Stopped' : 'There was no answer in time';
    return { problem, remedy: AGAIN, exitCode: wasStopped ? EXIT.interrupted : EXIT.failed };
  }
  if (thrown instanceof ServiceError) {
    const problem = `${thrown.message} (${thrown.code}${thrown.detail === undefined ? '' : `, ${thrown.detail}`})`;
    return { problem, remedy: REMEDIES.get(thrown.code) ?? AGAIN, exitCode: EXIT.failed };
  }
  if (thrown instanceof ApiRefusal) {
    const problem = `The service refuses: ${thrown.message} (${thrown.code})`;
    return { problem, remedy: REMEDIES.get(thrown.code) ?? AGAIN, exitCode: EXIT.failed };
  }
  const reason = thrown instanceof Error ? thrown.message : 'unknown reason';
  return { problem: `Something unforeseen happened: ${reason}`, remedy: AGAIN, exitCode: EXIT.failed };
}
