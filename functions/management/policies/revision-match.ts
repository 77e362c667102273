import { ServiceError } from '../../../shared/errors';
import type { Call } from '../../http';
import { requireMatch } from '../conditional';
import { revisionTag } from './revisions';

/**
 * Honors `If-Match` with the revision that the caller knows, and `If-None-Match: *` of one who wants to create.
 * @param revision The latest one; `undefined` when there is no policy of the name.
 * @throws ServiceError `precondition` / `etag.mismatch`, `policy.exists`
 */
export function requireRevisionMatch(call: Call, revision: number | undefined): void {
  const { headers } = call.request;
  if (headers.get('if-none-match') === '*' && revision !== undefined) {
    throw new ServiceError('precondition', 'policy.exists', 'There is a policy of this name already.');
  }
  if (headers.get('if-match') === null) return;
  if (revision === undefined) {
    throw new ServiceError('precondition', 'etag.mismatch', 'There is no policy of this name to be changed.');
  }
  requireMatch(call, revisionTag(revision));
}
