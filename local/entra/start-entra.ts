import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SignJWT } from 'jose';
import { listenOnLoopback } from '../loopback';
import { type Claims, issuerV2 } from './claims';
import { openSigningKey, type SigningKey } from './signing-key';

/** A running stand-in for Entra. */
export interface Entra {
  /** E.g. `http://127.0.0.1:7072`: what `MAM_DEV_AUTHORITY_URL` names. */
  readonly origin: string;
  /** What `MAM_DEV_JWKS_URL` names. */
  readonly jwksUrl: string;
  /**
   * Signs an access token with RS256. `iat`, `nbf` and `exp` (an hour) are added where `claims` does not have them; every
   * other claim is signed as it is, wrong ones too.
   */
  token(claims: Claims): Promise<string>;
  stop(): Promise<void>;
}

const KEYS_PATH = '/common/discovery/v2.0/keys';
const TENANT_KEYS = /^\/[0-9a-z.-]+\/discovery\/v2\.0\/keys$/i;
const CONFIGURATION = /^\/([0-9a-z.-]+)\/v2\.0\/\.well-known\/openid-configuration$/i;
const LIFETIME_SECONDS = 3600;

/**
 * Starts the stand-in on loopback; there is no way to bind it elsewhere, since it signs for whoever asks in this process.
 * Port 0 for any free one. With `keyFile` the key outlives the process, so that tokens of an earlier start stay good.
 * Rejects with `EADDRINUSE` when the port is taken.
 */
export async function startEntra(options: { port: number; keyFile?: string }): Promise<Entra> {
  const key = await openSigningKey(options.keyFile);
  const server = createServer();
  const origin = await listenOnLoopback(server, options.port);
  server.on('request', (request, response) => respond(request, response, documentFor(request.url ?? '', origin, key)));
  return {
    origin,
    jwksUrl: `${origin}${KEYS_PATH}`,
    token: (claims) => sign(claims, key),
    stop: () => close(server),
  };
}

function sign(claims: Claims, key: SigningKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iat: now, nbf: now, exp: now + LIFETIME_SECONDS, ...claims })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid })
    .sign(key.privateKey);
}

function documentFor(url: string, origin: string, key: SigningKey): object | undefined {
  const path = url.split('?')[0] ?? '';
  if (TENANT_KEYS.test(path)) return keySet(origin, key);
  const tenant = CONFIGURATION.exec(path)?.[1];
  return tenant === undefined ? undefined : configuration(origin, tenant);
}

// Entra's common key set names the issuer of each key with this placeholder.
function keySet(origin: string, { kid, publicJwk }: SigningKey): object {
  return { keys: [{ ...publicJwk, use: 'sig', kid, x5t: kid, issuer: issuerV2(origin, '{tenantid}') }] };
}

function configuration(origin: string, tenant: string): object {
  return {
    issuer: issuerV2(origin, tenant),
    jwks_uri: `${origin}/${tenant}/discovery/v2.0/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
  };
}

function respond(request: IncomingMessage, response: ServerResponse, found: object | undefined): void {
  const [status, document] = found === undefined ? [404, { error: 'not_found' }] : [200, found];
  const [answer, body] = request.method === 'GET' ? [status, document] : [405, { error: 'method_not_allowed' }];
  request.resume();
  response.writeHead(answer, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
