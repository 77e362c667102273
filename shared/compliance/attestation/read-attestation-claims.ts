import { type AttestedAttribute, type HealthReport, judgeAttributes } from './health-report';

/** Claims of a report of Azure Attestation whose signature, issuer and times were verified. */
export type VerifiedClaims = Readonly<Record<string, unknown>>;

interface ClaimSource {
  readonly claims: readonly string[];
  /** The claim says the opposite of the attribute. */
  readonly inverted?: true;
}

/** Where Windows' sample attestation policy says what the classic report says; some of its claims say the opposite. */
const SOURCES: Readonly<Record<AttestedAttribute, ClaimSource>> = {
  AIKPresent: { claims: ['aikValidated'] },
  SecureBootEnabled: { claims: ['secureBootEnabled'] },
  CodeIntegrityEnabled: { claims: ['codeIntegrityEnabled'] },
  ELAMDriverLoaded: { claims: ['WindowsDefenderElamDriverLoaded', 'elamDriverLoaded'] },
  VSMEnabled: { claims: ['vbsEnabled'] },
  BitlockerStatus: { claims: ['bitlockerEnabled'] },
  DEPPolicy: { claims: ['depPolicy'] },
  BootDebuggingEnabled: { claims: ['bootDebuggingDisabled'], inverted: true },
  OSKernelDebuggingEnabled: { claims: ['osKernelDebuggingDisabled'], inverted: true },
  TestSigningEnabled: { claims: ['testSigningDisabled'], inverted: true },
  SafeMode: { claims: ['notSafeMode'], inverted: true },
  WinPE: { claims: ['notWinPE'], inverted: true },
};

/**
 * The report of a verified token of Azure Attestation for the nonce that the device was given, in hex; `undefined` for a
 * report of another nonce: an older one from the device's cache, or somebody else's.
 */
export function readAttestationClaims(claims: VerifiedClaims, nonce: string): HealthReport | undefined {
  const issued = claims['iat'];
  if (!isNonce(claims['nonce'], nonce) || typeof issued !== 'number') return undefined;
  const values = Object.entries(SOURCES).flatMap(([name, source]) => {
    const value = claimOf(claims, source);
    return value === undefined ? [] : [[name, value] as const];
  });
  const known = new Map(values.filter((entry): entry is [AttestedAttribute, string] => entry[0] in SOURCES));
  return { issuedAt: new Date(issued * 1000).toISOString(), ...judgeAttributes(known), contradicts: false };
}

// The service hands the bytes back in base64url; a provider may also repeat the text as it was given.
function isNonce(claim: unknown, nonce: string): boolean {
  if (typeof claim !== 'string') return false;
  return claim.toLowerCase() === nonce || claim.replace(/=+$/, '') === Buffer.from(nonce, 'hex').toString('base64url');
}

function claimOf(claims: VerifiedClaims, { claims: names, inverted }: ClaimSource): string | undefined {
  const value = names.map((name) => claims[name]).find((claim) => claim !== undefined);
  if (typeof value === 'boolean') return String(inverted === true ? !value : value);
  return typeof value === 'number' && inverted === undefined ? String(value) : undefined;
}
