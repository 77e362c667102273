import type { Clock } from '../clock';
import type { HealthEvidence } from '../compliance/attestation/attestation-state';
import { isAllowedHost } from './allowed-hosts';
import { createProviderKeys } from './provider-keys';
import { validateCertificate } from './validate-certificate';
import { verifyReport } from './verify-report';

/** Microsoft's own validation service of the classic health attestation. */
const MICROSOFT = 'has.spserv.microsoft.com';

/** What a device handed out, and for which nonce it has to be made (hex). */
export interface Brought {
  readonly flow: 'classic' | 'windows11';
  readonly nonce: string;
  readonly data: string;
}

/** What the tenant chose; absent: Microsoft's validation service, and no provider. */
export interface TenantChoice {
  readonly host: string | undefined;
  readonly provider: string | undefined;
}

/** Has health reports verified by those who can. */
export interface AttestationService {
  /** What came of it. Never throws for what a device or a service answers: it is a failure with a code. */
  verify(brought: Brought, choice: TenantChoice): Promise<HealthEvidence>;
}

/** What the service is made of. */
export interface AttestationParts {
  /** Hosts that the deployment may speak to; `*.` stands for anything in front. */
  readonly allowedHosts: readonly string[];
  /** Origin of the stand-in that replaces every host, in Development. */
  readonly standIn: string | undefined;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Of one request, milliseconds: a PC waits meanwhile. */
  readonly timeoutMs: number;
}

/** The verifying services. An address comes from settings alone, never from a report or a device. */
export function createAttestationService(parts: AttestationParts): AttestationService {
  const { standIn, clock } = parts;
  const keys = createProviderKeys(parts);
  const mayCall = (host: string) => standIn !== undefined || isAllowedHost(host, parts.allowedHosts);
  return {
    async verify({ flow, nonce, data }, { host = MICROSOFT, provider }) {
      if (flow === 'classic') {
        if (!mayCall(host)) return { failure: 'host-not-allowed' };
        return validateCertificate(data, nonce, { ...parts, origin: standIn ?? `https://${host}` });
      }
      if (provider === undefined || !mayCall(new URL(provider).hostname)) return { failure: 'host-not-allowed' };
      const reachable = standIn === undefined ? keys : { find: (_: string, kid: string) => keys.find(standIn, kid) };
      return verifyReport(data, { provider, nonce, now: clock() }, reachable);
    },
  };
}
