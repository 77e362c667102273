import type { Action } from '../../shared/actions/action';
import type { Work } from '../http';
import type { MetDevice } from './meet-device';

/**
 * Tells the lists what a device is still to do. After the device's own write, which is what counts: a row that misses this
 * is made good when it is written next, at the latest by the first sync of a week.
 */
export async function noteActions(
  call: Work,
  { key, enrollment }: Pick<MetDevice, 'key' | 'enrollment'>,
  open: readonly Action[],
): Promise<void> {
  const openActions = open.map(({ request }) => request.type);
  await call.service().store.roster.note(key, enrollment.generation, { openActions });
}
