import type { Action } from '../../shared/actions/action';
import { hasLostContact } from '../../shared/actions/lost-contact';
import { isOpen } from '../../shared/actions/transition';
import { changesAt } from '../../shared/compliance/changes-at';
import type { Enrollment } from '../../shared/enrollment/enrollment';
import { toServiceError } from '../../shared/errors';
import { newGuid } from '../../shared/random';
import type { AuditEntry } from '../../shared/storage/stores/audit';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { RosterEntry } from '../../shared/storage/stores/roster';
import { weekOf } from '../../shared/storage/week';
import type { DeviceState } from '../../shared/sync/device-state';
import type { DeviceSnapshot, SyncChange } from '../../shared/sync/exchange';
import { isVerdictNew, isVerdictTurned } from '../../shared/sync/is-verdict-new';
import { summarize, summarizeStateAt } from '../../shared/sync/summarize';
import type { Turn } from '../../shared/sync/turn';
import { lookAtArriving, lookAtEnd, lookAtStanding, lookAtVerdictAt } from '../housekeeping/first-look';
import type { Call, Work } from '../http';
import type { SyncPrincipal } from './authenticate-device';
import { keepProof } from './keep-proof';

/**
 * Tells the lists and the proofs what a sync is about to change. Before the device's own write, so that dying in between
 * leaves nothing behind: the client repeats the message and all of this is done again. Only a farewell is not repeated by
 * every client: see {@link finishEnd}.
 */
export async function announce(call: Call, turn: Turn, change: SyncChange): Promise<void> {
  const { device } = turn;
  await keepProof(call, device, change);
  for (const look of looksAt(turn, change)) await call.service().store.due.put(look);
  const actions = openAfter(turn, change);
  const isNews =
    isSettledAnew(device, change) ||
    isVerdictTurned({ ...turn, change }) ||
    wasLost(turn) ||
    isFirstOfWeek(turn) ||
    actions.length < device.actions.length;
  if (change.enrollment !== undefined || !isNews) return;
  const state = change.state ?? device.state;
  await call
    .service()
    .store.roster.put(rosterEntry(call, device.enrollment, { state, actions, seenAt: change.session.at }));
}

// What housekeeping must look at because of this change: nothing on ordinary days.
function looksAt(turn: Turn, change: SyncChange): readonly DueEntry[] {
  const { enrollment } = turn.device;
  const { now } = turn.context;
  const { chunks } = change;
  const isArriving = chunks !== undefined && 'put' in chunks && chunks.put.some(({ index }) => index === 0);
  const verdict = lookAtVerdict(turn, change);
  return [
    ...(verdict === undefined ? [] : [verdict]),
    ...(change.enrollment === undefined ? [] : [lookAtEnd(enrollment, now)]),
    ...(isArriving ? [lookAtArriving(enrollment, now)] : []),
  ];
}

// Only when the device stands otherwise, or has left. Where the directory is told, soon; otherwise the lists are right until
// time alone changes something.
function lookAtVerdict(turn: Turn, change: SyncChange): DueEntry | undefined {
  const { device, context } = turn;
  const { now, tenant } = context;
  const hasLeft = change.enrollment !== undefined;
  if (!hasLeft && !isVerdictNew({ ...turn, change })) return undefined;
  if (tenant.settings.writeCompliance) return lookAtStanding(device.enrollment, now);
  const record = (change.state ?? device.state)?.compliance;
  const at = hasLeft ? undefined : record && changesAt(record, { now, lastSyncAt: now.toISOString() });
  return at === undefined ? undefined : lookAtVerdictAt(device.enrollment, at);
}

function openAfter({ device }: Turn, { actions = [] }: SyncChange): readonly Action[] {
  const changed = new Map(actions.map((action) => [action.id, action]));
  return device.actions.map((action) => changed.get(action.id) ?? action).filter(isOpen);
}

// One write a week keeps the lists able to tell who was not here for long.
function isFirstOfWeek({ device, context }: Turn): boolean {
  return weekOf(device.session?.at ?? device.enrollment.enrolledAt) !== weekOf(context.now.toISOString());
}

// The lists may say that nothing was heard of it.
function wasLost({ device, context }: Turn): boolean {
  const { lostContactDays: days } = context.tenant.settings;
  const lastContact = device.session?.at ?? device.enrollment.enrolledAt;
  return hasLostContact({ lastContact, days }, context.now);
}

/**
 * Tells the lists, the user's quota and the audit trail that an enrollment has ended, once that is stored: the device's
 * own row is what counts, and remembers the end whatever becomes of the rest. Can be repeated.
 */
export async function finishEnd(call: Work, enrollment: Enrollment): Promise<void> {
  const { store } = call.service();
  await store.people.releaseDevice(enrollment);
  await auditEnd(call, enrollment);
  const seenAt = enrollment.ended?.at ?? call.service().clock().toISOString();
  // The last step: what the lists know shows whether all was done.
  await store.roster.put(rosterEntry(call, enrollment, { state: undefined, actions: [], seenAt }));
}

/** Writes a refused message of a genuine user into the audit trail. */
export async function auditRefusal(call: Call, principal: SyncPrincipal, thrown: unknown): Promise<void> {
  const { tenantId, userId, deviceId } = principal;
  const facts = { action: 'sync', outcome: 'refused', code: toServiceError(thrown).code } as const;
  await call.service().store.audit.put({ ...auditBasis(call), ...facts, tenantId, actor: userId, deviceId });
}

// One row a generation, however often its end is told.
async function auditEnd(call: Work, enrollment: Enrollment): Promise<void> {
  const { tenantId, userId: actor, deviceId, generation, ended } = enrollment;
  const { correlationId } = call;
  const at = ended?.at ?? call.service().clock().toISOString();
  const row = { id: `end-${generation}`, at, action: 'device.unenrolled', outcome: 'done', correlationId } as const;
  await call.service().store.audit.put({ ...row, tenantId, actor, deviceId });
}

function isSettledAnew(device: DeviceSnapshot, { state, session }: SyncChange): boolean {
  if (state === undefined || session.open) return false;
  return JSON.stringify(summarize(state)) !== JSON.stringify(summarize(device.state));
}

interface Standing {
  readonly state: DeviceState | undefined;
  /** Those that are open. */
  readonly actions: readonly Action[];
  readonly seenAt: string;
}

function rosterEntry(call: Work, enrollment: Enrollment, { state, actions, seenAt }: Standing): RosterEntry {
  const { tenantId, deviceId, userId, generation, device, userName, enrolledAt, ended } = enrollment;
  const now = call.service().clock();
  return {
    tenantId,
    deviceId,
    userId,
    generation,
    enrolledAt,
    status: ended === undefined ? 'enrolled' : 'unenrolled',
    changedAt: now.toISOString(),
    seenAt,
    openActions: actions.map(({ request }) => request.type),
    ...(device.name === undefined ? {} : { deviceName: device.name }),
    ...(device.osVersion === undefined ? {} : { osVersion: device.osVersion }),
    ...(userName === undefined ? {} : { userName }),
    ...(ended === undefined ? summarizeStateAt(state, { now, lastSyncAt: seenAt }) : {}),
  };
}

function auditBasis(call: Call): Pick<AuditEntry, 'id' | 'at' | 'correlationId'> {
  return { id: newGuid(), at: call.service().clock().toISOString(), correlationId: call.correlationId };
}
