import { ServiceError } from '../../shared/errors';
import { newNonce } from '../../shared/random';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import { admitDevice } from '../../shared/sync/admit-device';
import { classifyMessage } from '../../shared/sync/classify-message';
import { decideReply } from '../../shared/sync/decide-reply';
import type { DeviceSnapshot, SyncChange, SyncContext, SyncRequest } from '../../shared/sync/exchange';
import { keepLearned } from '../../shared/sync/group-assignment';
import { policyToPlan } from '../../shared/sync/policy-to-plan';
import { type Received, receiveFirst, receiveNext, withObject } from '../../shared/sync/receive-message';
import { renderReply, renderStatuses } from '../../shared/sync/render-reply';
import { renderableSettings } from '../../shared/sync/renderable-settings';
import type { Session } from '../../shared/sync/session';
import type { Turn } from '../../shared/sync/turn';
import type { ServerMessage } from '../../shared/syncml/message';
import { auditActions } from '../audit-actions';
import type { Call } from '../http';
import { retryLostRaces } from '../retry-lost-races';
import { announce, auditRefusal, finishEnd } from './announce';
import type { SyncPrincipal } from './authenticate-device';
import { compileFor } from './compile-for';
import { keepWipEvents } from './keep-wip-events';
import { readGroups } from './read-groups';
import { verifyHealth } from './verify-health';

/** A message of a client whose token was verified. */
export interface Incoming {
  readonly principal: SyncPrincipal;
  /** Enrollment id in the URL. */
  readonly generation: string;
  readonly request: SyncRequest;
}

/**
 * Answers a message: load, decide, write, render. When another instance wrote in between, its decision is loaded and
 * rendered instead (rule 4 against loss and repetition).
 */
export function answerMessage(call: Call, incoming: Incoming): Promise<ServerMessage> {
  return retryLostRaces(() => answerOnce(call, incoming));
}

async function answerOnce(call: Call, incoming: Incoming): Promise<ServerMessage> {
  const { principal, request } = incoming;
  const live = await call.service().store.devices.loadLive(principal.tenantId, principal.deviceId);
  const device = await admit(call, incoming, live);
  const context = await contextOf(call, incoming, device.session);
  const place = classifyMessage(device, request, context.now);
  if (place === 'repeat' && device.session !== undefined) return repeatAnswer(call, device, request);
  refuseEnded(device);
  if (place === 'stale') return renderStatuses(request.message);
  const received = await receive(call, { device, request, context, isNext: place === 'next' });
  return decideAndWrite(call, { device, request, context, received }, live);
}

interface Arriving {
  readonly device: DeviceSnapshot;
  readonly request: SyncRequest;
  readonly context: SyncContext;
  readonly isNext: boolean;
}

// The pieces of a large object are read only when its last one has come.
async function receive(call: Call, { device, request, context, isNext }: Arriving): Promise<Received> {
  const { session } = device;
  const received =
    isNext && session !== undefined
      ? receiveNext({ ...device, session }, request, context)
      : receiveFirst(device, request, context);
  const complete = received.chunk?.complete;
  if (complete === undefined) return received;
  return withObject(received, await call.service().store.devices.readChunks(device.enrollment, complete.stored));
}

async function admit(call: Call, incoming: Incoming, live: LiveDevice): Promise<DeviceSnapshot> {
  try {
    const enrollment = admitDevice(live.enrollment?.value, incoming);
    const own = <T extends { generation: string }>(row: { value: T } | undefined) =>
      row?.value.generation === enrollment.generation ? row.value : undefined;
    const actions = live.actions
      .map(({ value }) => value)
      .filter(({ generation }) => generation === enrollment.generation);
    return { enrollment, state: own(live.state), session: own(live.session), actions };
  } catch (thrown) {
    await auditRefusal(call, incoming.principal, thrown);
    throw thrown;
  }
}

// An instance whose cached tenant is older than what the device has seen reads it again: nobody goes back.
async function contextOf(call: Call, { principal }: Incoming, session: Session | undefined): Promise<SyncContext> {
  const moment = { now: call.service().clock(), nonce: newNonce() };
  const seen = session?.tenantVersion ?? 0;
  if (seen <= principal.tenant.version) return { tenant: principal.tenant, ...moment };
  const tenant = await call.service().admission.find(principal.tenantId, 'cached', seen);
  return { tenant: tenant ?? principal.tenant, ...moment };
}

function refuseEnded({ enrollment }: DeviceSnapshot): void {
  if (enrollment.ended === undefined) return;
  throw new ServiceError('forbidden', 'sync.unenrolled', 'This device is not enrolled any more.', {
    tenantId: enrollment.tenantId,
  });
}

async function repeatAnswer(call: Call, device: DeviceSnapshot, request: SyncRequest): Promise<ServerMessage> {
  const { enrollment, session } = device;
  if (session === undefined) return renderStatuses(request.message);
  // The farewell may have been stored by an instance that came no further.
  if (enrollment.ended !== undefined) await finishEnd(call, enrollment);
  const policy = await compileFor(call, enrollment, session.decision.policy);
  return renderReply(request.message, { session, settings: renderableSettings(device, policy) });
}

async function decideAndWrite(call: Call, stored: Turn, live: LiveDevice): Promise<ServerMessage> {
  const verified = await verifyHealth(call, await readGroups(call, stored));
  const pointer = policyToPlan(verified);
  const policy = await compileFor(call, verified.device.enrollment, pointer);
  const turn = await keepWipEvents(call, verified, policy);
  const { device, request } = turn;
  const assigned = pointer === undefined || policy === undefined ? undefined : { pointer, policy };
  const change = keepLearned(decideReply(turn, assigned), stored.device, device);
  await announce(call, turn, change);
  await auditActions(call, { device: device.enrollment, actions: change.actions ?? [] }, () =>
    call.service().store.devices.writeSync(device.enrollment, live, change),
  );
  if (change.enrollment !== undefined) await finishEnd(call, change.enrollment);
  const settings = renderableSettings(afterwards(device, change), policy);
  return renderReply(request.message, { session: change.session, settings });
}

// The device as a repetition of this message would find it.
function afterwards(device: DeviceSnapshot, { session, state, actions = [] }: SyncChange): DeviceSnapshot {
  const changed = new Map(actions.map((action) => [action.id, action]));
  return {
    ...device,
    session,
    state: state ?? device.state,
    actions: device.actions.map((action) => changed.get(action.id) ?? action),
  };
}
