import type { Action, ActionRequest, ActionStatus } from './action';

/** An action as administrators see it: the request's own members, and type and status in words. */
export type ActionView = Omit<Action, 'request' | 'generation'> &
  ActionRequest & {
    /** What the action does, in words. */
    readonly purpose: string;
    /** What its status means, in words. */
    readonly meaning: string;
  };

const PURPOSES: Readonly<Record<ActionRequest['type'], string>> = {
  resync: 'sends every setting of the policy again',
  unenroll: 'ends the enrollment of this PC',
  wipe: 'withdraws access to the work data and ends the enrollment of this PC',
  handoff: 'offers the user to move this PC to MDM',
  'withdraw-handoff': 'takes back the offer to move this PC to MDM',
};

const MEANINGS: Readonly<Record<ActionStatus, string>> = {
  pending: 'waits for the next sync of the PC, and can be cancelled until then',
  sent: 'went out to the PC and cannot be called back',
  confirmed: 'the PC confirmed it',
  failed: 'could not be done',
  expired: 'went out, but the PC did not report back',
  cancelled: 'was cancelled before it went out',
  superseded: 'was overtaken by something else',
};

/** Puts an action into words. Its generation is part of an address that only the device needs to know. */
export function actionView({ request, generation: _generation, ...action }: Action): ActionView {
  return { ...action, ...request, purpose: PURPOSES[request.type], meaning: MEANINGS[action.status] };
}
