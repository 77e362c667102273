import { createServer, type IncomingMessage } from 'node:http';
import { signClaims } from '../entra/sign-claims';
import { openSigningKey, type SigningKey } from '../entra/signing-key';
import { closeNow, listenOnLoopback } from '../loopback';
import { readBody, type StandInReply, sendReply } from '../read-body';
import { validate } from './validate';

const VALIDATION_PATH = '/DeviceHealthAttestation/ValidateHealthCertificate/v3';
const MINUTES_10 = 600;

/** A running stand-in for those who vouch for the health of a PC. */
export interface AttestationStandIn {
  /** What `MAM_DEV_ATTESTATION_URL` names. */
  readonly origin: string;
  /** Paths that were asked for, oldest first. */
  readonly requests: readonly string[];
  /** While true, nothing is answered but 503. */
  isDown: boolean;
  /**
   * Signs a report as Azure Attestation does; `iat`, `nbf` and `exp` are added where `claims` do not have them, every
   * other claim is signed as it is.
   */
  sign(claims: Readonly<Record<string, unknown>>): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the stand-in on loopback: the validation service of Windows 10, and a provider of Azure Attestation. */
export async function startAttestation(options: { readonly port: number }): Promise<AttestationStandIn> {
  const key = await openSigningKey();
  const server = createServer();
  const requests: string[] = [];
  const standIn = {
    origin: await listenOnLoopback(server, options.port),
    requests,
    isDown: false,
    sign: (claims: Readonly<Record<string, unknown>>) => signClaims(claims, key, MINUTES_10),
    stop: () => closeNow(server),
  };
  server.on('request', async (request, response) => {
    requests.push(request.url ?? '');
    sendReply(response, standIn.isDown ? { status: 503 } : await answer(request, key));
  });
  return standIn;
}

async function answer(request: IncomingMessage, { kid, publicJwk }: SigningKey): Promise<StandInReply> {
  if (request.url === '/certs') return { status: 200, json: { keys: [{ ...publicJwk, kid }] } };
  if (request.url !== VALIDATION_PATH || request.method !== 'POST') return { status: 404 };
  const xml = validate(await readBody(request), new Date());
  return { status: 200, html: xml, headers: { 'content-type': 'application/xml' } };
}
