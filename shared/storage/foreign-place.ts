import { ServiceError } from '../errors';

/** The refusal of a continuation that the list did not give out: `invalid` / `page.continuation-invalid`. */
export function foreignPlace(): ServiceError {
  const text = 'The continuation is not one that this list gave out.';
  return new ServiceError('invalid', 'page.continuation-invalid', text);
}
