import type { Action, ActionRequest } from '../actions/action';
import type { DirectoryRefusal } from '../compliance/directory/directory-refusal';
import type { WriteBack } from '../compliance/directory/write-back';
import type { ComplianceSummary } from '../compliance/summary';
import type { Enrollment } from '../enrollment/enrollment';
import type { AcceptanceId, CorrelationId, DeviceId, EnrollmentId, TenantId, UserId } from '../ids';
import type { DeviceState } from '../sync/device-state';
import type { Session } from '../sync/session';
import type { WipState } from '../sync/summarize';
import type { Tenant, TenantQuotas, TenantSettings, TenantStatus } from '../tenant/tenant';
import type { Acceptance } from '../terms/acceptance';
import type { TermsText } from '../terms/terms-text';
import type { WipEvent } from '../wip-logs/wip-event';
import type { HeldKind } from './person/held-columns';

/** A value as read, with the ETag that a conditional write needs. */
export interface Stored<T> {
  readonly value: T;
  readonly etag: string;
}

/** An immutable revision of a policy document. `document` is JSON that was accepted when it was saved. */
export interface PolicyRevision {
  readonly name: string;
  readonly revision: number;
  readonly document: unknown;
  /** Object id of who saved it, and when (ISO 8601). */
  readonly author: string;
  readonly savedAt: string;
}

/** A tenant whose pointer leads to the revision that was just saved. */
export interface SavedPolicy {
  readonly tenant: Stored<Tenant>;
  readonly revision: number;
}

/**
 * Tenants, their policy revisions and terms: one partition a tenant. Every change raises `version` by one, and is
 * conditional on the ETag; the loser gets `ServiceError` `precondition` / `storage.changed`.
 */
export interface TenantStore {
  load(id: TenantId): Promise<Stored<Tenant> | undefined>;
  /** @throws ServiceError `conflict` / `storage.exists` when the tenant is there already. */
  create(tenant: {
    id: TenantId;
    displayName: string;
    status: TenantStatus;
    settings: TenantSettings;
    quotas?: TenantQuotas;
  }): Promise<Stored<Tenant>>;
  replace(
    tenant: Stored<Tenant>,
    change: { displayName?: string; status?: TenantStatus; settings?: TenantSettings; quotas?: TenantQuotas },
  ): Promise<Stored<Tenant>>;
  /** Saves the next revision that is free and moves the pointer, in one batch. */
  savePolicy(
    tenant: Stored<Tenant>,
    policy: { name: string; document: unknown; author: string; savedAt: string },
  ): Promise<SavedPolicy>;
  loadPolicy(id: TenantId, name: string, revision: number): Promise<PolicyRevision | undefined>;
  /**
   * Saves terms in one language and moves the pointer, in one batch. The same version with the same text is done already.
   * @throws ServiceError `conflict` / `terms.version-taken` when that version says something else.
   */
  saveTerms(tenant: Stored<Tenant>, locale: string, terms: TermsText): Promise<Stored<Tenant>>;
  loadTerms(id: TenantId, version: string, locale: string): Promise<TermsText | undefined>;
  /**
   * Every tenant of the deployment, for its operator: one scan over the table, in pages. Rows that this version cannot read
   * are named beside those that it can.
   */
  list(page: {
    size: number;
    continuation?: string;
  }): Promise<{ tenants: Stored<Tenant>[]; unreadable: TenantId[]; continuation?: string }>;
}

/** The `live_` rows of a device: all that a sync reads, in one range query. Rows of a foreign generation come along. */
export interface LiveDevice {
  readonly enrollment?: Stored<Enrollment>;
  readonly state?: Stored<DeviceState>;
  readonly session?: Stored<Session>;
  /** Actions that are not over, oldest first; at most {@link MAX_LIVE_ACTIONS}. */
  readonly actions: readonly Stored<Action>[];
}

/** Actions that may wait on one device at once. */
export const MAX_LIVE_ACTIONS = 16;

/** What is over on a device, newest first: at most 20 rows, enrollments and actions together. */
export interface DeviceHistory {
  readonly enrollments: readonly Enrollment[];
  readonly actions: readonly Action[];
}

/** A piece of a large object that is arriving. */
export interface ObjectPiece {
  readonly index: number;
  readonly data: Uint8Array;
}

/** What a sync decided. A member that did not change is absent. */
export interface SyncWrite {
  readonly session: Session;
  readonly state?: DeviceState;
  readonly enrollment?: Enrollment;
  /** Actions of `before` with their next status, each conditional on its row; those that are over move to the history. */
  readonly actions?: readonly Action[];
  /** Further pieces of a large object (each up to 60 KB), or how many of its pieces, from 0 on, are to be dropped. */
  readonly chunks?: { readonly put: readonly ObjectPiece[] } | { readonly drop: number };
}

/** One partition a device. Every write is one conditional batch; the loser gets `precondition` / `storage.changed`. */
export interface DeviceStore {
  loadLive(tenantId: TenantId, deviceId: DeviceId): Promise<LiveDevice>;
  /**
   * Opens a new generation: replaces the enrollment, drops the state, keeps the old enrollment in the history. The old
   * session stays as one of a foreign generation until the first sync replaces it. `closed` are the live actions of the
   * old generation with their last status; they move to the history too.
   */
  enroll(enrollment: Enrollment, before: LiveDevice, closed?: readonly Action[]): Promise<void>;
  /** Writes what a sync decided, in one batch; with a session alone, in one update. */
  writeSync(device: DeviceKey, before: LiveDevice, write: SyncWrite): Promise<void>;
  /**
   * Adds an action. One with the same id that is there already, live or over, is returned instead. `admit` sees the
   * actions that are open at the moment of the write, and throws what keeps the new one out.
   * @throws ServiceError `conflict` / `actions.too-many`; `conflict` / `actions.not-enrolled` when the device is not
   * enrolled in the action's generation any more
   */
  addAction(device: DeviceKey, action: Action, admit?: (open: readonly Action[]) => void): Promise<Action>;
  /** Replaces an action under its ETag; one that is over moves to the history. */
  replaceAction(device: DeviceKey, before: Stored<Action>, after: Action): Promise<void>;
  /**
   * Drops every piece of a large object whose rest never came, and what the session knows of it, some hundred at once; true
   * when none is left.
   * @throws ServiceError `precondition` / `storage.changed` when the device has spoken meanwhile
   */
  dropPieces(device: DeviceKey, session: Stored<Session>): Promise<boolean>;
  /** Data of the pieces 0 to `count - 1`, joined. */
  readChunks(device: DeviceKey, count: number): Promise<Uint8Array>;
  loadHistory(device: DeviceKey): Promise<DeviceHistory>;
}

/** Which device. */
export interface DeviceKey {
  readonly tenantId: TenantId;
  readonly deviceId: DeviceId;
}

/** What users did: acceptances of terms, and the devices that count against their cap. One partition a user. */
export interface PeopleStore {
  saveAcceptance(acceptance: Acceptance): Promise<void>;
  loadAcceptance(tenantId: TenantId, userId: UserId, id: AcceptanceId): Promise<Stored<Acceptance> | undefined>;
  replaceAcceptance(before: Stored<Acceptance>, after: Acceptance): Promise<void>;
  /** Deletes an acceptance if it is as it was read. @throws ServiceError `precondition` / `storage.changed` */
  removeAcceptance(acceptance: Stored<Acceptance>): Promise<void>;
  /** Deletes the visits of administrators that began on a day (yyyymmdd), some hundred at once; true when none is left. */
  clearVisits(day: string): Promise<boolean>;
  /**
   * Counts the user's devices and reserves a place for this one, atomically; a device that has a place keeps it. A
   * reservation that was never confirmed lapses after ten minutes.
   * @throws ServiceError `forbidden` / `enrollment.device-cap`; `enrollment.erasure` while the user is being erased
   */
  reserveDevice(
    owner: { tenantId: TenantId; userId: UserId; deviceId: DeviceId },
    cap: number,
    now: Date,
  ): Promise<void>;
  /** Makes the reservation permanent. Can be repeated. */
  confirmDevice(
    owner: { tenantId: TenantId; userId: UserId; deviceId: DeviceId },
    generation: EnrollmentId,
    now: Date,
  ): Promise<void>;
  /**
   * Ends a reservation that lapsed: makes it permanent for the generation that holds the device after all, or gives the
   * place back. Leaves any other place as it is.
   * @throws ServiceError `precondition` / `storage.changed` when the user enrolls it at this moment
   */
  endReservation(
    owner: { tenantId: TenantId; userId: UserId; deviceId: DeviceId },
    holder: EnrollmentId | undefined,
    now: Date,
  ): Promise<void>;
  /** The devices that a user has enrolled. */
  devicesOf(tenantId: TenantId, userId: UserId): Promise<DeviceId[]>;
  /** Gives the place back. Can be repeated. */
  releaseDevice(owner: { tenantId: TenantId; userId: UserId; deviceId: DeviceId }): Promise<void>;
}

/** A device in lists: small, written on change only. */
export interface RosterEntry {
  readonly tenantId: TenantId;
  readonly deviceId: DeviceId;
  readonly userId: UserId;
  readonly generation: EnrollmentId;
  readonly status: 'enrolled' | 'unenrolled';
  readonly deviceName?: string;
  readonly userName?: string;
  readonly osVersion?: string;
  readonly enrolledAt: string;
  /** Policy that the device has settled on, and how many of its settings the device refused. */
  readonly policy?: { readonly name: string; readonly revision: number };
  readonly failedSettings?: number;
  readonly wip?: WipState;
  /** Types of the actions that are not over. A note that was lost is made good when the row is written next. */
  readonly openActions?: readonly ActionRequest['type'][];
  /** The verdict when the row was written; `inGrace` ends at `until`, when no sync may happen (ISO 8601). */
  readonly compliance?: ComplianceSummary;
  /** When it was heard of first in the last week (from Monday, UTC) in which it was heard of at all. */
  readonly seenAt?: string;
  /** Since when nothing was heard of it, noted once the tenant's days of silence were over. */
  readonly lostSince?: string;
  readonly changedAt: string;
}

/** One row a device, for lists and filters. */
export interface RosterStore {
  put(entry: RosterEntry): Promise<void>;
  /**
   * Changes the row of this generation as it stands; does nothing when there is none, or when somebody else wrote it at the
   * same moment: what is noted here is told again whenever the row is written anew.
   */
  note(
    device: DeviceKey,
    generation: EnrollmentId,
    change: Pick<RosterEntry, 'openActions' | 'lostSince' | 'compliance'>,
  ): Promise<void>;
  load(tenantId: TenantId, deviceId: DeviceId): Promise<RosterEntry | undefined>;
  /**
   * Devices in the order of their ids: a page of those that match, after at most 20,000 rows of others.
   * @throws ServiceError `invalid` / `page.continuation-invalid`
   */
  list(
    tenantId: TenantId,
    page: { size: number; continuation?: string },
    matches?: (entry: RosterEntry) => boolean,
  ): Promise<{ entries: RosterEntry[]; continuation?: string }>;
}

/**
 * What the directory (Entra) was told of devices, and why a tenant's refuses to be told anything. Beside the rows that a
 * sync reads, and older than any one enrollment: what was claimed must be taken back.
 */
export interface WriteBackStore {
  load(device: DeviceKey): Promise<Stored<WriteBack> | undefined>;
  /** @throws ServiceError `precondition` / `storage.changed` when another one was faster */
  save(device: DeviceKey, before: Stored<WriteBack> | undefined, after: WriteBack): Promise<Stored<WriteBack>>;
  /** Forgets what was read. @throws ServiceError `precondition` / `storage.changed` */
  forget(device: DeviceKey, before: Stored<WriteBack>): Promise<void>;
  loadRefusal(tenantId: TenantId): Promise<DirectoryRefusal | undefined>;
  /** Whatever was there before: of two that were refused, either says the same. */
  saveRefusal(tenantId: TenantId, refusal: DirectoryRefusal): Promise<void>;
  /** Can be repeated. */
  removeRefusal(tenantId: TenantId): Promise<void>;
}

/** Something that housekeeping must look at when its time has come. It is a hint: what is looked at decides. */
export interface DueEntry {
  /** When to look, ISO 8601. */
  readonly at: string;
  readonly kind: DueKind;
  readonly tenantId: TenantId;
  /** The user of an acceptance and of a place, the tenant of its fleet, the device of everything else. */
  readonly subject: string;
  /**
   * Which of the subject's things, where it has several: the id of an acceptance, the device of a place, the place in the
   * list of the fleet, the days for which log records are kept.
   */
  readonly item?: string;
}

/**
 * Every kind of {@link DueEntry}. `device`: silence and waiting actions; `acceptance`: terms that were shown; `verdict`: how
 * a device stands may have changed, and the lists and the directory do not know it yet; `fleet`: so it may be with every
 * device of the tenant; `place`: a reservation among the devices of a user; `pieces`: a large object that is arriving;
 * `logs`: records of a device's log whose retention is over.
 */
export const DUE_KINDS = ['device', 'acceptance', 'verdict', 'fleet', 'place', 'pieces', 'logs'] as const;

/** See {@link DUE_KINDS}. */
export type DueKind = (typeof DUE_KINDS)[number];

/** How far housekeeping has come. */
export interface Progress {
  /** Day (yyyymmdd, UTC) up to which every entry that was due was looked at. */
  readonly day: string;
  /** Day on which the tenants were gone through last, and where that stopped; absent continuation: it is done. */
  readonly tenantsDay: string;
  readonly tenantsAfter?: string;
}

/** What is due, by day and shard; and the one row that tells how far housekeeping has come. */
export interface DueStore {
  /** Writes the entry; the same one again replaces itself. */
  put(entry: DueEntry): Promise<void>;
  /** Entries of a day that are due at `now`, of all shards, at most `size` a shard. */
  list(day: string, now: Date, size: number): Promise<DueEntry[]>;
  /** Takes an entry away that was looked at. Can be repeated. */
  remove(entry: DueEntry): Promise<void>;
  loadProgress(): Promise<Stored<Progress> | undefined>;
  /** @throws ServiceError `precondition` / `storage.changed`, `conflict` / `storage.exists` when another one was faster */
  saveProgress(progress: Progress, before: Stored<Progress> | undefined): Promise<Stored<Progress>>;
}

/** Who did what, or tried to. Carries ids, never names, tokens or policy values. */
export interface AuditEntry {
  /** Unique; the caller makes it, so that `intended` and the outcome are one row. */
  readonly id: string;
  readonly tenantId: TenantId;
  readonly at: string;
  /** E.g. `enrollment`, `policy.save`, `tenant.create`. */
  readonly action: string;
  readonly outcome: 'intended' | 'done' | 'refused' | 'failed';
  /** Code of the refusal or failure, as the caller saw it, e.g. `DeviceCapReached`. */
  readonly code?: string;
  /** Object id of the user or application that acted. */
  readonly actor?: string;
  readonly deviceId?: DeviceId;
  readonly correlationId: CorrelationId;
  /** Further ids and numbers. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** Proof that the work data of a device was withdrawn; kept for ever. Carries no name. */
export interface WipeProof {
  /** Id of the action. */
  readonly action: string;
  readonly tenantId: TenantId;
  readonly deviceId: DeviceId;
  readonly userId: UserId;
  readonly generation: EnrollmentId;
  readonly requestedBy: string;
  readonly requestedAt: string;
  /** When the device acknowledged that it revokes on unenrollment, and when it reported the unenrollment. */
  readonly revokedAt: string;
  readonly confirmedAt: string;
}

/** The audit trail: one partition a tenant and month, newest first; and the proofs, one partition a tenant. */
export interface AuditStore {
  /** Writes the row, or replaces the one with the same id and time (`intended` becomes the outcome). */
  put(entry: AuditEntry): Promise<void>;
  /** A month (yyyymm) of a tenant, newest first; without a continuation from the time `to` on. */
  list(
    tenantId: TenantId,
    month: string,
    page: { size: number; continuation?: string; to?: Date },
  ): Promise<{ entries: AuditEntry[]; continuation?: string }>;
  /** Changes of a time span (ISO 8601) whose outcome was never written: whoever made them died in between. */
  listIntended(tenantId: TenantId, span: { from: Date; to: Date }): Promise<AuditEntry[]>;
  /** Deletes a month (yyyymm) of a tenant, some hundred rows at a time; true when none is left. */
  clearMonth(tenantId: TenantId, month: string): Promise<boolean>;
  /** Writes the proof of an action; one that is there already is replaced. */
  putProof(proof: WipeProof): Promise<void>;
  /** The proofs of a tenant, those of the newest requests first. */
  listProofs(
    tenantId: TenantId,
    page: { size: number; continuation?: string },
  ): Promise<{ proofs: WipeProof[]; continuation?: string }>;
}

/** A record of a device's protection log as it is kept. */
export interface KeptWipEvent {
  readonly event: WipEvent;
  /** Who had enrolled the device when it came. */
  readonly userId: UserId;
  /** Not shown any more from then on, ISO 8601. */
  readonly until: string;
}

/** A kept record, and the device that it is from. */
export interface ListedWipEvent extends KeptWipEvent {
  readonly deviceId: DeviceId;
}

/** A time span, both ends inclusive. */
export interface TimeSpan {
  readonly from: Date;
  readonly to: Date;
}

/** A page of records; what is older than its retention is not among them. */
export interface WipEventPage {
  readonly events: readonly ListedWipEvent[];
  readonly continuation?: string;
}

/** The logs of the protection: one partition a device, newest first. Reading and deleting go by the time of the record. */
export interface WipLogStore {
  /** Writes records of a device; one that is there already stays one. Can be repeated. */
  put(device: DeviceKey, events: readonly KeptWipEvent[]): Promise<void>;
  /** @throws ServiceError `invalid` / `page.continuation-invalid` */
  list(device: DeviceKey, span: TimeSpan, page: WipPageRequest): Promise<WipEventPage>;
  /** Records of all devices of a tenant, device by device. @throws as `list` */
  listAll(tenantId: TenantId, span: TimeSpan, page: WipPageRequest): Promise<WipEventPage>;
  /** Deletes records of before a time, some hundred at once; true when none is left. */
  deleteOlderThan(device: DeviceKey, before: Date): Promise<boolean>;
}

/** Which page of records, and what time it is. */
export interface WipPageRequest {
  readonly size: number;
  readonly continuation?: string;
  readonly now: Date;
}

/** A human being in a tenant. */
export interface Person {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** A row that is held on a person, with its columns as `docs/privacy.md` lists them, but for those of the service itself. */
export interface HeldRow {
  /** Table and kind of row, e.g. `devices enrollment`. */
  readonly row: HeldKind;
  readonly deviceId?: DeviceId;
  /** By name of the column. What is compressed or JSON is taken apart; ids of other people are left out. */
  readonly held: Readonly<Record<string, unknown>>;
}

/** A part of what is held on a person; absent continuation: the last one. */
export interface HeldPage {
  readonly rows: readonly HeldRow[];
  readonly continuation?: string;
}

/** When an erasure goes on, and after how many days of silence a device of the tenant counts as lost. */
export interface ErasureTerms {
  readonly now: Date;
  readonly lostContactDays: number;
}

/** How far an erasure has come. */
export interface ErasureProgress {
  readonly done: boolean;
  /** Number of the part that comes next, from 1, and how many there are; equal numbers: the last one. */
  readonly part: number;
  readonly parts: number;
}

/** Everything that is held on one person, over all tables: to hand it out, and to erase it. */
export interface PersonStore {
  /**
   * Some hundred rows at a time. Records of the protection's log are among them where that is wanted.
   * @throws ServiceError `invalid` / `page.continuation-invalid`
   */
  listHeld(person: Person, wanted: { readonly logs: boolean; readonly continuation?: string }): Promise<HeldPage>;
  /** What stands in place of the person's id while an erasure is under way. */
  pseudonymOf(person: Person): Promise<string | undefined>;
  /**
   * Begins an erasure, unless one has begun: from then on no device of the person enrolls.
   * @throws ServiceError `conflict` / `person.enrolled`, `person.enrolling`
   */
  beginErasure(person: Person, pseudonym: string, terms: ErasureTerms): Promise<void>;
  /**
   * Goes on with an erasure, a bounded part at a time. Every step can be repeated, and two may go on at once.
   * @throws ServiceError `conflict` / `person.enrolled` for a device that enrolled at the moment of the beginning
   */
  continueErasure(person: Person, terms: ErasureTerms): Promise<ErasureProgress>;
}

/** All that the service keeps. Throttled or unreachable storage is `ServiceError` `unavailable` / `storage.unavailable`. */
export interface Store {
  readonly tenants: TenantStore;
  readonly devices: DeviceStore;
  readonly people: PeopleStore;
  readonly roster: RosterStore;
  readonly audit: AuditStore;
  readonly due: DueStore;
  readonly wipLogs: WipLogStore;
  readonly persons: PersonStore;
  readonly writeBacks: WriteBackStore;
}
