import { isOpen } from '../actions/transition';
import type { CompiledPolicy, Setting } from '../policy/setting';
import type { DeviceSnapshot, SettingsByKey } from './exchange';
import { exitSettings } from './exit-settings';
import { withHandoff } from './handoff-overlay';

/**
 * The settings that a stored decision may point into: those of an unenrollment while one is under way, otherwise those
 * of the policy with the offer that stands. Made from immutable things, so that a repeated answer finds them again.
 */
export function renderableSettings(device: DeviceSnapshot, policy: CompiledPolicy | undefined): SettingsByKey {
  const exit = device.session?.exit;
  const action = device.actions.find((candidate) => candidate.id === exit?.action && isOpen(candidate));
  if (exit !== undefined && action !== undefined) return byKey(Object.values(exitSettings(action, device.enrollment)));
  if (policy === undefined) return new Map();
  return byKey(withHandoff(policy, device.enrollment, device.state?.handoff).settings);
}

function byKey(settings: readonly (Setting | undefined)[]): SettingsByKey {
  return new Map(settings.flatMap((setting) => (setting === undefined ? [] : [[setting.key, setting]])));
}
