import type { Action } from '../actions/action';
import { type ActionView, actionView } from '../actions/action-view';
import { hasLostContact, type Silence } from '../actions/lost-contact';
import { type ComplianceView, complianceView } from '../compliance/compliance-view';
import { type DirectoryView, directoryView } from '../compliance/directory/directory-view';
import type { WriteBack } from '../compliance/directory/write-back';
import type { Ending, Enrollment } from '../enrollment/enrollment';
import { statusMeaning } from '../syncml/status';
import { ABSENT, type DeviceState, type SettingState, UNKNOWN } from './device-state';
import type { Session } from './session';
import { IDENTITY_RULE } from './work-identity';

/** Everything that is stored about a device; rows of an older generation are history. */
export interface DeviceRecord {
  readonly enrollment: Enrollment;
  readonly state: DeviceState | undefined;
  readonly session: Session | undefined;
  /** Open actions, oldest first. */
  readonly actions: readonly Action[];
  /** What is over, newest first. */
  readonly history: { readonly enrollments: readonly Enrollment[]; readonly actions: readonly Action[] };
  readonly silence: Silence;
  /** What the directory was told of it; `undefined` where nothing was, or the tenant does not want that. */
  readonly writeBack: WriteBack | undefined;
}

/**
 * A device as administrators see it: who and what, when it was last here, what was asked of it, and its settings with
 * statuses in words.
 */
export interface DeviceView {
  readonly deviceId: string;
  readonly userId: string;
  readonly userName?: string;
  readonly status: 'enrolled' | 'unenrolled';
  readonly enrolledAt: string;
  readonly endedAt?: string;
  readonly endedBy?: Ending['by'];
  readonly device: Enrollment['device'];
  readonly lastSyncAt?: string;
  /** Policy that the device has settled on; absent while it is being changed for the first time, or has none. */
  readonly policy?: { readonly name: string; readonly revision: number };
  readonly settledAt?: string;
  /** Where the groups of the user lead, in a tenant that assigns policies by group. */
  readonly assignment?: { readonly policy?: string; readonly at: string };
  /** The device was silent for the tenant's days. */
  readonly lostContact?: Condition;
  /** Windows on this device has no WIP any more, or never had. */
  readonly withoutWip?: Condition;
  /** How it stands against the demands of its policy; absent where there are none. */
  readonly compliance?: ComplianceView;
  /** What the directory (Entra) was told of it, and what is in the way. */
  readonly directory?: DirectoryView;
  /** What was asked of the device and is not over, oldest first. */
  readonly actions: readonly ActionView[];
  /** What is over, newest first. */
  readonly history: { readonly actions: readonly ActionView[]; readonly enrollments: readonly PastEnrollment[] };
  readonly settings: readonly SettingView[];
}

/** Something that an administrator should know of a device. */
export interface Condition {
  /** ISO 8601. */
  readonly since: string;
  readonly meaning: string;
}

/** An enrollment of the device that is over. */
export type PastEnrollment = Pick<DeviceView, 'userId' | 'userName' | 'enrolledAt' | 'endedAt' | 'endedBy'>;

/** One setting of a device. */
export interface SettingView {
  /** LocURI, or name of the family. */
  readonly setting: string;
  readonly inForce: boolean;
  /** SyncML status; 0 when the device did not say. */
  readonly status: number;
  readonly meaning: string;
  readonly at: string;
  readonly originalError?: string;
  /** Rule of the catalogue for which it is held back. */
  readonly rule?: string;
  readonly nextTryAt?: string;
}

/** Puts the rows of a device together for administrators. */
export function deviceView(record: DeviceRecord, now: Date): DeviceView {
  const { enrollment, state, session, actions, history } = record;
  return {
    deviceId: enrollment.deviceId,
    status: enrollment.ended === undefined ? 'enrolled' : 'unenrolled',
    ...pastEnrollment(enrollment),
    device: enrollment.device,
    ...(session === undefined ? {} : { lastSyncAt: session.at }),
    ...(state?.policy === undefined ? {} : { policy: state.policy }),
    ...(state?.settledAt === undefined ? {} : { settledAt: state.settledAt }),
    ...assigned(state),
    ...conditions(record, now),
    ...compliance(record, now),
    ...(record.writeBack === undefined ? {} : { directory: directoryView(record.writeBack) }),
    actions: actions.map(actionView),
    history: { actions: history.actions.map(actionView), enrollments: history.enrollments.map(pastEnrollment) },
    settings: (state?.settings ?? []).map(settingView),
  };
}

function pastEnrollment({ userId, userName, enrolledAt, ended }: Enrollment): PastEnrollment {
  return {
    userId,
    ...(userName === undefined ? {} : { userName }),
    enrolledAt,
    ...(ended === undefined ? {} : { endedAt: ended.at, endedBy: ended.by }),
  };
}

function assigned(state: DeviceState | undefined): Pick<DeviceView, 'assignment'> {
  if (state?.assignment === undefined) return {};
  const { basis: _, ...assignment } = state.assignment;
  return { assignment };
}

function conditions({ enrollment, state, silence }: DeviceRecord, now: Date): Partial<DeviceView> {
  const isLost = enrollment.ended === undefined && hasLostContact(silence, now);
  const { lastContact, days } = silence;
  const since = state?.withoutWipSince;
  return {
    ...(isLost
      ? { lostContact: { since: lastContact, meaning: `no word from this PC for ${days} days or more` } }
      : {}),
    ...(since === undefined ? {} : { withoutWip: { since, meaning: WITHOUT_WIP } }),
  };
}

function compliance({ enrollment, state, session }: DeviceRecord, now: Date): Pick<DeviceView, 'compliance'> {
  const facts = state?.inquiries?.facts?.facts ?? [];
  const moment = { now, lastSyncAt: session?.at ?? enrollment.enrolledAt };
  const view = enrollment.ended === undefined ? complianceView(state?.compliance, facts, moment) : undefined;
  return view === undefined ? {} : { compliance: view };
}

const WITHOUT_WIP = 'Windows on this PC has no Windows Information Protection: work data is not protected there';

function settingView(state: SettingState): SettingView {
  return {
    setting: state.key,
    inForce: !NOT_IN_FORCE.has(state.acknowledged),
    status: state.code,
    meaning: meaningOf(state),
    at: state.at,
    ...(state.originalError === undefined ? {} : { originalError: state.originalError }),
    ...(state.blockedBy === undefined ? {} : { rule: state.blockedBy }),
    ...(state.retryAt === undefined ? {} : { nextTryAt: state.retryAt }),
  };
}

const NOT_IN_FORCE: ReadonlySet<string> = new Set(['', ABSENT, UNKNOWN]);

const OTHER_IDENTITY =
  'held back: this PC has another primary domain, and its work files would become unreadable; first let it take a policy with mode off';

function meaningOf(state: SettingState): string {
  if (state.blockedBy === IDENTITY_RULE) return OTHER_IDENTITY;
  if (state.blockedBy !== undefined) return `not sent: it breaks rule ${state.blockedBy} of the catalogue`;
  if (state.leftInPlace === true) return 'no longer in the policy; Windows cannot delete it, so it was left in place';
  if (state.code === 0) return 'sent; the device did not answer, so it is sent again';
  return statusMeaning(state.code).text;
}
