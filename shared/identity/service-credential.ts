import { setTimeout } from 'node:timers/promises';
import type { ManagedIdentityApplication } from '@azure/msal-node';
import type { Config } from '../config';
import { ServiceError } from '../errors';

/** An access token of the service itself; the time of its end in milliseconds since 1970. */
export interface ServiceToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** What Azure's clients ask of a credential, in the shape of `TokenCredential` of `@azure/core-auth`. */
export interface ServiceCredential {
  /** @throws ServiceError `unavailable` / `identity.credential-unavailable` */
  getToken(scopes: string | string[]): Promise<ServiceToken>;
}

/** Which identity, and how long one token may take (milliseconds, default 10,000). */
export interface ServiceCredentialOptions extends Pick<Config, 'identityClientId'> {
  readonly timeoutMs?: number;
}

/**
 * The managed identity of the service, the user-assigned one where its client id is set. Nothing is loaded or asked for
 * before the first token is needed: msal-node costs a cold start 41 ms.
 */
export function createServiceCredential(options: ServiceCredentialOptions): ServiceCredential {
  const { identityClientId, timeoutMs = 10_000 } = options;
  let identity: ManagedIdentityApplication | undefined;

  async function acquire(resource: string): Promise<ServiceToken> {
    identity ??= await managedIdentity(identityClientId);
    const { accessToken, expiresOn } = await identity.acquireToken({ resource });
    return { token: accessToken, expiresOnTimestamp: timeOf(expiresOn) };
  }

  return {
    async getToken(scopes) {
      const resource = resourceOf(scopes);
      try {
        return await inTime(acquire(resource), timeoutMs);
      } catch (thrown) {
        throw credentialUnavailable(thrown);
      }
    },
  };
}

// msal-node repeats a failing request for minutes, and knows no limit of time.
async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const limit = new AbortController();
  const tooLate = setTimeout(timeoutMs, undefined, { signal: limit.signal }).then(() => {
    throw new Error('the managed identity did not answer in time');
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    limit.abort();
  }
}

async function managedIdentity(clientId: string | undefined): Promise<ManagedIdentityApplication> {
  const { ManagedIdentityApplication } = await import('@azure/msal-node');
  return new ManagedIdentityApplication(
    clientId === undefined ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } },
  );
}

// A managed identity is asked for a resource, where Azure's clients name a scope: the same with `/.default` behind it.
function resourceOf(scopes: string | string[]): string {
  const [scope, ...others] = [scopes].flat();
  if (scope === undefined || others.length > 0) throw new TypeError('a managed identity gives tokens for one resource');
  return scope.replace(/\/\.default$/, '');
}

function timeOf(expiresOn: Date | null): number {
  if (expiresOn === null) throw new TypeError('the token of the managed identity has no end');
  return expiresOn.getTime();
}

function credentialUnavailable(cause: unknown): ServiceError {
  return new ServiceError('unavailable', 'identity.credential-unavailable', 'The service cannot work right now.', {
    cause,
    detail: cause instanceof Error ? cause.name : 'unknown',
    retryAfter: 30,
  });
}
