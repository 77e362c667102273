import type { IncomingMessage } from 'node:http';
import { readBody, type StandInReply } from '../read-body';
import { type Claims, issuerV2 } from './claims';
import { decideDevice, devicePage } from './device-page';
import { LIFETIME_SECONDS } from './issue-tokens';
import { OAuthError } from './oauth-error';
import { authorizePage, consentPage } from './sign-in-pages';
import type { SigningKey } from './signing-key';
import { answerTokenRequest, type TokenEndpoint } from './token-endpoint';

/** Where the keys of all tenants are. */
export const KEYS_PATH = '/common/discovery/v2.0/keys';

/** Where the managed identity gets its tokens. */
export const IDENTITY_PATH = '/msi/token';

/** What the endpoints work with. */
export interface EntraParts extends TokenEndpoint {
  readonly origin: string;
  readonly sign: (claims: Claims) => Promise<string>;
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  /** Segment of the path that names the tenant. */
  readonly tenant: string;
}

type Endpoint = (parts: EntraParts, asked: Asked) => StandInReply | Promise<StandInReply>;

const ENDPOINTS: readonly (readonly [method: string, path: RegExp, answer: Endpoint])[] = [
  ['GET', /^\/([0-9a-z.-]+)\/discovery\/v2\.0\/keys$/i, ({ origin, key }) => found(keySet(origin, key))],
  [
    'GET',
    /^\/([0-9a-z.-]+)\/v2\.0\/\.well-known\/openid-configuration$/i,
    ({ origin }, { tenant }) => found(configuration(origin, tenant)),
  ],
  ['POST', /^\/([0-9a-z.-]+)\/oauth2\/v2\.0\/token$/i, tokenRequest],
  ['POST', /^\/([0-9a-z.-]+)\/oauth2\/v2\.0\/devicecode$/i, deviceRequest],
  [
    'GET',
    /^\/([0-9a-z.-]+)\/oauth2\/v2\.0\/authorize$/i,
    ({ issuer, grants }, { url }) => authorizePage(issuer.directory, grants, url.searchParams),
  ],
  [
    'GET',
    /^\/([0-9a-z.-]+)(?:\/v2\.0)?\/adminconsent$/i,
    ({ issuer }, { url, tenant }) => consentPage(issuer.directory, tenant, url),
  ],
  ['GET', /^\/(msi)\/token$/, identityToken],
  ['GET', /^\/(devicelogin)$/, ({ issuer }) => devicePage(issuer.directory)],
  [
    'POST',
    /^\/(devicelogin)$/,
    async ({ grants }, { request }) => decideDevice(grants, new URLSearchParams(await readBody(request))),
  ],
];

/** The answer to one request; what is not there is 404, and 405 where the method is wrong. */
export async function answerRequest(parts: EntraParts, request: IncomingMessage): Promise<StandInReply> {
  const url = URL.canParse(request.url ?? '', parts.origin) ? new URL(request.url ?? '', parts.origin) : undefined;
  const matches = ENDPOINTS.flatMap(([method, path, endpoint]) => {
    const tenant = path.exec(url?.pathname ?? '')?.[1];
    return tenant === undefined ? [] : [{ method, endpoint, tenant }];
  });
  const [match] = matches.filter(({ method }) => method === request.method);
  if (url === undefined || match === undefined) {
    request.resume();
    // Documents answer GET only; so does whatever is not there.
    const isWrongMethod = matches.length > 0 || request.method !== 'GET';
    return isWrongMethod
      ? { status: 405, json: { error: 'method_not_allowed' } }
      : { status: 404, json: { error: 'not_found' } };
  }
  try {
    return await match.endpoint(parts, { request, url, tenant: match.tenant });
  } catch (thrown) {
    if (thrown instanceof OAuthError) return refusal(thrown);
    throw thrown;
  }
}

const found = (json: object): StandInReply => ({ status: 200, json });

function refusal({ error, number, message }: OAuthError): StandInReply {
  const json = { error, error_description: message, error_codes: [number], trace_id: '', correlation_id: '' };
  return { status: error === 'invalid_client' ? 401 : 400, json };
}

async function tokenRequest(parts: EntraParts, { request, tenant }: Asked): Promise<StandInReply> {
  return answerTokenRequest(parts, tenant, new URLSearchParams(await readBody(request)));
}

async function deviceRequest({ grants, origin }: EntraParts, { request, tenant }: Asked): Promise<StandInReply> {
  const form = new URLSearchParams(await readBody(request));
  const { deviceCode, userCode } = grants.startDevice(tenant, form.get('client_id') ?? '', form.get('scope') ?? '');
  const verificationUri = `${origin}/devicelogin`;
  return found({
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: verificationUri,
    expires_in: 900,
    interval: 1,
    message: `To sign in, open ${verificationUri} and enter the code ${userCode}.`,
  });
}

// [Azure App Service, REST endpoint of managed identities, 2019-08-01]
async function identityToken({ sign: signClaims, origin }: EntraParts, { url, request }: Asked): Promise<StandInReply> {
  if (request.headers['x-identity-header'] === undefined) return { status: 401, json: { statusCode: 401 } };
  const resource = url.searchParams.get('resource') ?? '';
  const access_token = await signClaims({ iss: issuerV2(origin, 'home'), aud: resource, sub: 'managed-identity' });
  const expires_on = String(Math.floor(Date.now() / 1000) + LIFETIME_SECONDS);
  return found({ access_token, expires_on, resource, token_type: 'Bearer' });
}

// Entra's common key set names the issuer of each key with this placeholder.
function keySet(origin: string, { kid, publicJwk }: SigningKey): object {
  return { keys: [{ ...publicJwk, use: 'sig', kid, x5t: kid, issuer: issuerV2(origin, '{tenantid}') }] };
}

function configuration(origin: string, tenant: string): object {
  return {
    issuer: issuerV2(origin, tenant),
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
    authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${origin}/${tenant}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${origin}/${tenant}/oauth2/v2.0/devicecode`,
    response_modes_supported: ['form_post'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
  };
}
