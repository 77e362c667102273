import { parseAcceptanceId, parseDeviceId, parseTenantId, parseUserId } from '../../../shared/ids';
import type { Acceptance } from '../../../shared/terms/acceptance';

function known<T>(id: T | undefined): T {
  if (id === undefined) throw new Error('the ids of these tests are ids');
  return id;
}

export const tenantId = known(parseTenantId('11111111-1111-4111-8111-111111111111'));
export const userId = known(parseUserId('22222222-2222-4222-8222-222222222222'));
export const deviceId = known(parseDeviceId('33333333-3333-4333-8333-333333333333'));
export const otherDeviceId = known(parseDeviceId('44444444-4444-4444-8444-444444444444'));
export const otherTenantId = known(parseTenantId('55555555-5555-4555-8555-555555555555'));
export const otherUserId = known(parseUserId('66666666-6666-4666-8666-666666666666'));
export const acceptanceId = known(parseAcceptanceId('Ab-_'.repeat(10).concat('xyz')));

/** Terms shown at nine o'clock, not yet decided on. */
export const showing: Acceptance = {
  id: acceptanceId,
  tenantId,
  userId,
  version: '2026-11',
  locale: 'en',
  redirectUri: 'ms-appx-web://ContosoMdm/ToUResponse',
  shownAt: '2026-11-02T09:00:00.000Z',
};
