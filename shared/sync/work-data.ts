import type { ActionRequest } from '../actions/action';
import type { DeviceSnapshot } from './exchange';
import { revokeSwitch } from './exit-settings';
import { mayBeOnDevice } from './may-be-on-device';

/** What becomes of the work data at an unenrollment. */
type Fate = 'goes' | 'stays' | 'default' | 'unknown';

const SENTENCES: Readonly<Record<Fate, string>> = {
  goes: 'The work data goes with it: this PC is set to withdraw access to it at the unenrollment.',
  stays: 'The work data stays: this PC is set to keep it readable at the unenrollment.',
  default:
    'The work data goes with it, if there is any: this service has set nothing on this PC, and Windows then withdraws access.',
  unknown:
    'It is not known whether the work data goes with it: the PC has not confirmed what it is set to. Cancel it and ask again with "keepData" to decide.',
};

const ASKED: Readonly<Record<'wipe' | 'keep' | 'take', string>> = {
  wipe: 'The work data goes with it: access is withdrawn, and the PC confirms that before it unenrolls.',
  keep: 'The work data stays: the PC is told to keep it readable, and confirms that before it unenrolls.',
  take: 'The work data goes with it: the PC is told to withdraw access, and confirms that before it unenrolls.',
};

/** Says beforehand what an action does to the work data of a device; `undefined` for actions that leave it alone. */
export function workDataSentence(
  request: ActionRequest,
  device: Pick<DeviceSnapshot, 'state' | 'session'>,
): string | undefined {
  if (request.type === 'wipe') return ASKED.wipe;
  if (request.type !== 'unenroll') return undefined;
  if (request.keepData === undefined) return SENTENCES[presentFate(device)];
  return request.keepData ? ASKED.keep : ASKED.take;
}

function presentFate({ state, session }: Pick<DeviceSnapshot, 'state' | 'session'>): Fate {
  const [withdraw, keep] = [revokeSwitch('1'), revokeSwitch('0')];
  const isUnderWay = session?.awaiting.some(({ setting, verb }) => setting === withdraw.key && verb !== 'Get') ?? false;
  if (isUnderWay) return 'unknown';
  const known = state?.settings.find(({ key }) => key === withdraw.key);
  if (known?.acknowledged === withdraw.hash) return 'goes';
  if (known?.acknowledged === keep.hash) return 'stays';
  return known === undefined || !mayBeOnDevice(known) ? 'default' : 'unknown';
}
