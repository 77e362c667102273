import type { Action } from '../actions/action';
import { applyPolicy } from './apply-policy';
import { decideExit } from './decide-exit';
import type { SyncChange } from './exchange';
import { openExit } from './exit-settings';
import { assignedPolicy, isAssignmentKnown, mayPlan } from './policy-to-plan';
import { sendSteps } from './send-steps';
import type { Decision } from './session';
import { unassignedState } from './settle';
import { closeActions } from './start-actions';
import { changeOf } from './sync-change';
import { type Assigned, statusCount, type Turn } from './turn';

const END: Decision = { kind: 'end', commands: [] };

/**
 * Decides the answer to a turn. `assigned` is the policy that `policyToPlan` asked for. Exits come before the policy,
 * and whoever is not ready to listen is sent no commands.
 */
export function decideReply(turn: Turn, assigned: Assigned | undefined): SyncChange {
  const { received, device } = turn;
  const { alerts, ended, endMissing, unfinished } = received;
  if (ended !== undefined) return leave(turn, ended.ended?.by ?? 'user');
  if (endMissing) return goOn(turn, 'no-end');
  if (unfinished || alerts.keepsAlive) return goOn(turn, 'next');
  if (alerts.aborted) return changeOf(turn, { decision: END });
  const exit = openExit(device.actions);
  if (exit !== undefined) return goOut(turn, exit);
  return assigned === undefined ? standStill(turn) : applyPolicy(turn, assigned);
}

// The device has left: nothing is sent, and what was asked of it is over.
function leave(turn: Turn, by: 'user' | 'server'): SyncChange {
  return changeOf(turn, { decision: END, actions: closeActions(turn.device, by, turn.context.now) });
}

// What is under way stays under way while the client goes on talking.
function goOn(turn: Turn, kind: 'next' | 'no-end'): SyncChange {
  const { exit, outgoing } = turn.received.session;
  return changeOf(turn, { decision: { kind, commands: [] }, exit, outgoing });
}

function goOut(turn: Turn, action: Action): SyncChange {
  const { steps, exit, action: next } = decideExit(action, turn);
  const { commands } = sendSteps(steps, turn.received.session, statusCount(turn));
  const decision: Decision = steps.length === 0 ? END : { kind: 'commands', commands };
  return changeOf(turn, { decision, exit, ...(next === undefined ? {} : { actions: [next] }) });
}

function standStill(turn: Turn): SyncChange {
  const { device, received } = turn;
  const hasNone = isAssignmentKnown(turn) && assignedPolicy(turn) === undefined;
  const losesPolicy = mayPlan(turn) && device.state?.policy !== undefined && hasNone;
  if (!losesPolicy) return changeOf(turn, { decision: END });
  const state = unassignedState(device, { states: received.states, handoff: device.state?.handoff });
  return changeOf(turn, { decision: END, state });
}
