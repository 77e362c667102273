import { ServiceError } from '../../shared/errors';
import type { Call } from '../http';

/**
 * Honors `If-Match` where the caller sent it; without it the last writer wins, though never silently half.
 * @throws ServiceError `precondition` / `etag.mismatch`
 */
export function requireMatch(call: Call, etag: string): void {
  const wanted = call.request.headers.get('if-match');
  if (wanted === null || wanted === '*' || wanted === etag) return;
  throw new ServiceError(
    'precondition',
    'etag.mismatch',
    'It was changed meanwhile. Read it again, then repeat the change.',
  );
}
