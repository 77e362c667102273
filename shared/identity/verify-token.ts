import type { Clock } from '../clock';
import type { Config } from '../config';
import type { TenantId } from '../ids';
import type { Log } from '../log';
import type { Tenant } from '../tenant/tenant';
import { deploymentAudiences } from './audiences';
import type { GenuineToken } from './genuine-token';
import { createKeySet } from './key-set';
import type { CallerPrincipal, DevicePrincipal, TenantAdmission, TenantFreshness, TokenVerifier } from './principal';
import { callerOf, devicePrincipal } from './principals';
import { createTokenReader } from './token-reader';
import { refusal } from './token-refusal';
import { CALLER_RULES, DEVICE_RULES, enforce, TIME_RULES } from './token-rules';

/** What a verifier needs; `fetch` reads the key set and defaults to the platform's. */
export interface VerifierParts {
  readonly config: Config;
  readonly admission: Pick<TenantAdmission, 'find'>;
  readonly clock: Clock;
  readonly log?: Log;
  readonly fetch?: typeof fetch;
}

/**
 * A verifier of Entra access tokens, v1 and v2. Cheap checks come first, and nothing of a token is believed before its
 * signature is. Beside the refusals of each step, without any key set: `unavailable` / `identity.keys-unavailable`.
 */
export function createTokenVerifier({ config, admission, clock, log, fetch }: VerifierParts): TokenVerifier {
  const read = createTokenReader(config, createKeySet({ url: config.jwksUrl, clock, log, fetch }));
  const deployment = deploymentAudiences(config);

  async function current(text: string): Promise<GenuineToken> {
    const token = await read(text);
    enforce(TIME_RULES, token, clock());
    return token;
  }

  async function onboarded(id: TenantId, freshness: TenantFreshness): Promise<Tenant> {
    const tenant = await admission.find(id, freshness);
    if (tenant === undefined) throw refusal('tenant.unknown', id);
    return tenant;
  }

  async function verifyDevice(text: string, freshness: TenantFreshness): Promise<DevicePrincipal> {
    const token = await current(text);
    const tenant = await onboarded(token.tenantId, freshness);
    enforce(DEVICE_RULES, token, { tenant, deployment, config });
    return devicePrincipal(token, tenant);
  }

  async function verifyNewcomer(text: string): Promise<CallerPrincipal> {
    const token = await current(text);
    enforce(CALLER_RULES, token, deployment);
    const caller = callerOf(token, config.homeTenant);
    return { ...caller, tenant: await admission.find(token.tenantId, 'fresh') };
  }

  async function verifyCaller(text: string): Promise<CallerPrincipal> {
    const caller = await verifyNewcomer(text);
    const isKnown = caller.tenant !== undefined || caller.roles.has('Mam.Operator');
    if (!isKnown) throw refusal('tenant.unknown', caller.tenantId);
    return caller;
  }

  return { verifyDevice, verifyCaller, verifyNewcomer };
}
