import type { Action } from '../actions/action';
import { overtaken } from '../actions/overtaken';
import { transition } from '../actions/transition';
import { ServiceError } from '../errors';
import type { TenantSettings } from '../tenant/tenant';
import type { Enrollment } from './enrollment';

/** What is live on a device that enrolls. */
export interface Standing {
  readonly enrollment: Enrollment | undefined;
  /** Open actions, oldest first. */
  readonly actions: readonly Action[];
  /** When the device's last message was decided, ISO 8601. */
  readonly lastContact: string | undefined;
}

/**
 * The open actions of a device with the status in which its next enrollment leaves them.
 * @throws ServiceError `forbidden` / `enrollment.wipe-open` when the tenant wants a wipe to end first
 */
export function closeActions(standing: Standing, settings: TenantSettings, now: Date): readonly Action[] {
  const ends = standing.actions.map((action) => ({ action, end: overtakenBy(action, { standing, settings, now }) }));
  const isBlocked = ends.some(({ action, end }) => end === undefined && action.request.type === 'wipe');
  if (isBlocked && settings.blockReenrollmentWithOpenWipe) throw wipeIsOpen();
  return ends.map(
    ({ action, end }) => end ?? transition(action, 'superseded', { now, reason: 'the PC was enrolled again' }),
  );
}

// A wipe that the device has outlived in silence, or left behind, keeps nobody out.
function overtakenBy(
  action: Action,
  { standing, settings, now }: { standing: Standing; settings: TenantSettings; now: Date },
): Action | undefined {
  const { enrollment, lastContact } = standing;
  if (enrollment === undefined) return undefined;
  const silence = { lastContact: lastContact ?? enrollment.enrolledAt, days: settings.lostContactDays };
  return overtaken(action, { enrollment, silence, now });
}

function wipeIsOpen(): ServiceError {
  return new ServiceError('forbidden', 'enrollment.wipe-open', 'The work data of this PC is being withdrawn.');
}
