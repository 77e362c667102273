// The MAM list of the vendor, narrowed where it says so: Policy to two areas, AppLocker and Reporting to their
// EnterpriseDataProtection branches.
const OPEN = [
  'AppLocker/EnterpriseDataProtection',
  'ClientCertificateInstall',
  'DeviceStatus',
  'DMClient',
  'EnterpriseDataProtection',
  'HealthAttestation',
  'PassportForWork',
  'Policy/Config/DeviceLock',
  'Policy/Config/NetworkIsolation',
  'Policy/Result/DeviceLock',
  'Policy/Result/NetworkIsolation',
  'Reporting/EnterpriseDataProtection',
  'RootCATrustedCertificates',
  'VPNv2',
  'WiFi',
];

const DEVICE_ROOTS = ['./Vendor/MSFT/', './Device/Vendor/MSFT/'];
const USER_ROOT = './User/Vendor/MSFT/';
const OTHERS = ['./DevInfo', './SyncML/DMAcc'];

/** True when the LocURI is inside a provider that the MAM client opens to servers ("Implement server-side support for MAM"). */
export function isOpenToMam(locUri: string): boolean {
  return prefixes.some((prefix) => locUri === prefix || locUri.startsWith(`${prefix}/`));
}

const prefixes = [
  ...DEVICE_ROOTS.flatMap((root) => OPEN.map((path) => root + path)),
  ...OPEN.filter((path) => !path.startsWith('Policy')).map((path) => USER_ROOT + path),
  ...OTHERS,
];
