import http from 'node:http';
import https from 'node:https';
import { type HttpRequestOut, type HttpResponseIn, type Transport, TransportFailure } from './transport';

/** Bounds of the HTTP client. */
export interface HttpTransportOptions {
  /** Milliseconds without any byte after which a request is given up. */
  readonly idleTimeout?: number;
  /** Largest reply in bytes. */
  readonly maxReply?: number;
}

/** A transport over node's own HTTP client, with connections kept open between requests of one PC. */
export function httpTransport(options: HttpTransportOptions = {}): Transport {
  const { idleTimeout = 30_000, maxReply = 1_048_576 } = options;
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  return (request) => send(request, { idleTimeout, maxReply, agents });
}

interface Bounds {
  readonly idleTimeout: number;
  readonly maxReply: number;
  readonly agents: { readonly http: http.Agent; readonly https: https.Agent };
}

function send(request: HttpRequestOut, bounds: Bounds): Promise<HttpResponseIn> {
  const url = new URL(request.url);
  const secure = url.protocol === 'https:';
  const init = {
    method: request.method,
    headers: headersOf(request),
    agent: secure ? bounds.agents.https : bounds.agents.http,
    timeout: bounds.idleTimeout,
  };
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new TransportFailure(`${request.method} ${url.origin}: ${reason}`));
    const outgoing = (secure ? https : http).request(url, init, (reply) =>
      receive(reply, bounds.maxReply, resolve, fail),
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no byte for ${bounds.idleTimeout} ms`)));
    outgoing.on('error', (error) => fail(error.message));
    outgoing.end(request.body);
  });
}

// An explicit length: the Functions host hands a chunked request to the function with an empty body.
function headersOf(request: HttpRequestOut): http.OutgoingHttpHeaders {
  const length: [string, string][] = request.method === 'POST' ? [['content-length', String(request.body.length)]] : [];
  return Object.fromEntries([...request.headers, ...length]);
}

function receive(
  reply: http.IncomingMessage,
  maxReply: number,
  resolve: (response: HttpResponseIn) => void,
  fail: (reason: string) => void,
): void {
  const parts: Buffer[] = [];
  let length = 0;
  reply.on('data', (part: Buffer) => {
    length += part.length;
    if (length > maxReply) reply.destroy(new Error(`the reply is larger than ${maxReply} bytes`));
    else parts.push(part);
  });
  reply.on('error', (error) => fail(error.message));
  reply.on('end', () => {
    resolve({ status: reply.statusCode ?? 0, headers: headersFrom(reply.rawHeaders), body: Buffer.concat(parts) });
  });
}

function headersFrom(raw: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}
