import { hardwareOf, type PcIdentity } from '../identity';
import type { Behaviors, NodeBehavior } from './behavior';

/** Readings of a PC in good order: path of the leaf to value. */
const HEALTHY: readonly (readonly [uri: string, value: string])[] = [
  ['./Vendor/MSFT/DeviceStatus/SecureBootState', '1'],
  ['./Vendor/MSFT/DeviceStatus/Compliance/EncryptionCompliance', 'true'],
  ['./Vendor/MSFT/DeviceStatus/TPM/SpecificationVersion', '2.0, 0, 1.38'],
  ['./Vendor/MSFT/DeviceStatus/OS/Mode', '0'],
  ['./Vendor/MSFT/DeviceStatus/Antivirus/SignatureStatus', '1'],
  ['./Vendor/MSFT/DeviceStatus/Antivirus/Status', '0'],
  ['./Vendor/MSFT/DeviceStatus/Antispyware/SignatureStatus', '1'],
  ['./Vendor/MSFT/DeviceStatus/Antispyware/Status', '0'],
  ['./Vendor/MSFT/DeviceStatus/Firewall/Status', '0'],
  ['./Vendor/MSFT/DeviceStatus/DeviceGuard/VirtualizationBasedSecurityStatus', '0'],
  ['./Vendor/MSFT/DeviceStatus/DMA/BootDMAProtectionStatus', '1'],
];

/**
 * Changed or missing readings of one PC: path without `./Device` to value, undefined for a leaf it does not have. A value
 * that changes while the PC runs is what it reports from then on.
 */
export type Readings = ReadonlyMap<string, string | undefined>;

/** What the PC reports of itself: DevInfo from its identity, DeviceStatus and further live leaves from its readings. */
export function deviceFacts(identity: PcIdentity, readings: Readings): Behaviors {
  const ordinary = new Map<string, string>([...HEALTHY, ...Object.entries(devInfo(identity))]);
  const uris = new Set([...ordinary.keys(), ...readings.keys()]);
  const read = (uri: string) => (readings.has(uri) ? readings.get(uri) : ordinary.get(uri));
  return new Map([...uris].map((uri): [string, NodeBehavior] => [uri, { read: () => read(uri) }]));
}

/** The five DevInfo leaves, as in package 1 of every session. */
export function devInfo(identity: PcIdentity): Readonly<Record<string, string>> {
  const { manufacturer, model } = hardwareOf(identity);
  return {
    './DevInfo/DevId': identity.omaDeviceId,
    './DevInfo/Man': manufacturer,
    './DevInfo/Mod': model,
    './DevInfo/DmV': '1.3',
    './DevInfo/Lang': identity.locale,
  };
}
