import type { Directory, DirectoryTenant, RegisteredApplication } from '../directory/directory';
import { rolesOf } from '../directory/directory';
import { type Claims, issuerV2, personClaims } from './claims';
import type { Grant } from './grants';
import { OAuthError } from './oauth-error';

/** Signs claims. */
export type Sign = (claims: Claims) => Promise<string>;

/** Where tokens come from. */
export interface Issuer {
  readonly directory: Directory;
  readonly origin: string;
  readonly sign: Sign;
  /** Delegated permissions that the person's consent does not cover. */
  readonly withheld: ReadonlySet<string>;
}

const OPENID: ReadonlySet<string> = new Set(['openid', 'profile', 'offline_access', 'email']);

/** Lifetime that token replies state, in seconds. */
export const LIFETIME_SECONDS = 3600;

/** An access token for a person, for the resource that the scopes name. */
export async function personToken(issuer: Issuer, grant: Grant, scope: string): Promise<string> {
  const scopes = scope.split(' ').filter((one) => one !== '' && !OPENID.has(one));
  const { resource, names } = splitScopes(scopes);
  const application = resourceApplication(issuer.directory, resource);
  return issuer.sign(
    application === undefined ? graphClaims(issuer, grant, { resource, names }) : apiClaims(issuer, grant, application),
  );
}

/** An access token for an application itself, with the permissions to which the tenant consented. */
export async function applicationToken(
  { origin, sign }: Issuer,
  tenant: DirectoryTenant,
  request: { clientId: string; scope: string },
): Promise<string> {
  const principal = tenant.servicePrincipals.get(request.clientId);
  if (principal === undefined) {
    throw new OAuthError('unauthorized_client', 700016, 'The application was not found in the directory.');
  }
  const aud = splitScopes([request.scope]).resource;
  const roles = [...principal.granted];
  return sign({ ...common(origin, tenant, aud), oid: principal.id, azp: request.clientId, idtyp: 'app', roles });
}

/** The id token of a sign-in [OpenID Connect Core 2]. */
export function idToken({ directory, origin, sign }: Issuer, grant: Grant): Promise<string> {
  const { tenant, user, clientId, nonce } = grant;
  const application = directory.applications.get(clientId);
  const roles = application === undefined ? [] : rolesOf(tenant, application, user.id);
  return sign({
    ...common(origin, tenant, clientId),
    sub: user.id,
    oid: user.id,
    name: user.displayName,
    preferred_username: user.userName,
    ...(roles.length === 0 ? {} : { roles }),
    ...(nonce === undefined ? {} : { nonce }),
  });
}

function graphClaims({ origin, withheld }: Issuer, grant: Grant, asked: { resource: string; names: string[] }): Claims {
  const { tenant, user, clientId } = grant;
  const scp = asked.names.filter((name) => !withheld.has(name)).join(' ');
  return { ...common(origin, tenant, asked.resource), oid: user.id, sub: user.id, azp: clientId, scp };
}

function apiClaims({ origin }: Issuer, { tenant, user, clientId }: Grant, application: RegisteredApplication): Claims {
  if (!tenant.servicePrincipals.has(application.clientId)) {
    throw new OAuthError('invalid_grant', 650052, 'The organization lacks a service principal for the resource.');
  }
  const person = {
    tenantId: tenant.id,
    id: user.id,
    audience: application.clientId,
    roles: rolesOf(tenant, application, user.id),
    clientId,
    userName: user.userName,
  };
  const claims = personClaims(origin, person);
  return application.tokenVersion === 2 ? claims : asVersion1(claims, application);
}

// The older form names its issuer, its audience and its client otherwise (protocol facts 2.3).
function asVersion1({ azp, azpacr, ...claims }: Claims, { identifierUris, clientId }: RegisteredApplication): Claims {
  const iss = `https://sts.windows.net/${String(claims['tid'])}/`;
  return { ...claims, ver: '1.0', iss, aud: identifierUris[0] ?? clientId, appid: azp, appidacr: azpacr };
}

function common(origin: string, { id }: DirectoryTenant, aud: string): Claims {
  return { ver: '2.0', iss: issuerV2(origin, id), tid: id, aud };
}

function resourceApplication(directory: Directory, resource: string): RegisteredApplication | undefined {
  return [...directory.applications.values()].find(
    ({ clientId, identifierUris }) => clientId === resource || identifierUris.includes(resource),
  );
}

function splitScopes(scopes: readonly string[]): { resource: string; names: string[] } {
  const parts = scopes.map((scope) => ({
    resource: scope.slice(0, Math.max(0, scope.lastIndexOf('/'))),
    name: scope.slice(scope.lastIndexOf('/') + 1),
  }));
  const [first] = parts;
  if (first === undefined) throw new OAuthError('invalid_scope', 70011, 'No resource was asked for.');
  if (parts.some(({ resource }) => resource !== first.resource)) {
    throw new OAuthError('invalid_scope', 70011, 'The scopes name more than one resource.');
  }
  return { resource: first.resource, names: parts.map(({ name }) => name) };
}
