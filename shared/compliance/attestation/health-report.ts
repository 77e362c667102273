import type { attestedAttributes } from '../../policy/sections/compliance';

/** An attribute of a health report of which the healthy value is known (policy guide, section 10). */
export type AttestedAttribute = (typeof attestedAttributes)[number];

/** How a PC started, as a service says that verified it: never what the PC says of itself. */
export interface HealthReport {
  /** When the report was made, ISO 8601. */
  readonly issuedAt: string;
  readonly good: readonly AttestedAttribute[];
  readonly bad: readonly AttestedAttribute[];
  /** The service found that what the PC sent does not fit together (`HealthStatusMismatchFlags`): always bad. */
  readonly contradicts: boolean;
}

type Judge = (value: string) => boolean;

const isTrue: Judge = (value) => value === 'true' || value === '1';
const isFalse: Judge = (value) => value === 'false' || value === '0';
const isNotZero: Judge = (value) => /^[1-9]\d{0,8}$/.test(value);

/** The healthy value of each attribute; booleans arrive as words or as 0 and 1 (catalogue, `attestationReport`). */
const HEALTHY: Readonly<Record<AttestedAttribute, Judge>> = {
  AIKPresent: isTrue,
  SecureBootEnabled: isTrue,
  CodeIntegrityEnabled: isTrue,
  ELAMDriverLoaded: isTrue,
  VSMEnabled: isTrue,
  BitlockerStatus: isTrue,
  DEPPolicy: isNotZero,
  BootDebuggingEnabled: isFalse,
  OSKernelDebuggingEnabled: isFalse,
  TestSigningEnabled: isFalse,
  SafeMode: isFalse,
  WinPE: isFalse,
};

/** Every attribute that can be judged. */
export const ATTRIBUTES = Object.keys(HEALTHY).filter((name): name is AttestedAttribute => name in HEALTHY);

/** Judges the values of a report; what is missing is neither good nor bad, and what cannot be read is bad. */
export function judgeAttributes(values: ReadonlyMap<AttestedAttribute, string>): Pick<HealthReport, 'good' | 'bad'> {
  const known = ATTRIBUTES.filter((name) => values.has(name));
  const isGood = (name: AttestedAttribute) => HEALTHY[name]((values.get(name) ?? '').trim().toLowerCase());
  return { good: known.filter(isGood), bad: known.filter((name) => !isGood(name)) };
}
