import type { Action, ActionRequest } from '../../../shared/actions/action';
import { anEnrollment } from '../../support/conversation';

/** An action that waits on the device of {@link anEnrollment}. */
export function anAction(request: ActionRequest, changes: Partial<Action> = {}): Action {
  return {
    id: 'action-1',
    generation: anEnrollment().generation,
    request,
    status: 'pending',
    requestedBy: 'b0000000-0000-4000-8000-00000000000a',
    requestedAt: '2026-11-20T08:00:00.000Z',
    changedAt: '2026-11-20T08:00:00.000Z',
    ...changes,
  };
}
