import { EnrollmentFault, NotEnrolled, SyncRefused, TransportFailure } from '../../simulator/index';

/** Why a session or an enrollment did not come to its end; rethrows what no network explains. */
export function gaveUp(thrown: unknown): string {
  if (thrown instanceof TransportFailure) return 'given up';
  if (thrown instanceof NotEnrolled) return 'not enrolled';
  if (thrown instanceof EnrollmentFault) return `enrollment refused: ${thrown.message}`;
  if (thrown instanceof SyncRefused) return thrown.status === 403 ? 'refused' : 'given up';
  throw thrown;
}
