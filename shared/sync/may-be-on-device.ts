import { ABSENT, type SettingState } from './device-state';

/** Whether something of this setting may be on the device: a refused value never got there; one without an answer may have. */
export function mayBeOnDevice({ acknowledged, leftInPlace }: SettingState): boolean {
  return acknowledged !== '' && acknowledged !== ABSENT && leftInPlace !== true;
}
