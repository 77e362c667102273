import { describe, expect, it } from 'vitest';
import type { Standing } from '../../../shared/enrollment/close-actions';
import { decideEnrollment, type EnrollmentCase } from '../../../shared/enrollment/decide-enrollment';
import type { Enrollment } from '../../../shared/enrollment/enrollment';
import { nameGroupings } from '../../../shared/enrollment/groupings';
import { pollJitter } from '../../../shared/enrollment/poll-jitter';
import type { IssueRst } from '../../../shared/enrollment/read-rst';
import { parseDeviceId, parseTenantId, parseUserId } from '../../../shared/ids';
import { newAcceptanceId, newEnrollmentId, newGuid } from '../../../shared/random';
import { tenantSettings } from '../../../shared/tenant/tenant';
import type { Acceptance } from '../../../shared/terms/acceptance';

function known<T>(id: T | undefined): T {
  if (id === undefined) throw new Error('a new GUID is an id');
  return id;
}

const now = new Date('2026-11-20T10:00:00.000Z');
const owner = {
  tenantId: known(parseTenantId('a0000000-0000-4000-8000-000000000001')),
  userId: known(parseUserId('b0000000-0000-4000-8000-000000000001')),
  deviceId: known(parseDeviceId('d0000000-0000-4000-8000-000000000001')),
};
const otherUser = known(parseUserId('b0000000-0000-4000-8000-000000000002'));

const rst: IssueRst = {
  requestType: 'Issue',
  omaDeviceId: '1E08C6E95D8BB843B1278FF45BC60CC6',
  enrollmentType: 'AppManagement',
  acceptanceId: undefined,
  device: { name: 'KITCHEN-PC', type: 'CIMClient_Windows', osVersion: '10.0.26200.9278' },
};

const accepted: Acceptance = {
  id: newAcceptanceId(),
  tenantId: owner.tenantId,
  userId: owner.userId,
  version: '1',
  locale: 'en',
  redirectUri: 'ms-appx-web://Microsoft.AAD.BrokerPlugin',
  shownAt: '2026-11-20T09:50:00.000Z',
  decision: 'accepted',
  decidedAt: '2026-11-20T09:55:00.000Z',
};

const NOTHING: Standing = { enrollment: undefined, actions: [], lastContact: undefined };

function aCase(changes: Partial<EnrollmentCase> = {}): EnrollmentCase {
  return {
    rst,
    owner,
    userName: 'user@contoso.test',
    settings: tenantSettings.parse({}),
    maintenance: undefined,
    providerId: 'WindowsMam',
    acceptance: accepted,
    before: NOTHING,
    ids: { generation: newEnrollmentId(), groupings: nameGroupings(newGuid(), newGuid()) },
    now,
    ...changes,
  };
}

const settings = (members: object) => ({ settings: tenantSettings.parse(members) });
const enrollmentType = (type: string) => ({ rst: { ...rst, enrollmentType: type } });
const deviceType = (type: string) => ({ rst: { ...rst, device: { type } } });

describe('an enrollment', () => {
  it.each<[string, Partial<EnrollmentCase>, string]>([
    ['in maintenance', { maintenance: 'Back at noon.' }, 'maintenance'],
    ['that is a renewal', { rst: { requestType: 'Renew' } }, 'enrollment.renew'],
    ['that is a recovery', { rst: { requestType: 'Recovery' } }, 'enrollment.recovery'],
    ['of a whole device', enrollmentType('Full'), 'enrollment.type'],
    ['by device credentials', enrollmentType('Device'), 'enrollment.type'],
    ['of a type that the tenant has replaced', { ...settings({ allowedEnrollmentTypes: ['Mam'] }) }, 'enrollment.type'],
    ['of a phone', deviceType('WindowsPhone'), 'enrollment.device-type'],
    ['of a handheld', deviceType('WindowsHandheld'), 'enrollment.device-type'],
    ['without terms', { acceptance: undefined }, 'enrollment.terms'],
    [
      'with terms of another tenant',
      { acceptance: { ...accepted, tenantId: known(parseTenantId(newGuid())) } },
      'enrollment.terms',
    ],
    ['with terms of another user', { acceptance: { ...accepted, userId: otherUser } }, 'enrollment.terms'],
    ['with declined terms', { acceptance: { ...accepted, decision: 'declined' } }, 'enrollment.terms'],
    [
      'with terms accepted an hour ago',
      { acceptance: { ...accepted, decidedAt: '2026-11-20T09:00:00.000Z' } },
      'enrollment.terms',
    ],
    [
      'with terms used by another device',
      { acceptance: { ...accepted, boundTo: known(parseDeviceId(newGuid())) } },
      'enrollment.terms',
    ],
  ])('%s is refused', (_what, changes, code) => {
    expect(() => decideEnrollment(aCase(changes))).toThrow(expect.objectContaining({ code }));
  });

  it('in maintenance is refused before anything else is looked at', () => {
    const changes = { maintenance: 'Back at noon.', rst: { requestType: 'Renew' as const }, acceptance: undefined };
    expect(() => decideEnrollment(aCase(changes))).toThrow('Back at noon.');
  });

  it.each<[string, Partial<EnrollmentCase>]>([
    ['of AppManagement', {}],
    ['of AppManagement in any letters', enrollmentType('APPMANAGEMENT')],
    ['that does not say its type', { rst: { ...rst, enrollmentType: undefined } }],
    [
      'of a type that the tenant has added',
      { ...enrollmentType('Mam'), ...settings({ allowedEnrollmentTypes: ['AppManagement', 'mAM'] }) },
    ],
    ['of a device that does not say its type', { rst: { ...rst, device: {} } }],
    ['of a Windows PC in any letters', deviceType('cimclient_windows')],
    ['with terms that this device has used already', { acceptance: { ...accepted, boundTo: owner.deviceId } }],
  ])('%s is let in', (_what, changes) => {
    expect(decideEnrollment(aCase(changes)).enrollment.deviceId).toBe(owner.deviceId);
  });

  it('binds the acceptance to its device', () => {
    expect(decideEnrollment(aCase()).acceptance).toEqual({ ...accepted, boundTo: owner.deviceId });
  });

  it('ignores terms where the tenant asks for none', () => {
    const optional = settings({ termsRequired: false });
    const declined: Acceptance = { ...accepted, decision: 'declined' };
    expect(decideEnrollment(aCase({ ...optional, acceptance: declined })).acceptance).toBeUndefined();
  });

  it('opens a generation with all that later syncs need', () => {
    const request = aCase(settings({ pollMinutes: 600 }));
    expect(decideEnrollment(request).enrollment).toEqual({
      ...owner,
      ...request.ids,
      userName: 'user@contoso.test',
      omaDeviceId: rst.omaDeviceId,
      providerId: 'WindowsMam',
      device: rst.device,
      pollMinutes: 600 + pollJitter(owner.tenantId, owner.deviceId),
      enrolledAt: now.toISOString(),
    } satisfies Enrollment);
  });

  it('has no user name where the token told none', () => {
    expect(decideEnrollment(aCase({ userName: undefined })).enrollment).not.toHaveProperty('userName');
  });

  it('displaces another user of the same device, and nobody when the user is the same', () => {
    const { enrollment } = decideEnrollment(aCase());
    const others = { ...enrollment, userId: otherUser };
    expect(decideEnrollment(aCase({ before: { ...NOTHING, enrollment } })).displaced).toBeUndefined();
    expect(decideEnrollment(aCase({ before: { ...NOTHING, enrollment: others } })).displaced).toBe(otherUser);
  });
});
