import { compactVerify, decodeJwt } from 'jose';
import { findTenant } from '../directory/directory';
import type { StandInReply } from '../read-body';
import { applicationOf, type Grant, type Grants } from './grants';
import { applicationToken, type Issuer, idToken, LIFETIME_SECONDS, personToken } from './issue-tokens';
import { OAuthError } from './oauth-error';
import type { SigningKey } from './signing-key';

/** What the endpoint works with. */
export interface TokenEndpoint {
  readonly issuer: Issuer;
  readonly grants: Grants;
  readonly key: SigningKey;
}

type Form = URLSearchParams;
type GrantType = (endpoint: TokenEndpoint, tenant: string, form: Form) => Promise<StandInReply>;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const EXCHANGE = /^api:\/\/AzureADTokenExchange/;

const GRANT_TYPES = new Map<string, GrantType>([
  ['client_credentials', clientCredentials],
  ['authorization_code', authorizationCode],
  [
    'refresh_token',
    async (endpoint, _, form) => signedIn(endpoint, endpoint.grants.refresh(need(form, 'refresh_token')), form),
  ],
  [
    'urn:ietf:params:oauth:grant-type:device_code',
    async (endpoint, _, form) => signedIn(endpoint, endpoint.grants.takeDevice(need(form, 'device_code')), form),
  ],
  [
    'device_code',
    async (endpoint, _, form) => signedIn(endpoint, endpoint.grants.takeDevice(need(form, 'device_code')), form),
  ],
]);

/** `POST /{tenant}/oauth2/v2.0/token` [RFC 6749 3.2]. @throws OAuthError */
export async function answerTokenRequest(endpoint: TokenEndpoint, tenant: string, form: Form): Promise<StandInReply> {
  const grant = GRANT_TYPES.get(need(form, 'grant_type'));
  if (grant === undefined) throw new OAuthError('unsupported_grant_type', 70003, 'The grant type is not supported.');
  return grant(endpoint, tenant, form);
}

async function clientCredentials(endpoint: TokenEndpoint, tenantName: string, form: Form): Promise<StandInReply> {
  await checkAssertion(endpoint, form);
  const tenant = findTenant(endpoint.issuer.directory, tenantName);
  if (tenant === undefined) throw new OAuthError('invalid_request', 90002, 'The tenant is not known.');
  const request = { clientId: need(form, 'client_id'), scope: need(form, 'scope') };
  const access_token = await applicationToken(endpoint.issuer, tenant, request);
  return { status: 200, json: { token_type: 'Bearer', expires_in: LIFETIME_SECONDS, access_token } };
}

async function authorizationCode(endpoint: TokenEndpoint, _: string, form: Form): Promise<StandInReply> {
  await checkAssertion(endpoint, form);
  const grant = endpoint.grants.takeCode(need(form, 'code'), {
    clientId: need(form, 'client_id'),
    redirectUri: need(form, 'redirect_uri'),
    verifier: need(form, 'code_verifier'),
  });
  const id_token = await idToken(endpoint.issuer, grant);
  const json = {
    token_type: 'Bearer',
    expires_in: LIFETIME_SECONDS,
    scope: grant.scope,
    access_token: id_token,
    id_token,
  };
  return { status: 200, json: { ...json, client_info: clientInfo(grant) } };
}

async function signedIn({ issuer, grants }: TokenEndpoint, grant: Grant, form: Form): Promise<StandInReply> {
  applicationOf(issuer.directory, grant.clientId);
  const scope = form.get('scope') ?? grant.scope;
  return {
    status: 200,
    json: {
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
      scope,
      access_token: await personToken(issuer, grant, scope),
      id_token: await idToken(issuer, grant),
      refresh_token: grants.keep(grant),
      client_info: clientInfo(grant),
    },
  };
}

// The managed identity's token, issued by this stand-in as well, in the place of a secret.
async function checkAssertion({ key }: TokenEndpoint, form: Form): Promise<void> {
  const assertion = form.get('client_assertion');
  if (form.get('client_assertion_type') !== ASSERTION_TYPE || assertion === null) {
    throw new OAuthError('invalid_client', 7000218, 'The request must contain a client assertion.');
  }
  try {
    await compactVerify(assertion, { ...key.publicJwk, alg: 'RS256' });
  } catch {
    throw new OAuthError('invalid_client', 700027, 'The signature of the client assertion is wrong.');
  }
  if (!EXCHANGE.test(String(decodeJwt(assertion).aud))) {
    throw new OAuthError('invalid_client', 700212, 'No matching federated identity record for the audience.');
  }
}

function clientInfo({ tenant, user }: Grant): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.id })).toString('base64url');
}

function need(form: Form, name: string): string {
  const value = form.get(name);
  if (value === null || value === '') throw new OAuthError('invalid_request', 900144, `${name} is missing.`);
  return value;
}
