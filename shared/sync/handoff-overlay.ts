import type { Enrollment } from '../enrollment/enrollment';
import { sealSetting } from '../policy/seal-setting';
import type { CompiledPolicy, Setting } from '../policy/setting';
import type { DeviceState } from './device-state';
import { LEVEL } from './work-identity';

const WIP = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/';
const REVOKE_ON_HANDOFF = `${WIP}RevokeOnMDMHandoff`;
const DOMAINS = `${WIP}EnterpriseProtectedDomainNames`;
const NO_ENTERPRISE_ID = 'the policy of this device has no WIP, so there is no enterprise id that could stay the same';
const OTHER_ID =
  'the enterprise id of the MDM policy differs from the primary domain of this policy: the work data would be lost';

/** Editions without WIP under MDM ([MS-MDE2] 2.2.9.6): moving them to MDM would lose the work data. */
const HOME_EDITIONS: ReadonlySet<number> = new Set([98, 99, 100, 101]);

/** The policy as one device is to have it: an offer to change to MDM comes on top of it (protocol facts 6). */
export function withHandoff(
  policy: CompiledPolicy,
  { providerId }: Enrollment,
  handoff: DeviceState['handoff'] | undefined,
): CompiledPolicy {
  if (handoff === undefined) return policy;
  const keep = leaf(REVOKE_ON_HANDOFF, 'int', '0', []);
  const offer = leaf(offerKey(providerId), 'chr', handoff.discoveryUrl, [REVOKE_ON_HANDOFF]);
  const others = policy.settings.filter(({ key }) => key !== keep.key && key !== offer.key).map(restingOnKeep);
  const removals = policy.removals.filter(({ key }) => key !== keep.key && key !== offer.key);
  return { ...policy, settings: [...others, keep, offer], removals };
}

// The switch is a foundation of the protection like the other one, which the policy has brought.
function restingOnKeep(setting: Setting): Setting {
  if (setting.key !== LEVEL || setting.restsOn.length === 0) return setting;
  return { ...setting, restsOn: [...setting.restsOn, REVOKE_ON_HANDOFF] };
}

/** LocURI of the offer to change to MDM. */
export function offerKey(providerId: string): string {
  return `./Device/Vendor/MSFT/DMClient/Provider/${encodeURIComponent(providerId)}/ManagementServerToUpgradeTo`;
}

/** Why a device must not be offered the change to MDM: the rule of the catalogue, and the reason in plain words. */
export interface HandoffObstacle {
  readonly rule: 'HAND-2' | 'HAND-3';
  readonly reason: string;
}

/** What stands against offering a device the change to MDM; `undefined` when nothing does. */
export function handoffObstacle(
  policy: CompiledPolicy,
  enrollment: Enrollment,
  mdmEnterpriseId: string,
): HandoffObstacle | undefined {
  if (HOME_EDITIONS.has(enrollment.device.osEdition ?? 0))
    return { rule: 'HAND-3', reason: 'Windows Home has no WIP under MDM: the work data would be lost' };
  const domains = policy.settings.find(({ key }) => key === DOMAINS)?.nodes[0]?.data;
  if (domains === undefined) return { rule: 'HAND-2', reason: NO_ENTERPRISE_ID };
  return domains.split('|')[0] === mdmEnterpriseId.toLowerCase() ? undefined : { rule: 'HAND-2', reason: OTHER_ID };
}

function leaf(uri: string, format: 'int' | 'chr', data: string, restsOn: readonly string[]): Setting {
  return sealSetting({
    key: uri,
    kind: 'leaf',
    verb: 'Replace',
    nodes: [{ uri, format, data }],
    member: 'action',
    restsOn,
  });
}
