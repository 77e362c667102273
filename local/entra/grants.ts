import { createHash, randomUUID } from 'node:crypto';
import type { Directory, DirectoryTenant, DirectoryUser, RegisteredApplication } from '../directory/directory';
import { consent, findTenant } from '../directory/directory';
import { OAuthError } from './oauth-error';

/** Whoever signed in, and for what. */
export interface Grant {
  readonly tenant: DirectoryTenant;
  readonly user: DirectoryUser;
  readonly clientId: string;
  readonly scope: string;
  readonly nonce?: string;
}

/** A sign-in with a code on another machine, which a person has yet to finish. */
interface DeviceSignIn {
  readonly tenant: string;
  readonly clientId: string;
  readonly scope: string;
  decision?: { readonly user: DirectoryUser; readonly tenant: DirectoryTenant } | 'declined';
}

interface CodeSignIn extends Grant {
  readonly redirectUri: string;
  readonly challenge: string;
}

/** What an application asks for when it sends a browser to sign in. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce: string;
  readonly challenge: string;
}

/** The sign-ins under way, each good for one token request. */
export class Grants {
  readonly #directory: Directory;
  readonly #devices = new Map<string, DeviceSignIn & { readonly userCode: string }>();
  readonly #codes = new Map<string, CodeSignIn>();
  readonly #refresh = new Map<string, Grant>();

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  /** [RFC 8628 3.1] */
  startDevice(tenant: string, clientId: string, scope: string): { deviceCode: string; userCode: string } {
    const deviceCode = randomUUID();
    const userCode = randomUUID().slice(0, 8).toUpperCase();
    this.#devices.set(deviceCode, { tenant, clientId, scope, userCode });
    return { deviceCode, userCode };
  }

  /** The person types the code and signs in, or says no. */
  decideDevice(userCode: string, userId: string | undefined): void {
    const found = [...this.#devices.values()].find((one) => one.userCode === userCode);
    if (found === undefined) throw new OAuthError('invalid_request', 90019, 'The code is not known.');
    found.decision = userId === undefined ? 'declined' : this.#person(userId);
  }

  /** [RFC 8628 3.4] */
  takeDevice(deviceCode: string): Grant {
    const found = this.#devices.get(deviceCode);
    if (found === undefined) throw new OAuthError('bad_verification_code', 70020, 'The device code is not known.');
    if (found.decision === undefined) throw new OAuthError('authorization_pending', 70016, 'Not signed in yet.');
    this.#devices.delete(deviceCode);
    if (found.decision === 'declined') throw new OAuthError('authorization_declined', 70018, 'The user said no.');
    const { tenant, user } = found.decision;
    const wanted = findTenant(this.#directory, found.tenant);
    if (wanted !== undefined && wanted.id !== tenant.id) {
      throw new OAuthError('invalid_grant', 50020, 'The account does not exist in this tenant.');
    }
    // Who signs in accepts what is asked for, and the tenant knows the application from then on.
    if (!tenant.servicePrincipals.has(found.clientId)) consent(tenant, applicationOf(this.#directory, found.clientId));
    return { tenant, user, clientId: found.clientId, scope: found.scope };
  }

  /** [RFC 6749 4.1.2], bound to the challenge [RFC 7636] */
  startCode(request: AuthorizeRequest, userId: string): string {
    const code = randomUUID();
    this.#codes.set(code, { ...request, ...this.#person(userId) });
    return code;
  }

  /** [RFC 6749 4.1.3; RFC 7636 4.6] */
  takeCode(code: string, given: { clientId: string; redirectUri: string; verifier: string }): Grant {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    if (found === undefined) throw new OAuthError('invalid_grant', 54005, 'The code was used already.');
    const challenge = createHash('sha256').update(given.verifier).digest('base64url');
    if (found.challenge !== challenge) throw new OAuthError('invalid_grant', 50148, 'The verifier does not fit.');
    if (found.redirectUri !== given.redirectUri || found.clientId !== given.clientId) {
      throw new OAuthError('invalid_grant', 50011, 'The code belongs to another request.');
    }
    return found;
  }

  /** A refresh token with which the same person gets tokens for other resources. */
  keep(grant: Grant): string {
    const token = randomUUID();
    this.#refresh.set(token, grant);
    return token;
  }

  /** [RFC 6749 6] */
  refresh(token: string): Grant {
    const found = this.#refresh.get(token);
    if (found === undefined) throw new OAuthError('invalid_grant', 700082, 'The refresh token is not known.');
    return found;
  }

  #person(userId: string): { tenant: DirectoryTenant; user: DirectoryUser } {
    for (const tenant of this.#directory.tenants.values()) {
      const user = tenant.users.get(userId);
      if (user !== undefined) return { tenant, user };
    }
    throw new OAuthError('invalid_grant', 50034, 'The account does not exist.');
  }
}

/** The application that a client id names. */
export function applicationOf(directory: Directory, clientId: string): RegisteredApplication {
  const application = directory.applications.get(clientId);
  if (application === undefined) throw new OAuthError('unauthorized_client', 700016, 'The application is not known.');
  return application;
}
