import { ServiceError } from '../../shared/errors';
import { parseUserId, type UserId } from '../../shared/ids';
import type { Call } from '../http';

/** The person that a route names. @throws ServiceError `invalid` / `person.id` */
export function personOf(call: Call): UserId {
  const userId = parseUserId(call.request.params['userId']);
  if (userId !== undefined) return userId;
  throw new ServiceError('invalid', 'person.id', 'A person is named by an object id, a GUID.');
}
