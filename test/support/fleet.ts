import { readFileSync } from 'node:fs';
import type { Compliance } from '../../shared/policy/sections/compliance';

/** What the policy of the fleet demands, as its list says. */
export const FLEET_DEMANDS: Compliance = {
  requireSecureBoot: true,
  requireEncryption: true,
  requireTpm: true,
  requireAntivirus: true,
  requireFirewall: true,
  requireWip: true,
  minRelease: '10.0.19045.0',
  maxSilentDays: 30,
  graceHours: 48,
};

/** Nodes below `./Vendor/MSFT/`, in the order of the columns of the list. */
const NODES = [
  'DeviceStatus/SecureBootState',
  'DeviceStatus/Compliance/EncryptionCompliance',
  'DeviceStatus/TPM/SpecificationVersion',
  'DeviceStatus/Antivirus/Status',
  'DeviceStatus/Antivirus/SignatureStatus',
  'DeviceStatus/Firewall/Status',
  'EnterpriseDataProtection/Status',
];

/** One PC of the list. */
export interface FleetPc {
  readonly line: string;
  /** What it answers by node, in lower case: a value, `404` where there is no such node, `none` for no answer at all. */
  readonly readings: ReadonlyMap<string, string>;
  readonly osVersion: string | undefined;
  /** Hours between its first bad reading and its last sync. */
  readonly first: number;
  /** Days of silence since. */
  readonly quiet: number;
  readonly state: string;
  readonly reasons: readonly string[];
}

/** The list that was written by hand, one entry a PC. */
export function readFleet(): readonly FleetPc[] {
  const text = readFileSync(new URL('../fixtures/compliance/fleet.txt', import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.flatMap((line) => Array.from({ length: Number(line.split('|')[0]) }, () => pcOf(line)));
}

function pcOf(line: string): FleetPc {
  const [, ...fields] = line.split('|').map((field) => field.trim());
  const readings = new Map(NODES.map((node, n) => [node.toLowerCase(), fields[n] ?? 'none']));
  const [osVersion, first, quiet, state = '', reasons = ''] = fields.slice(NODES.length);
  return {
    line,
    readings,
    osVersion: osVersion === '-' ? undefined : osVersion,
    first: first === '-' ? 0 : Number(first),
    quiet: Number(quiet),
    state,
    reasons: reasons === '' ? [] : reasons.split(' '),
  };
}
