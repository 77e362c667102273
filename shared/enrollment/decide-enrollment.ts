import type { Action } from '../actions/action';
import { ServiceError } from '../errors';
import type { DeviceId, EnrollmentId, TenantId, UserId } from '../ids';
import type { TenantSettings } from '../tenant/tenant';
import type { Acceptance } from '../terms/acceptance';
import { useBlob } from '../terms/use-blob';
import { closeActions, type Standing } from './close-actions';
import type { Enrollment } from './enrollment';
import { pollJitter } from './poll-jitter';
import type { IssueRst, Rst } from './read-rst';

/** Everything that an enrollment is decided from. */
export interface EnrollmentCase {
  readonly rst: Rst;
  readonly owner: { readonly tenantId: TenantId; readonly userId: UserId; readonly deviceId: DeviceId };
  readonly userName: string | undefined;
  readonly settings: TenantSettings;
  /** Text of `MAM_MAINTENANCE` while it is set. */
  readonly maintenance: string | undefined;
  /** DM account name for new enrollments. */
  readonly providerId: string;
  /** The acceptance that the RST names, from the user's own partition. */
  readonly acceptance: Acceptance | undefined;
  /** What is live on the device now. */
  readonly before: Standing;
  /** Random ids for the new generation. */
  readonly ids: NewIds;
  readonly now: Date;
}

/** Random ids of a new generation. */
export interface NewIds {
  readonly generation: EnrollmentId;
  readonly groupings: Enrollment['groupings'];
}

/** What is to be stored for an enrollment that is let in. */
export interface EnrollmentDecision {
  readonly enrollment: Enrollment;
  /** The acceptance as it must be afterwards; undefined when the terms were not asked for. */
  readonly acceptance: Acceptance | undefined;
  /** Another user whose enrollment this one ends. */
  readonly displaced: UserId | undefined;
  /** The open actions of the old generation with their last status. */
  readonly closed: readonly Action[];
}

/**
 * Decides whether a device may enroll, and what its new generation is. A repeated enrollment is decided like the first:
 * MessageID is a constant, and the device has dropped its old account (protocol.md 9 row 33).
 * @throws ServiceError `maintenance`, `enrollment.renew`, `enrollment.recovery`, `enrollment.type`,
 * `enrollment.device-type`, `enrollment.wipe-open`, `enrollment.terms`
 */
export function decideEnrollment(request: EnrollmentCase): EnrollmentDecision {
  refuseInMaintenance(request);
  const rst = requireIssue(request.rst);
  refuseOtherEnrollmentType(rst, request.settings);
  refuseOtherDeviceType(rst);
  const closed = closeActions(request.before, request.settings, request.now);
  const acceptance = request.settings.termsRequired ? requireAcceptance(request) : undefined;
  return { enrollment: openGeneration(rst, request), acceptance, displaced: displacedUser(request), closed };
}

function refuseInMaintenance({ maintenance }: EnrollmentCase): void {
  if (maintenance !== undefined) throw new ServiceError('maintenance', 'maintenance', maintenance);
}

function requireIssue(rst: Rst): IssueRst {
  if (rst.requestType === 'Issue') return rst;
  if (rst.requestType === 'Renew') throw refusal('enrollment.renew', 'There is no certificate to renew.');
  throw refusal('enrollment.recovery', 'There is nothing to recover.');
}

// Another kind of client expects a certificate, so it is told now; a client that does not say is taken at MAM's word.
function refuseOtherEnrollmentType({ enrollmentType }: IssueRst, { allowedEnrollmentTypes }: TenantSettings): void {
  if (enrollmentType === undefined) return;
  const allowed = allowedEnrollmentTypes.some((type) => type.toLowerCase() === enrollmentType.toLowerCase());
  if (!allowed) throw refusal('enrollment.type', 'This EnrollmentType is not served here.');
}

function refuseOtherDeviceType({ device }: IssueRst): void {
  if (device.type === undefined || device.type.toLowerCase() === 'cimclient_windows') return;
  throw refusal('enrollment.device-type', 'Only Windows PCs can be enrolled.');
}

function requireAcceptance({ acceptance, owner, now }: EnrollmentCase): Acceptance {
  const verdict = useBlob(acceptance, { ...owner, now });
  if (verdict.ok) return verdict.after;
  throw new ServiceError('forbidden', 'enrollment.terms', 'The terms of use were not accepted for this enrollment.', {
    detail: verdict.reason,
  });
}

function displacedUser({ before: { enrollment }, owner }: EnrollmentCase): UserId | undefined {
  return enrollment !== undefined && enrollment.userId !== owner.userId ? enrollment.userId : undefined;
}

function openGeneration(
  rst: IssueRst,
  { owner, userName, settings, providerId, ids, now }: EnrollmentCase,
): Enrollment {
  return {
    ...ids,
    ...owner,
    ...(userName !== undefined && { userName }),
    omaDeviceId: rst.omaDeviceId,
    providerId,
    device: rst.device,
    pollMinutes: settings.pollMinutes + pollJitter(owner.tenantId, owner.deviceId),
    enrolledAt: now.toISOString(),
  };
}

function refusal(code: string, text: string): ServiceError {
  return new ServiceError('invalid', code, text);
}
