import { DEVICE_LOCK, segmentOf } from '../csp/locuri';

/** Store of a certificate: that of the work user, or that of the PC. */
export type CertificateStore = 'user' | 'device';

/** Key of the password rules. */
export const DEVICE_LOCK_FAMILY = 'DeviceLock';

/** Leaves of the password rules in the order in which none resets one before it (policy guide, section 8). */
export const lockLeafNames = [
  'DevicePasswordEnabled',
  'AlphanumericDevicePasswordRequired',
  'MinDevicePasswordComplexCharacters',
  'MinDevicePasswordLength',
  'AllowSimpleDevicePassword',
  'DevicePasswordExpiration',
  'DevicePasswordHistory',
  'MaxDevicePasswordFailedAttempts',
  'MaxInactivityTimeDeviceLock',
] as const;

const trees: Readonly<Record<CertificateStore, string>> = { user: './User', device: './Device' };

/** Where a family lives, by the first part of its key. The last part of the key is the percent-encoded name. */
const roots: ReadonlyMap<string, string> = new Map([
  ['Scep/user', `${trees.user}/Vendor/MSFT/ClientCertificateInstall/SCEP`],
  ['Scep/device', `${trees.device}/Vendor/MSFT/ClientCertificateInstall/SCEP`],
  ['Pfx/user', `${trees.user}/Vendor/MSFT/ClientCertificateInstall/PFXCertInstall`],
  ['Pfx/device', `${trees.device}/Vendor/MSFT/ClientCertificateInstall/PFXCertInstall`],
  ['Vpn', `${trees.device}/Vendor/MSFT/VPNv2`],
  ['WiFi', `${trees.device}/Vendor/MSFT/WiFi/Profile`],
]);

/** Kind of a family that has a name of its own; certificates with the store. */
export type FamilyKind = `${'Scep' | 'Pfx'}/${CertificateStore}` | 'Vpn' | 'WiFi';

/** Key of a family, e.g. `Vpn/Office%20VPN`. It alone tells which node has to be deleted. */
export const familyKey = (kind: FamilyKind, name: string): string => `${kind}/${segmentOf(name)}`;

/** Nodes to delete in order to remove a family, or `undefined` when the key names none. */
export function familyUris(key: string): readonly string[] | undefined {
  if (key === DEVICE_LOCK_FAMILY) return lockLeafNames.map((name) => `${DEVICE_LOCK}${name}`).reverse();
  const slash = key.lastIndexOf('/');
  const root = roots.get(key.slice(0, slash));
  return root === undefined ? undefined : [`${root}/${key.slice(slash + 1)}`];
}

/** The node that holds a family, without a slash at its end. @throws RangeError for a key without such a node */
export function familyRoot(key: string): string {
  const [root] = key === DEVICE_LOCK_FAMILY ? [] : (familyUris(key) ?? []);
  if (root === undefined) throw new RangeError('the key names no family below one node');
  return root;
}
