import type { Action, ActionRequest } from '../actions/action';
import { isExit } from '../actions/is-exit';
import { isOpen, transition } from '../actions/transition';
import type { CompiledPolicy } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import { type SettingState, UNKNOWN } from './device-state';
import type { DeviceSnapshot, SyncContext } from './exchange';
import { handoffObstacle, offerKey } from './handoff-overlay';
import { isScepKey } from './readable-nodes';
import { keepsOtherIdentity } from './work-identity';

/** What is wanted of a device beside its policy. */
export interface Wanted {
  readonly states: SettingStates;
  readonly handoff: { readonly discoveryUrl: string } | undefined;
  /** Actions with their next status. */
  readonly actions: readonly Action[];
}

/** Actions that work through the plan of the policy; the others are exits. */
export function isPolicyAction({ request }: Action): boolean {
  return !isExit(request);
}

interface Start {
  readonly wanted: Wanted;
  readonly device: DeviceSnapshot;
  readonly policy: CompiledPolicy;
  readonly now: Date;
}

type Starter = (action: Action, start: Start) => Wanted;

const STARTERS: Readonly<Partial<Record<ActionRequest['type'], Starter>>> = {
  resync: (action, { wanted, now }) => begun(action, now, { ...wanted, states: forgotten(wanted.states) }),
  handoff: startHandoff,
  'withdraw-handoff': (action, { wanted, now }) => begun(action, now, { ...wanted, handoff: undefined }),
};

/** Begins every pending action that works through the policy, oldest first. */
export function startActions(
  device: DeviceSnapshot,
  { states, policy }: { readonly states: SettingStates; readonly policy: CompiledPolicy },
  { now }: SyncContext,
): Wanted {
  const pending = device.actions.filter((action) => action.status === 'pending');
  const nothing: Wanted = { states, handoff: device.state?.handoff, actions: [] };
  return pending.reduce((wanted, action) => {
    const starter = STARTERS[action.request.type];
    return starter === undefined ? wanted : starter(action, { wanted, device, policy, now });
  }, nothing);
}

/** Ends the actions that worked through the policy, when everything that could be applied was. */
export function finishActions(device: DeviceSnapshot, wanted: Wanted, { now }: SyncContext): readonly Action[] {
  const current = new Map([...device.actions, ...wanted.actions].map((action) => [action.id, action]));
  return [...current.values()].map((action) => {
    if (!isPolicyAction(action) || action.status !== 'sent') return action;
    const reason = refusedOffer(action, device, wanted);
    return reason === undefined
      ? transition(action, 'confirmed', { now })
      : transition(action, 'failed', { now, reason });
  });
}

/** Closes everything that is open on a device that has left: the unenrollment it followed is confirmed, the rest is moot. */
export function closeActions({ actions }: DeviceSnapshot, by: 'user' | 'server', now: Date): readonly Action[] {
  return actions.filter(isOpen).map((action) => {
    if (!isPolicyAction(action) && by === 'server' && action.status === 'sent')
      return transition(action, 'confirmed', { now });
    return transition(action, 'superseded', { now, reason: 'the device has left' });
  });
}

function startHandoff(action: Action, { wanted, device, policy, now }: Start): Wanted {
  if (action.request.type !== 'handoff') return wanted;
  const { discoveryUrl, mdmEnterpriseId } = action.request;
  const reason = keepsOtherIdentity(policy, wanted.states, device.state?.identity)
    ? 'this PC still has another primary domain than its policy (rule WIP-4): the work data would be lost'
    : handoffObstacle(policy, device.enrollment, mdmEnterpriseId)?.reason;
  if (reason === undefined) return begun(action, now, { ...wanted, handoff: { discoveryUrl } });
  return { ...wanted, actions: [...wanted.actions, transition(action, 'failed', { now, reason })] };
}

function begun(action: Action, now: Date, wanted: Wanted): Wanted {
  return { ...wanted, actions: [...wanted.actions, transition(action, 'sent', { now })] };
}

// Everything is sent again, whatever was acknowledged or refused before; what never got there need not be taken away.
function forgotten(states: SettingStates): SettingStates {
  return new Map([...states].map(([key, state]) => [key, forget(state)]));
}

// A certificate is not asked for twice: its status tells whether it is there (rule 5).
function forget({ key, acknowledged, at }: SettingState): SettingState {
  const unsure = { key, acknowledged: acknowledged === '' ? '' : UNKNOWN, code: 0, at };
  return isScepKey(key) ? { ...unsure, tried: acknowledged, doubted: true } : { ...unsure, tried: '' };
}

function refusedOffer(action: Action, { enrollment }: DeviceSnapshot, { states }: Wanted): string | undefined {
  if (action.request.type !== 'handoff') return undefined;
  const offer = states.get(offerKey(enrollment.providerId));
  if (offer !== undefined && offer.acknowledged === offer.tried && offer.acknowledged !== '') return undefined;
  return `the device did not take the offer to change to MDM (status ${offer?.code ?? 0})`;
}
