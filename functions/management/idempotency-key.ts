import { ServiceError } from '../../shared/errors';
import type { Call } from '../http';

const KEY = /^[A-Za-z0-9-]{1,64}$/;

/**
 * The caller's name for what it asks, so that asking again asks nothing more; `undefined` without one.
 * @throws ServiceError `invalid` / `actions.key`
 */
export function idempotencyKey(call: Call): string | undefined {
  const key = call.request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (KEY.test(key)) return key;
  const text = 'An Idempotency-Key is 1 to 64 letters, digits and hyphens, e.g. a GUID.';
  throw new ServiceError('invalid', 'actions.key', text);
}
