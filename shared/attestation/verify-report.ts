import { errors, jwtVerify } from 'jose';
import type { HealthEvidence } from '../compliance/attestation/attestation-state';
import { readAttestationClaims } from '../compliance/attestation/read-attestation-claims';
import type { ProviderKeys } from './provider-keys';

const MAX_LENGTH = 256 * 1024;

/** What a report is held against. */
export interface ReportDemand {
  /** Origin of the provider: the issuer of its reports. */
  readonly provider: string;
  /** Nonce of the request, hex. */
  readonly nonce: string;
  readonly now: Date;
}

/**
 * Verifies a report of Azure Attestation: signature by a key of the tenant's provider, issuer, times and nonce. What its
 * header says about keys is not followed.
 */
export async function verifyReport(token: string, demand: ReportDemand, keys: ProviderKeys): Promise<HealthEvidence> {
  if (token.length > MAX_LENGTH) return { failure: 'report-unverified' };
  try {
    const { payload } = await jwtVerify(token.trim(), keyOf(demand.provider, keys), {
      algorithms: ['RS256'],
      issuer: demand.provider,
      currentDate: demand.now,
      clockTolerance: 300,
      requiredClaims: ['iat', 'exp', 'nonce'],
    });
    const report = readAttestationClaims(payload, demand.nonce);
    return report === undefined ? { failure: 'report-foreign' } : { report };
  } catch (thrown) {
    return { failure: thrown instanceof errors.JWTExpired ? 'report-expired' : 'report-unverified' };
  }
}

function keyOf(provider: string, keys: ProviderKeys) {
  return async ({ kid = '' }: { readonly kid?: string }) => {
    const key = await keys.find(provider, kid);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return key;
  };
}
