import { parseDeviceId, parseUserId, type UserId } from '../ids';
import type { Tenant } from '../tenant/tenant';
import type { ClaimName, GenuineToken } from './genuine-token';
import type { CallerPrincipal, DevicePrincipal } from './principal';
import { readRoles } from './roles';
import { refusal } from './token-refusal';
import { API_SCOPE, isUserType, scopesOf } from './token-rules';

const NAMES: readonly ClaimName[] = ['upn', 'preferred_username', 'unique_name'];
const MAX_NAME = 256;

/**
 * The user and device of a token that kept the rules of device routes.
 * @throws ServiceError `unauthenticated` / `token.user`, `forbidden` / `token.device`
 */
export function devicePrincipal(token: GenuineToken, tenant: Tenant): DevicePrincipal {
  const { tenantId, claims } = token;
  const userId = readUserId(token);
  const deviceClaim = claims.get('deviceid');
  const deviceId = parseDeviceId(deviceClaim);
  if (deviceClaim !== undefined && deviceId === undefined) throw refusal('token.device', tenantId);
  return { tenantId, userId, deviceId, userName: NAMES.map((name) => claims.get(name)).find(isName), tenant };
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;

function readUserId({ claims, tenantId }: GenuineToken): UserId {
  const userId = parseUserId(claims.get('oid'));
  if (userId === undefined) throw refusal('token.user', tenantId);
  return userId;
}

/**
 * The person or pipeline of a token that kept the rules of the API, before its tenant is looked at.
 * @throws ServiceError `unauthenticated` / `token.user`; `forbidden` / `token.scope`, `token.role`
 */
export function callerOf(token: GenuineToken, homeTenant: string | undefined): Omit<CallerPrincipal, 'tenant'> {
  const { tenantId, claims } = token;
  const roles = readRoles(claims.get('roles'), tenantId, homeTenant);
  const kind = kindOf(token);
  if (roles.size === 0) throw refusal('token.role', tenantId);
  return { kind, tenantId, id: readUserId(token), roles };
}

function kindOf({ claims, tenantId }: GenuineToken): CallerPrincipal['kind'] {
  const idtyp = claims.get('idtyp');
  const scp = claims.get('scp');
  if (idtyp === 'app' || (idtyp === undefined && scp === undefined)) return 'application';
  if (isUserType(idtyp) && scopesOf(scp).includes(API_SCOPE)) return 'person';
  throw refusal('token.scope', tenantId);
}
