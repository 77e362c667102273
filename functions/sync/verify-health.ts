import { healthToVerify } from '../../shared/sync/inquiries/health-to-verify';
import type { Turn } from '../../shared/sync/turn';
import type { Call } from '../http';

/**
 * The turn with what came of verifying the health report that its message brought: nothing that a device says of itself
 * is believed. A service that cannot be reached is a failure like any other; the sync goes on.
 */
export async function verifyHealth(call: Call, turn: Turn): Promise<Turn> {
  const brought = healthToVerify(turn.device, turn.received);
  if (brought === undefined) return turn;
  const { attestationHost: host, attestationProvider: provider, id: tenantId } = settingsOf(turn);
  const health = await call.service().attestation.verify(brought, { host, provider });
  if ('failure' in health) call.log.warn('health-not-verified', { code: health.failure, tenantId });
  return { ...turn, health };
}

function settingsOf({ context: { tenant } }: Turn) {
  return { ...tenant.settings, id: tenant.id };
}
