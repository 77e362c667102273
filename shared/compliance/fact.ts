import type { Compliance } from '../policy/sections/compliance';

const STATUS = './Vendor/MSFT/DeviceStatus';

/** Something that a PC can tell about its own state. */
export type FactName =
  | 'secureBoot'
  | 'encryption'
  | 'tpm'
  | 'antivirus'
  | 'antivirusSignatures'
  | 'firewall'
  | 'protection';

/** Every fact with the node that tells it (policy guide, section 10 and, for the protection, section 2). */
export const FACT_NODES: Readonly<Record<FactName, string>> = {
  secureBoot: `${STATUS}/SecureBootState`,
  encryption: `${STATUS}/Compliance/EncryptionCompliance`,
  tpm: `${STATUS}/TPM/SpecificationVersion`,
  antivirus: `${STATUS}/Antivirus/Status`,
  antivirusSignatures: `${STATUS}/Antivirus/SignatureStatus`,
  firewall: `${STATUS}/Firewall/Status`,
  protection: './Device/Vendor/MSFT/EnterpriseDataProtection/Status',
};

/** Every fact by name, in the order in which they are asked and shown. */
export const FACT_NAMES: readonly [FactName, ...FactName[]] = [
  'secureBoot',
  'encryption',
  'tpm',
  'antivirus',
  'antivirusSignatures',
  'firewall',
  'protection',
];

const DEMANDED_BY: Readonly<Record<FactName, keyof Compliance>> = {
  secureBoot: 'requireSecureBoot',
  encryption: 'requireEncryption',
  tpm: 'requireTpm',
  antivirus: 'requireAntivirus',
  antivirusSignatures: 'requireAntivirus',
  firewall: 'requireFirewall',
  protection: 'requireWip',
};

/** The facts that a policy needs: nothing else is asked of a PC. */
export function demandedFacts(compliance: Compliance | undefined): readonly FactName[] {
  return FACT_NAMES.filter((name) => compliance?.[DEMANDED_BY[name]] === true);
}

/**
 * How a reading counts: `snoozed` is off for a while, or not known to Windows yet, or waits for a restart;
 * `notApplicable` is nothing that this PC could have; `unknown` is what it cannot say, and never good.
 */
export type Standing = 'good' | 'bad' | 'snoozed' | 'notApplicable' | 'unknown';

/** A reading with how it counts. */
export interface JudgedReading {
  readonly standing: Standing;
  /** What the PC said, shortened to what was judged: a number, a boolean, a version, or `status 404`. */
  readonly said: string;
}

/** What is known of one fact of one PC. Times are ISO 8601. */
export interface Fact {
  readonly name: FactName;
  /** `pending` while it was asked for and never told. */
  readonly standing: Standing | 'pending';
  readonly said?: string;
  /** When it was told; while it is pending, when it was asked. */
  readonly at: string;
  /** When it was first read as it stands now. */
  readonly since: string;
  /** When it is asked for again. */
  readonly dueAt: string;
  /** A first reading that is not good: it waits for one more sync before it counts (policy guide, section 10). */
  readonly doubt?: JudgedReading & { readonly since: string };
}
