import type { Enrollment } from '../enrollment/enrollment';
import { sealSetting } from '../policy/seal-setting';
import type { CompiledPolicy, Setting } from '../policy/setting';
import type { DeviceState } from './device-state';

const WIP = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/';
const REVOKE_ON_HANDOFF = `${WIP}RevokeOnMDMHandoff`;
const DOMAINS = `${WIP}EnterpriseProtectedDomainNames`;

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
  const others = policy.settings.filter(({ key }) => key !== keep.key && key !== offer.key);
  const removals = policy.removals.filter(({ key }) => key !== keep.key && key !== offer.key);
  return { ...policy, settings: [...others, keep, offer], removals };
}

/** LocURI of the offer to change to MDM. */
export function offerKey(providerId: string): string {
  return `./Device/Vendor/MSFT/DMClient/Provider/${encodeURIComponent(providerId)}/ManagementServerToUpgradeTo`;
}

/** Why a device must not be offered the change to MDM, in plain words; `undefined` when it may be. */
export function handoffObstacle(
  policy: CompiledPolicy,
  enrollment: Enrollment,
  mdmEnterpriseId: string,
): string | undefined {
  if (HOME_EDITIONS.has(enrollment.device.osEdition ?? 0))
    return 'Windows Home has no WIP under MDM: the work data would be lost';
  const domains = policy.settings.find(({ key }) => key === DOMAINS)?.nodes[0]?.data;
  if (domains === undefined)
    return 'the policy of this device has no WIP, so there is no enterprise id that could stay the same';
  if (domains.split('|')[0] === mdmEnterpriseId.toLowerCase()) return undefined;
  return 'the enterprise id of the MDM policy differs from the primary domain of this policy: the work data would be lost';
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
