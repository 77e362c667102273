import { ServiceError } from '../../shared/errors';
import type { Call } from '../http';

/**
 * Honors `If-Match` with the tag of what the caller read, and `If-None-Match: *` of one who wants to create
 * [RFC 9110 13.1]. Both are optional on every route: without them the last writer wins, though never silently half.
 * @param etag Tag of what is there; `undefined` when there is nothing yet.
 * @throws ServiceError `precondition` / `etag.mismatch`, `etag.exists`
 */
export function requireMatch(call: Call, etag: string | undefined): void {
  const { headers } = call.request;
  if (headers.get('if-none-match') === '*' && etag !== undefined) {
    throw new ServiceError(
      'precondition',
      'etag.exists',
      'It is there already. Read it, then send its ETag as If-Match.',
    );
  }
  const wanted = headers.get('if-match');
  if (wanted === null) return;
  if (etag === undefined) {
    throw new ServiceError(
      'precondition',
      'etag.mismatch',
      'It is not there any more, or never was. Leave If-Match out.',
    );
  }
  const tags = wanted.split(',').map((tag) => tag.trim());
  if (tags.includes('*') || tags.includes(etag)) return;
  throw new ServiceError(
    'precondition',
    'etag.mismatch',
    'It was changed meanwhile. Read it again, then repeat the change.',
  );
}
