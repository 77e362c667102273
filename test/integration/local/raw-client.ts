import { connect, type Socket } from 'node:net';

/** A reply as it came over the wire. */
export interface RawReply {
  readonly status: number;
  /** Lower-case names; a header that came several times has several values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Bytes behind the head as Latin-1, chunk sizes included. */
  readonly body: string;
}

/** Opens a connection to a host. */
export function open(origin: string): Socket {
  const { hostname, port } = new URL(origin);
  return connect(Number(port), hostname);
}

/** Sends bytes and reads until the host closes the connection: a reply that keeps it open needs `connection: close`. */
export async function exchange(origin: string, request: string | Buffer): Promise<RawReply> {
  const socket = open(origin);
  socket.write(request);
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part);
  return parseReply(Buffer.concat(parts).toString('latin1'));
}

/** A request with a Host, the headers given and `connection: close`. */
export function request(line: string, headers: readonly string[] = [], body: string | Buffer = ''): Buffer {
  const host = headers.some((header) => /^host:/i.test(header)) ? [] : ['Host: mam.example.org'];
  const head = [`${line} HTTP/1.1`, ...host, 'Connection: close', ...headers, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
}

/** Splits the text of one reply. */
export function parseReply(text: string): RawReply {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(at + 1).trim()]);
  }
  return { status: Number(statusLine.split(' ')[1]), headers, body: rest.join('\r\n\r\n') };
}
