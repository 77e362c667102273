import { WIP_SETTINGS } from '../csp/locuri';
import { sealSetting } from '../policy/seal-setting';
import type { CompiledPolicy, Setting } from '../policy/setting';
import type { SettingStates } from './apply-statuses';
import type { SettingState } from './device-state';
import { mayBeOnDevice } from './may-be-on-device';
import type { SentCommand } from './session';

const DOMAINS = `${WIP_SETTINGS}EnterpriseProtectedDomainNames`;
/** Key of the level of protection. */
export const LEVEL = `${WIP_SETTINGS}EDPEnforcementLevel`;

/** Rule of the catalogue: the primary domain on a device changes only after WIP was switched off there. */
export const IDENTITY_RULE = 'WIP-4';

/** Hash of the level that turns the protection off. */
export const LEVEL_OFF = sealSetting({
  key: LEVEL,
  kind: 'leaf',
  verb: 'Replace',
  nodes: [{ uri: LEVEL, format: 'int', data: '0' }],
  member: 'wip.mode',
  restsOn: [],
}).hash;

/** The primary domain that a setting brings, the identity of work files; `undefined` for every other setting. */
export function identityOf({ key, nodes }: Setting): string | undefined {
  return key === DOMAINS ? nodes[0]?.data?.split('|')[0] : undefined;
}

/** The primary domain that one of these commands writes; `undefined` when none does. */
export function identitySent({ settings }: CompiledPolicy, commands: readonly SentCommand[]): string | undefined {
  const isWritten = commands.some(({ setting, verb }) => setting === DOMAINS && (verb === 'Add' || verb === 'Replace'));
  return isWritten ? settings.map(identityOf).find((identity) => identity !== undefined) : undefined;
}

/**
 * True when a setting would turn the work files of this very device into those of a stranger: it had another primary
 * domain, and the protection is, or may be, on.
 * @param identity Primary domain that was last sent to the device.
 */
export function changesIdentity(setting: Setting, states: SettingStates, identity: string | undefined): boolean {
  const next = identityOf(setting);
  if (next === undefined || identity === undefined || next === identity) return false;
  return mayBeProtected(states.get(LEVEL));
}

/** True when the policy has another primary domain than the device, which keeps it until level 0 is acknowledged there. */
export function keepsOtherIdentity(
  { settings }: CompiledPolicy,
  states: SettingStates,
  identity: string | undefined,
): boolean {
  return settings.some((setting) => changesIdentity(setting, states, identity));
}

/** False when the protection is off on the device: a level that it refused never came into force, one without an answer may have. */
export function mayBeProtected(level: SettingState | undefined): boolean {
  return level !== undefined && level.acknowledged !== LEVEL_OFF && mayBeOnDevice(level);
}
