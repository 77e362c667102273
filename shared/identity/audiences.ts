import type { Config } from '../config';
import type { Tenant } from '../tenant/tenant';

const PRINTABLE = /^[\x21-\x7e]+$/;

/** Audiences for which the service takes tokens, folded as {@link foldAudience} does. */
export type Audiences = ReadonlySet<string>;

/**
 * An `aud` claim as audiences are compared: without case and without one slash at the end; `undefined` for what cannot
 * be one, a list among it, since Entra issues a token for one service. Letters outside ASCII are no match for any that
 * they would fold to.
 */
export function foldAudience(aud: unknown): string | undefined {
  return typeof aud === 'string' && PRINTABLE.test(aud) ? aud.toLowerCase().replace(/\/$/, '') : undefined;
}

const spellings = (clientId: string) => [clientId, `api://${clientId}`];
const folded = (audiences: readonly string[]) =>
  new Set(audiences.map((text) => text.toLowerCase().replace(/\/$/, '')));

/** Audiences of the deployment, good for every tenant: App ID URI (v1), client id (v2), `api://` and client id. */
export function deploymentAudiences({ appIdUri, clientId }: Pick<Config, 'appIdUri' | 'clientId'>): Audiences {
  return folded([appIdUri, ...spellings(clientId)]);
}

/** Further audiences of one tenant, whose own app registrations and host names lead to the service. */
export function tenantAudiences({ settings }: Pick<Tenant, 'settings'>): Audiences {
  const hosts = settings.publicHosts.map((host) => `https://${host}`);
  return folded([...settings.clientIds.flatMap(spellings), ...hosts]);
}
