import { ServiceError } from '../../shared/errors';
import type { DevicePrincipal } from '../../shared/identity/principal';
import { requireDeviceId } from '../../shared/identity/requirements';
import type { DeviceId } from '../../shared/ids';
import { readAlerts } from '../../shared/sync/read-alerts';
import type { ClientMessage } from '../../shared/syncml/message';
import type { Call } from '../http';

/** The user and the device of a policy sync. */
export interface SyncPrincipal extends DevicePrincipal {
  readonly deviceId: DeviceId;
}

/**
 * The user and device that a bearer token vouches for. The tenant may be suspended: exits must keep working.
 * @throws ServiceError `token.*`
 */
export async function authenticateDevice(call: Call, token: string): Promise<SyncPrincipal> {
  const principal = await call.service().verifier.verifyDevice(token, 'cached');
  return { ...principal, deviceId: requireDeviceId(principal) };
}

/**
 * A user token inside the message (alert 1224 AADUserToken) authenticates nobody, but where there is one it must be
 * genuine and speak of the same user and device (protocol facts 9, row 16).
 * @throws ServiceError `token.*`, `sync.user-token-differs`
 */
export async function checkUserToken(call: Call, principal: SyncPrincipal, message: ClientMessage): Promise<void> {
  const { userToken } = readAlerts(message);
  // An alert without a token says nothing, and locks nobody out.
  if (userToken === undefined || userToken === '') return;
  const other = await authenticateDevice(call, userToken);
  const members = ['tenantId', 'userId', 'deviceId'] as const;
  if (members.every((member) => other[member] === principal[member])) return;
  throw new ServiceError('forbidden', 'sync.user-token-differs', 'The message speaks for somebody else.', {
    tenantId: principal.tenantId,
  });
}
