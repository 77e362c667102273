import type { IncomingMessage, ServerResponse } from 'node:http';

const MAX_BYTES = 256 * 1024;

/** The body of a request to a stand-in as text, at most 256 KB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BYTES) throw new RangeError('the body is larger than a stand-in takes');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What a stand-in answers: JSON, a page, or a redirect. */
export interface StandInReply {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly location?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a stand-in's answer. */
export function sendReply(response: ServerResponse, { status, json, html, location, headers }: StandInReply): void {
  const body = json === undefined ? (html ?? '') : JSON.stringify(json);
  const type = json === undefined ? 'text/html; charset=utf-8' : 'application/json';
  response.writeHead(status, {
    ...(body === '' ? {} : { 'content-type': type }),
    ...(location === undefined ? {} : { location }),
    ...headers,
  });
  response.end(body);
}
