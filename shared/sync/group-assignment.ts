import { createHash } from 'node:crypto';
import { assignPolicy } from '../policy/assign-policy';
import type { TenantSettings } from '../tenant/tenant';
import type { DeviceState, GroupAssignment } from './device-state';
import type { DeviceSnapshot, SyncChange } from './exchange';
import { mayPlan } from './policy-to-plan';
import type { Turn } from './turn';

/** How long the groups of a user are believed. */
const BELIEVED_MS = 24 * 60 * 60 * 1000;

/**
 * True when the groups of the user must be read before this turn is decided: never known, older than a day, or asked for
 * other assignments. At most once in a session that has begun to send, so that a directory that is down is not asked
 * with every message.
 */
export function isAssignmentDue(turn: Turn): boolean {
  const { device, context, received } = turn;
  const { assignments } = context.tenant.settings;
  if (assignments.length === 0 || received.session.sent > 0 || !mayPlan(turn)) return false;
  const known = device.state?.assignment;
  if (known === undefined || known.basis !== basisOf(assignments)) return true;
  return context.now.getTime() - Date.parse(known.at) >= BELIEVED_MS;
}

/** The turn with the groups of its user known. @param groups Those of the assigned groups to which the user belongs. */
export function withGroups(turn: Turn, groups: ReadonlySet<string>): Turn {
  const { assignments } = turn.context.tenant.settings;
  const byGroup = assignments.map(({ group, ...rest }) => ({ groupId: group, ...rest }));
  // The tenant's default is looked up with every plan, so that a new one counts at once.
  const policy = assignPolicy(byGroup, groups, undefined);
  const assignment: GroupAssignment = {
    at: turn.context.now.toISOString(),
    basis: basisOf(assignments),
    ...(policy === undefined ? {} : { policy }),
  };
  return { ...turn, device: { ...turn.device, state: { ...stateOf(turn.device), assignment } } };
}

/** The change with what was learned of the device before it was decided, which is worth a row of its own. */
export function keepLearned(change: SyncChange, before: DeviceSnapshot, learned: DeviceSnapshot): SyncChange {
  const { state } = learned;
  if (change.state !== undefined || state === undefined || state === before.state) return change;
  return { ...change, state };
}

/** The state of a device; of one that has none, a state that says nothing. */
export function stateOf({ state, enrollment }: DeviceSnapshot): DeviceState {
  return state ?? { generation: enrollment.generation, planKey: '', settings: [] };
}

function basisOf(assignments: TenantSettings['assignments']): string {
  const basis = assignments.map(({ group, policy, priority }) => [group, policy, priority]);
  return createHash('sha256').update(JSON.stringify(basis)).digest('base64url');
}
