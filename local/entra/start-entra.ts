import { createServer } from 'node:http';
import { createDirectory, type Directory } from '../directory/directory';
import { closeNow, listenOnLoopback } from '../loopback';
import { sendReply } from '../read-body';
import type { Claims } from './claims';
import { answerRequest, IDENTITY_PATH, KEYS_PATH } from './endpoints';
import { Grants } from './grants';
import { LIFETIME_SECONDS } from './issue-tokens';
import { signClaims } from './sign-claims';
import { openSigningKey } from './signing-key';

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
  const token = (claims: Claims) => signClaims(claims, key, LIFETIME_SECONDS);
  const grants = new Grants(directory);
  const parts = { origin, key, grants, sign: token, issuer: { directory, origin, sign: token, withheld } };
  server.on('request', async (request, response) => {
    requests.push((request.url ?? '').split('?')[0] ?? '');
    sendReply(response, await answerRequest(parts, request));
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
    stop: () => closeNow(server),
  };
}
