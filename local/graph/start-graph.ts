import { createServer, type IncomingMessage } from 'node:http';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import type { Entra } from '../entra/start-entra';
import { closeNow, listenOnLoopback } from '../loopback';
import { readBody, type StandInReply, sendReply } from '../read-body';
import { APPLICATION_ROUTES } from './application-routes';
import { DIRECTORY_ROUTES } from './directory-routes';
import { type GraphRoute, refused } from './graph-call';
import { MOBILITY_ROUTES } from './mobility-routes';

/** A request that came in. */
export interface GraphRequestSeen {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
}

/** What the next requests get instead of an answer. */
export interface GraphTrouble {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many requests; default one. */
  readonly times?: number;
  /** Only requests whose method and path, e.g. `PATCH /beta/policies/...`, match. */
  readonly only?: RegExp;
}

/** A running stand-in for Microsoft Graph. */
export interface Graph {
  /** What `MAM_DEV_GRAPH_URL` names. */
  readonly origin: string;
  /** Requests so far, oldest first, refused ones included. */
  readonly requests: readonly GraphRequestSeen[];
  /** Makes the next matching requests fail. */
  trouble(trouble: GraphTrouble): void;
  stop(): Promise<void>;
}

const ROUTES: readonly GraphRoute[] = [...APPLICATION_ROUTES, ...DIRECTORY_ROUTES, ...MOBILITY_ROUTES];

interface Parts {
  readonly origin: string;
  readonly entra: Entra;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
  readonly takeTrouble: (line: string) => GraphTrouble | undefined;
}

/** Starts the stand-in on loopback, over the directory of the stand-in for Entra, whose tokens it believes. */
export async function startGraph({ port, entra }: { port: number; entra: Entra }): Promise<Graph> {
  const server = createServer();
  const origin = await listenOnLoopback(server, port);
  const requests: GraphRequestSeen[] = [];
  const troubles: { trouble: GraphTrouble; left: number }[] = [];
  const takeTrouble = (line: string) => {
    const due = troubles.find(({ trouble, left }) => left > 0 && (trouble.only?.test(line) ?? true));
    if (due !== undefined) due.left -= 1;
    return due?.trouble;
  };
  const parts = { origin, entra, keys: createRemoteJWKSet(new URL(entra.jwksUrl)), takeTrouble };
  server.on('request', async (request, response) => {
    requests.push({ method: request.method ?? '', path: request.url ?? '' });
    sendReply(response, await answer(parts, request));
  });
  return {
    origin,
    requests,
    trouble: (trouble) => troubles.push({ trouble, left: trouble.times ?? 1 }),
    stop: () => closeNow(server),
  };
}

async function answer(parts: Parts, request: IncomingMessage): Promise<StandInReply> {
  const text = await readBody(request);
  const url = new URL(request.url ?? '/', parts.origin);
  const path = decodeURIComponent(url.pathname);
  const trouble = parts.takeTrouble(`${request.method} ${path}`);
  if (trouble !== undefined) return { ...refused(trouble.status, 'TooManyRequests'), headers: trouble.headers ?? {} };
  const claims = await claimsOf(parts, request);
  if (claims === undefined) return refused(401, 'InvalidAuthenticationToken');
  const tenant = parts.entra.directory.tenants.get(String(claims['tid']));
  const matches = ROUTES.map((route) => ({ route, match: route.path.exec(path) }));
  const hit = matches.find(({ route, match }) => match !== null && route.method === request.method);
  if (tenant === undefined || hit === undefined) return refused(404, 'Request_ResourceNotFound');
  const held = permissionsOf(claims);
  if (!hit.route.permissions.some((names) => names.split('+').every((name) => held.includes(name))))
    return refused(403, 'Authorization_RequestDenied');
  const [, ...params] = hit.match ?? [];
  const callerId = String(claims['oid']);
  return hit.route.answer({
    tenant,
    callerId,
    params,
    query: url.searchParams,
    body: bodyOf(text),
    origin: parts.origin,
  });
}

async function claimsOf({ keys, origin }: Parts, request: IncomingMessage): Promise<JWTPayload | undefined> {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  try {
    return (await jwtVerify(token, keys, { audience: origin, algorithms: ['RS256'] })).payload;
  } catch {
    // Expired, foreign or broken: the caller is told the same.
    return undefined;
  }
}

function permissionsOf({ scp, roles }: JWTPayload): readonly string[] {
  if (typeof scp === 'string') return scp.split(' ');
  return Array.isArray(roles) ? roles.map(String) : [];
}

function bodyOf(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {};
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}
