import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connectionStringFor } from '../../local/tables';

/** One call to Table Storage as it passed the proxy. */
export interface TableCall {
  readonly method: string;
  /** Table of the request; of a batch that of its first operation. */
  readonly table: string;
  /** Path below the account, e.g. `$batch` or `devices()`. */
  readonly path: string;
  /** How many rows a batch writes; 1 for anything else. */
  readonly operations: number;
  /** Bytes of request and response bodies together. */
  readonly bytes: number;
  /** Status of the answer; 0 when the connection was dropped. */
  readonly status: number;
}

/** A proxy in front of the Table Storage emulator that counts calls and injects faults. */
export interface CountingProxy {
  /** Like the target's, but leading through the proxy. */
  readonly connectionString: string;
  /** Calls since the start or the last reset, in the order in which they ended. */
  readonly calls: readonly TableCall[];
  /** Forgets the calls, and the faults that are still to come. */
  reset(): void;
  /** Answers the next `n` calls with this status, without passing them on. */
  failNext(n: number, status: number, headers?: Readonly<Record<string, string>>): void;
  /** Drops the connection of the next `n` calls, before they are passed on or after they took effect. */
  dropNext(n: number, when: 'before' | 'after'): void;
  /** Answers the next call that `where` points out with this status, or drops its connection. */
  injectWhere(where: (call: CallTarget) => boolean, fault: 503 | 'before' | 'after'): void;
  stop(): Promise<void>;
}

/** Where a call goes. */
export type CallTarget = Pick<TableCall, 'method' | 'table' | 'path'>;

type Fault = { readonly where?: (call: CallTarget) => boolean } & FaultKind;

type FaultKind =
  | { readonly kind: 'status'; readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'before' | 'after' };

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tableOf(path: string, body: Buffer): string {
  const text =
    path === '$batch' ? (/^(?:POST|PUT|DELETE|PATCH) \S+?\/devstoreaccount1\/(\S+)/m.exec(`${body}`)?.[1] ?? '') : path;
  return /^\w*/.exec(text)?.[0] ?? '';
}

function targetOf(incoming: IncomingMessage, body: Buffer): CallTarget {
  const path = (incoming.url ?? '').replace(/^\/[^/]+\//, '').replace(/\?.*$/s, '');
  return { method: incoming.method ?? '', table: tableOf(path, body), path };
}

function describeCall(target: CallTarget, body: Buffer, answer: { status: number; bytes: number }): TableCall {
  return {
    ...target,
    operations: target.path === '$batch' ? (`${body}`.match(/^Content-Type: application\/http/gim)?.length ?? 0) : 1,
    bytes: body.length + answer.bytes,
    status: answer.status,
  };
}

/** Starts the proxy on a free loopback port; `target` is the connection string of an emulator. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const endpoint = /TableEndpoint=([^;]+)/.exec(target)?.[1];
  if (endpoint === undefined) throw new Error('the connection string names no TableEndpoint');
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const calls: TableCall[] = [];
  const faults: Fault[] = [];

  function forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { method, url: path, headers } = incoming;
      const outgoing = request({ agent, hostname, port, method, path, headers }, (response) => {
        const { statusCode: status = 0, headers: received } = response;
        bodyOf(response).then((content) => resolve({ status, headers: received, body: content }), reject);
      });
      outgoing.once('error', reject).end(body);
    });
  }

  function takeFault(target: CallTarget): Fault | undefined {
    const index = faults.findIndex(({ where }) => where === undefined || where(target));
    return index === -1 ? undefined : faults.splice(index, 1)[0];
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const target = targetOf(incoming, body);
    const count = (status: number, bytes = 0) => calls.push(describeCall(target, body, { status, bytes }));
    const fault = takeFault(target);
    if (fault?.kind === 'status') {
      count(fault.status);
      outgoing.writeHead(fault.status, { ...fault.headers, 'content-length': '0' }).end();
      return;
    }
    const answer = fault?.kind === 'before' ? undefined : await forward(incoming, body);
    if (answer === undefined || fault?.kind === 'after') {
      count(0);
      incoming.socket.destroy();
      return;
    }
    count(answer.status, answer.body.length);
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');

  return {
    connectionString: connectionStringFor(`http://127.0.0.1:${address.port}`),
    calls,
    reset: () => {
      calls.length = 0;
      faults.length = 0;
    },
    failNext: (n, status, headers = {}) => {
      for (let i = 0; i < n; i += 1) faults.push({ kind: 'status', status, headers });
    },
    dropNext: (n, when) => {
      for (let i = 0; i < n; i += 1) faults.push({ kind: when });
    },
    injectWhere: (where, fault) => {
      faults.push(fault === 503 ? { kind: 'status', status: fault, headers: {}, where } : { kind: fault, where });
    },
    stop: () => {
      agent.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
