import { createHash } from 'node:crypto';
import { type ErrorKind, ServiceError } from '../shared/errors';
import { bearerToken } from '../shared/identity/bearer';
import type { SyncRequest } from '../shared/sync/exchange';
import { readMessage } from '../shared/syncml/read-message';
import { writeMessage } from '../shared/syncml/write-message';
import { readXml } from '../shared/xml/read-xml';
import { type Call, nameTenant, type Reply, type Route, readBody, registerRoute } from './http';
import { answerMessage } from './sync/answer-message';
import { authenticateDevice, checkUserToken } from './sync/authenticate-device';

const BODY_LIMIT = 512 * 1024;
const CONTENT_TYPE = 'application/vnd.syncml.dm+xml';
const XML_TYPES = /^\s*(application\/vnd\.syncml(\.dm)?\+xml|application\/xml|text\/xml)\s*(;|$)/i;

/** `POST /mam/sync/{enrollmentId}`: one message of an OMA DM session, authenticated by the user's Entra token. */
export const policySyncRoute: Route = {
  name: 'policy-sync',
  route: 'mam/sync/{enrollmentId?}',
  handlers: { POST: sync },
  refuse,
};

/** Registers {@link policySyncRoute}. */
export function registerPolicySync(): void {
  registerRoute(policySyncRoute);
}

async function sync(call: Call): Promise<Reply> {
  const principal = await authenticateDevice(call, bearerToken(call.request.headers.get('authorization')));
  nameTenant(call, principal.tenantId);
  refuseInMaintenance(call);
  const request = await readRequest(call);
  await checkUserToken(call, principal, request.message);
  const generation = call.request.params['enrollmentId'] ?? '';
  const answer = await answerMessage(call, { principal, generation, request });
  const headers = { 'content-type': CONTENT_TYPE, 'cache-control': 'no-store, private' };
  return { status: 200, headers, body: writeMessage(answer) };
}

async function readRequest(call: Call): Promise<SyncRequest> {
  const { request } = call;
  if (!XML_TYPES.test(request.headers.get('content-type') ?? '')) {
    throw new ServiceError('unsupported-media', 'sync.not-xml', `Send ${CONTENT_TYPE}; WBXML is not understood.`);
  }
  const body = await readBody(request, BODY_LIMIT);
  const message = readMessage(readXml(body, { maxBytes: BODY_LIMIT }));
  return { message, bodyHash: createHash('sha256').update(body).digest('base64url') };
}

function refuseInMaintenance(call: Call): void {
  const { maintenance } = call.service().config;
  if (maintenance !== undefined) throw new ServiceError('maintenance', 'maintenance', maintenance, { retryAfter: 900 });
}

const STATUS: Readonly<Record<ErrorKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  invalid: 400,
  'refused-document': 400,
  'too-large': 413,
  'unsupported-media': 415,
  // Lost too many races against another instance: the client tries again and finds the winner's answer.
  conflict: 503,
  precondition: 503,
  maintenance: 503,
  unavailable: 503,
  internal: 500,
};

// Short plain text, never SyncML: OMA DM's own challenges know no bearer tokens (protocol facts 9, row 17).
function refuse(error: ServiceError, call: Call): Reply {
  const status = STATUS[error.kind];
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (status === 503) headers['retry-after'] = String(error.retryAfter ?? 30);
  return { status, headers, body: `${error.message} (${error.code}, ${call.correlationId})` };
}
