import { ServiceError } from '../../../shared/errors';
import { policyName, type Tenant } from '../../../shared/tenant/tenant';
import type { Call } from '../../http';

/** Part of the path that is an operation, so that no policy can have it for a name. */
export const VALIDATE = 'validate';

/** One policy of one tenant. */
export interface PolicyPlace {
  readonly tenant: Tenant;
  readonly name: string;
}

/**
 * The policy that the path names, whether it exists or not.
 * @throws ServiceError `invalid` / `policy.name`, `policy.name-reserved`
 */
export function policyPlace(call: Call, tenant: Tenant): PolicyPlace {
  return { tenant, name: checkedName(call.request.params['name']) };
}

/** A text as the name of a policy. @throws ServiceError `invalid` / `policy.name`, `policy.name-reserved` */
export function checkedName(text: unknown): string {
  if (text === VALIDATE) {
    const message = `"${VALIDATE}" is the name of an operation; a policy needs another one.`;
    throw new ServiceError('invalid', 'policy.name-reserved', message);
  }
  const name = policyName.safeParse(text);
  if (name.success) return name.data;
  throw new ServiceError('invalid', 'policy.name', 'A policy name is lower-case letters, digits and inner hyphens.');
}
