import type { Standing } from '../../shared/enrollment/close-actions';
import { decideEnrollment, type EnrollmentDecision } from '../../shared/enrollment/decide-enrollment';
import type { Enrollment } from '../../shared/enrollment/enrollment';
import { nameGroupings } from '../../shared/enrollment/groupings';
import type { Rst } from '../../shared/enrollment/read-rst';
import { ServiceError } from '../../shared/errors';
import type { DevicePrincipal } from '../../shared/identity/principal';
import type { DeviceId } from '../../shared/ids';
import { newEnrollmentId, newGuid } from '../../shared/random';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { PeopleStore } from '../../shared/storage/stores/people';
import type { RosterEntry } from '../../shared/storage/stores/roster';
import type { Stored } from '../../shared/storage/stores/stored';
import type { Acceptance } from '../../shared/terms/acceptance';
import { firstLook, lookAtReserved, lookAtStanding } from '../housekeeping/first-look';
import type { Call } from '../http';
import { attemptOf, auditAttempt } from './attempt';
import { requireDeviceQuota } from './device-quota';

/** A verified user on a verified device, and what it asks for. */
export interface Applicant {
  readonly principal: DevicePrincipal;
  readonly deviceId: DeviceId;
  readonly rst: Rst;
}

const ROUNDS = 10;

/**
 * Decides an enrollment from what is stored, and opens the new generation. Whoever loses against another instance reads
 * and decides again.
 * @throws ServiceError as `decideEnrollment`, `enrollment.device-cap`, `quota.devices`,
 * `storage.unavailable`, `enrollment.contended`
 */
export async function openGeneration(call: Call, applicant: Applicant): Promise<Enrollment> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const enrollment = await tryToOpen(call, applicant).catch(undefinedWhenChanged);
    if (enrollment !== undefined) return enrollment;
  }
  throw new ServiceError('unavailable', 'enrollment.contended', 'The device enrolls from several places at once.');
}

function undefinedWhenChanged(thrown: unknown): undefined {
  if (thrown instanceof ServiceError && thrown.code === 'storage.changed') return undefined;
  throw thrown;
}

/** What of storage an enrollment is decided from. */
interface Loaded {
  readonly live: LiveDevice;
  readonly acceptance: Stored<Acceptance> | undefined;
}

// Acceptance and places come before the device, so that dying in between leaves nothing that a repetition cannot mend.
async function tryToOpen(call: Call, applicant: Applicant): Promise<Enrollment> {
  const { people, devices, roster, due } = call.service().store;
  const loaded = await load(call, applicant);
  const decision = decide(call, applicant, loaded);
  const { enrollment, acceptance, displaced, closed } = decision;
  attemptOf(call).facts = factsOf(enrollment, loaded.live, { displaced, closed });
  await auditAttempt(call, applicant.principal, 'intended');
  await requireDeviceQuota(call, applicant.principal, loaded.live);
  await bindAcceptance(people, loaded.acceptance, acceptance);
  const reserved = await reservePlace(call, applicant, decision);
  await announceLooks(call, applicant, enrollment);
  await devices.enroll(enrollment, loaded.live, closed);
  await people.confirmDevice(enrollment, enrollment.generation, attemptOf(call).startedAt);
  await roster.put(rosterEntry(enrollment));
  await due.remove(reserved);
  return enrollment;
}

// What lapses is given back by whoever keeps house; an enrollment that comes to its end takes that entry away.
async function reservePlace(
  call: Call,
  { principal }: Applicant,
  { enrollment, displaced }: EnrollmentDecision,
): Promise<DueEntry> {
  const { people, due } = call.service().store;
  const now = attemptOf(call).startedAt;
  const reserved = lookAtReserved(enrollment, now);
  await due.put(reserved);
  await people.reserveDevice(enrollment, principal.tenant.settings.deviceCapPerUser, now);
  if (displaced !== undefined) await people.releaseDevice({ ...enrollment, userId: displaced });
  return reserved;
}

// Before the enrollment, so that there is none at which nobody ever looks.
async function announceLooks(call: Call, { principal }: Applicant, enrollment: Enrollment): Promise<void> {
  const { due } = call.service().store;
  const { lostContactDays, writeCompliance } = principal.tenant.settings;
  await due.put(firstLook(enrollment, lostContactDays));
  if (writeCompliance) await due.put(lookAtStanding(enrollment, attemptOf(call).startedAt));
}

async function load(call: Call, { principal, deviceId, rst }: Applicant): Promise<Loaded> {
  const { devices, people } = call.service().store;
  const { tenantId, userId } = principal;
  const acceptanceId = rst.requestType === 'Issue' ? rst.acceptanceId : undefined;
  const [live, acceptance] = await Promise.all([
    devices.loadLive(tenantId, deviceId),
    acceptanceId === undefined ? undefined : people.loadAcceptance(tenantId, userId, acceptanceId),
  ]);
  return { live, acceptance };
}

function decide(call: Call, { principal, deviceId, rst }: Applicant, { live, acceptance }: Loaded): EnrollmentDecision {
  const { config } = call.service();
  return decideEnrollment({
    rst,
    owner: { tenantId: principal.tenantId, userId: principal.userId, deviceId },
    userName: principal.userName,
    settings: principal.tenant.settings,
    maintenance: config.maintenance,
    providerId: config.providerId,
    acceptance: acceptance?.value,
    before: standingOf(live),
    ids: { generation: newEnrollmentId(), groupings: nameGroupings(newGuid(), newGuid()) },
    now: attemptOf(call).startedAt,
  });
}

function standingOf({ enrollment, session, actions }: LiveDevice): Standing {
  const isOwn = session !== undefined && session.value.generation === enrollment?.value.generation;
  return {
    enrollment: enrollment?.value,
    actions: actions.map(({ value }) => value),
    lastContact: isOwn ? session.value.at : undefined,
  };
}

async function bindAcceptance(
  people: PeopleStore,
  before: Stored<Acceptance> | undefined,
  after: Acceptance | undefined,
): Promise<void> {
  if (before === undefined || after === undefined || after === before.value) return;
  await people.replaceAcceptance(before, after);
}

type Ended = Pick<EnrollmentDecision, 'displaced' | 'closed'>;

function factsOf({ generation }: Enrollment, { enrollment: before }: LiveDevice, { displaced, closed }: Ended) {
  const wipe = closed.find(({ request }) => request.type === 'wipe');
  return {
    generation,
    ...(before !== undefined && { replaces: before.value.generation }),
    ...(displaced !== undefined && { displacedUser: displaced }),
    ...(closed.length > 0 && { closedActions: closed.length }),
    ...(wipe !== undefined && { closedWipe: wipe.id }),
  };
}

function rosterEntry({ device, userName, ...enrollment }: Enrollment): RosterEntry {
  const { tenantId, deviceId, userId, generation, enrolledAt } = enrollment;
  return {
    tenantId,
    deviceId,
    userId,
    generation,
    status: 'enrolled',
    enrolledAt,
    changedAt: enrolledAt,
    ...(device.name !== undefined && { deviceName: device.name }),
    ...(userName !== undefined && { userName }),
    ...(device.osVersion !== undefined && { osVersion: device.osVersion }),
  };
}
