import { isDeepStrictEqual } from 'node:util';
import type { Action, ActionRequest } from '../../shared/actions/action';
import { actionView } from '../../shared/actions/action-view';
import { isExit } from '../../shared/actions/is-exit';
import { ServiceError } from '../../shared/errors';
import { openExit } from '../../shared/sync/exit-settings';
import type { Tenant } from '../../shared/tenant/tenant';
import { requireActiveTenant } from './authorize';
import type { MetDevice } from './meet-device';

/** A tenant that is not active may still leave, and nothing else. @throws ServiceError as `requireActiveTenant` */
export function requireTenantFor(tenant: Tenant, request: ActionRequest): void {
  if (!isExit(request)) requireActiveTenant(tenant);
}

/** @throws ServiceError `conflict` / `device.unenrolled` */
export function requireEnrolled({ enrollment }: MetDevice): void {
  if (enrollment.ended === undefined) return;
  throw new ServiceError('conflict', 'device.unenrolled', 'This device has left: nothing can be asked of it any more.');
}

/**
 * One unenrollment at a time, so that two of them cannot disagree about the work data.
 * @throws ServiceError `conflict` / `actions.exit-open`, with the way out
 */
export function refuseSecondExit(asked: Action, { key, silence }: MetDevice, open: readonly Action[]): void {
  const other = isExit(asked.request) ? openExit(open) : undefined;
  if (other === undefined) return;
  const wayOut =
    other.status === 'pending'
      ? `Cancel it first: POST /api/v1/devices/${key.deviceId}/actions/${other.id}/cancel.`
      : `It went out, and ends when the PC reports back or has been silent for ${silence.days} days.`;
  const text = `Action ${other.id} (${other.request.type}, ${other.status}) already ends this enrollment. ${wayOut}`;
  throw new ServiceError('conflict', 'actions.exit-open', text);
}

/** @throws ServiceError `conflict` / `actions.key-taken` when the action's id stands for another request */
export function requireSameRequest(action: Action, request: ActionRequest): Action {
  if (isDeepStrictEqual(action.request, request)) return action;
  const text = `The Idempotency-Key ${action.id} already stands for another action on this device. Choose a new one.`;
  throw new ServiceError('conflict', 'actions.key-taken', text);
}

/** @throws ServiceError `not-found` / `actions.unknown` */
export function requireAction(action: Action | undefined): Action {
  if (action !== undefined) return action;
  throw new ServiceError('not-found', 'actions.unknown', 'This device has no action of this id.');
}

/** What to answer to a cancellation that came too late: `conflict` / `actions.sent`, with the action's status. */
export function tooLateToCancel(action: Action): ServiceError {
  const text = `Only a pending action can be cancelled. This one is ${action.status}: it ${actionView(action).meaning}.`;
  return new ServiceError('conflict', 'actions.sent', text);
}
