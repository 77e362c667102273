import { createServer, type IncomingMessage, type Server } from 'node:http';
import { SignJWT } from 'jose';
import { createDirectory, type Directory } from '../directory/directory';
import { listenOnLoopback } from '../loopback';
import { readBody, type StandInReply, sendReply } from '../read-body';
import { type Claims, issuerV2 } from './claims';
import { decideDevice, devicePage } from './device-page';
import { Grants } from './grants';
import { LIFETIME_SECONDS } from './issue-tokens';
import { OAuthError } from './oauth-error';
import { authorizePage, consentPage } from './sign-in-pages';
import { openSigningKey, type SigningKey } from './signing-key';
import { answerTokenRequest, type TokenEndpoint } from './token-endpoint';

/** A running stand-in for Entra. */
export interface Entra {
  /** E.g. `http://127.0.0.1:7072`: what `MAM_DEV_AUTHORITY_URL` names. */
  readonly origin: string;
  /** What `MAM_DEV_JWKS_URL` names. */
  readonly jwksUrl: string;
  /** What Azure names in `IDENTITY_ENDPOINT` beside a function app: tokens of the managed identity. */
  readonly identityEndpoint: string;
  /** Who and what there is; may be changed at any time. */
  readonly directory: Directory;
  /** Delegated permissions that tokens from now on do not carry, although they were asked for. */
  readonly withheld: Set<string>;
  /** Paths that were asked for, oldest first, without their queries. */
  readonly requests: readonly string[];
  /**
   * Signs an access token with RS256. `iat`, `nbf` and `exp` (an hour) are added where `claims` does not have them; every
   * other claim is signed as it is, wrong ones too.
   */
  token(claims: Claims): Promise<string>;
  /** Somebody types the code of a device sign-in and signs in as this user, or, without one, says no. */
  decideDevice(userCode: string, userId: string | undefined): void;
  stop(): Promise<void>;
}

const KEYS_PATH = '/common/discovery/v2.0/keys';
const IDENTITY_PATH = '/msi/token';

/** What the endpoints work with. */
interface Parts extends TokenEndpoint {
  readonly origin: string;
  readonly sign: (claims: Claims) => Promise<string>;
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  /** Segment of the path that names the tenant. */
  readonly tenant: string;
}

type Endpoint = (parts: Parts, asked: Asked) => StandInReply | Promise<StandInReply>;

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

/**
 * Starts the stand-in on loopback; there is no way to bind it elsewhere, since it signs for whoever asks in this process.
 * Port 0 for any free one. With `keyFile` the key outlives the process, so that tokens of an earlier start stay good.
 * Rejects with `EADDRINUSE` when the port is taken.
 */
export async function startEntra(options: { port: number; keyFile?: string; directory?: Directory }): Promise<Entra> {
  const { port, keyFile, directory = createDirectory() } = options;
  const key = await openSigningKey(keyFile);
  const server = createServer();
  const origin = await listenOnLoopback(server, port);
  const withheld = new Set<string>();
  const requests: string[] = [];
  const token = (claims: Claims) => sign(claims, key);
  const grants = new Grants(directory);
  const parts = { origin, key, grants, sign: token, issuer: { directory, origin, sign: token, withheld } };
  server.on('request', async (request, response) => {
    requests.push((request.url ?? '').split('?')[0] ?? '');
    sendReply(response, await answer(parts, request));
  });
  return {
    origin,
    jwksUrl: `${origin}${KEYS_PATH}`,
    identityEndpoint: `${origin}${IDENTITY_PATH}`,
    directory,
    withheld,
    requests,
    token,
    decideDevice: (userCode, userId) => grants.decideDevice(userCode, userId),
    stop: () => close(server),
  };
}

function sign(claims: Claims, key: SigningKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iat: now, nbf: now, exp: now + LIFETIME_SECONDS, ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid })
    .sign(key.privateKey);
}

async function answer(parts: Parts, request: IncomingMessage): Promise<StandInReply> {
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

async function tokenRequest(parts: Parts, { request, tenant }: Asked): Promise<StandInReply> {
  return answerTokenRequest(parts, tenant, new URLSearchParams(await readBody(request)));
}

async function deviceRequest({ grants, origin }: Parts, { request, tenant }: Asked): Promise<StandInReply> {
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
async function identityToken({ sign: signClaims, origin }: Parts, { url, request }: Asked): Promise<StandInReply> {
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

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
