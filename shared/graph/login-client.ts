import type { Configuration } from '@azure/msal-node';
import { createLoginNetwork, type LoginNetworkOptions, secureName } from './login-network';

/** An application that signs in, and the tenant in which it does. */
export interface LoginClient extends LoginNetworkOptions {
  readonly clientId: string;
  /** Tenant id, verified domain, or `organizations`. */
  readonly tenant: string;
}

/**
 * The configuration of an msal-node client for one tenant. Against a real cloud the library knows the addresses itself;
 * for the stand-in on loopback it is told them, since it would believe nothing that comes over http.
 */
export function loginConfiguration({ clientId, tenant, ...network }: LoginClient): Configuration {
  const origin = secureName(network.authority);
  return {
    auth: {
      clientId,
      authority: `${origin}/${tenant}`,
      knownAuthorities: [new URL(origin).host],
      ...(origin === network.authority ? {} : { authorityMetadata: JSON.stringify(addressesOf(origin, tenant)) }),
    },
    system: { networkClient: createLoginNetwork(network), disableInternalRetries: true },
  };
}

// [OpenID Connect Discovery 1.0 section 3]
function addressesOf(origin: string, tenant: string) {
  return {
    issuer: `${origin}/${tenant}/v2.0`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${origin}/${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
  };
}
