import type { Action } from '../../shared/actions/action';
import type { Call } from '../http';
import type { MetDevice } from './meet-device';

/** An action of a device by its id, open or over. */
export async function findAction(call: Call, { key, actions }: MetDevice, id: string): Promise<Action | undefined> {
  const open = actions.find(({ value }) => value.id === id);
  if (open !== undefined) return open.value;
  const history = await call.service().store.devices.loadHistory(key);
  return history.actions.find((action) => action.id === id);
}
