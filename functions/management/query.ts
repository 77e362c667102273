import { ServiceError } from '../../shared/errors';
import type { Call } from '../http';

/** A query parameter that is `true` or `false`; false when absent. @throws ServiceError `invalid` / `query.flag` */
export function readFlag(call: Call, name: string): boolean {
  const text = call.request.query.get(name) ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ServiceError('invalid', 'query.flag', `The query parameter ${name} is true or false.`);
}
