import type { Action, ActionStatus } from './action';

/** Which status may follow which (architecture, rule 7). What is not listed never happens. */
const NEXT: Readonly<Record<ActionStatus, readonly ActionStatus[]>> = {
  pending: ['sent', 'confirmed', 'failed', 'expired', 'cancelled', 'superseded'],
  sent: ['confirmed', 'failed', 'expired', 'superseded'],
  confirmed: [],
  failed: [],
  expired: [],
  cancelled: [],
  superseded: [],
};

/** True while the action still wants something of the device. */
export function isOpen({ status }: Action): boolean {
  return NEXT[status].length > 0;
}

/** True when the action may go to this status. */
export function mayBecome(action: Action, status: ActionStatus): boolean {
  return NEXT[action.status].includes(status);
}

/**
 * The action with its next status. An action that is there already stays as it is, so that a repeated step changes
 * nothing.
 * @throws TypeError for a step that {@link mayBecome} does not allow
 */
export function transition(
  action: Action,
  status: ActionStatus,
  change: { readonly now: Date; readonly reason?: string },
): Action {
  if (action.status === status) return action;
  if (!mayBecome(action, status)) throw new TypeError(`an action that is ${action.status} cannot become ${status}`);
  const reason = change.reason === undefined ? {} : { reason: change.reason };
  return { ...action, status, changedAt: change.now.toISOString(), ...reason };
}
