import type { Enrollment } from '../enrollment/enrollment';
import type { Action } from './action';
import { hasLostContact, type Silence } from './lost-contact';
import { isOpen, transition } from './transition';

/** What decides whether an open action can still come about. */
export interface Circumstances {
  /** The enrollment that is live on the device. */
  readonly enrollment: Enrollment;
  readonly silence: Silence;
  readonly now: Date;
}

/**
 * The action as events have left it: superseded when its enrollment is over, expired when it went out and the device was
 * silent for the tenant's days since. `undefined` while it can still come about. What never went out waits for the
 * device, however long.
 */
export function overtaken(action: Action, { enrollment, silence, now }: Circumstances): Action | undefined {
  if (!isOpen(action)) return undefined;
  if (action.generation !== enrollment.generation)
    return transition(action, 'superseded', { now, reason: 'the PC was enrolled again' });
  if (enrollment.ended !== undefined) return transition(action, 'superseded', { now, reason: 'the device has left' });
  if (action.status !== 'sent' || !hasLostContact(silence, now)) return undefined;
  return transition(action, 'expired', { now, reason: `the PC has not been in touch for ${silence.days} days` });
}
