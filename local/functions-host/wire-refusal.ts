import type { IncomingMessage } from 'node:http';

/** Kestrel's limits, in bytes. */
const MAX_REQUEST_LINE = 8192;
const MAX_HEADERS = 32_768;
const MAX_HEADER_COUNT = 100;

const HOST = /^(\[[0-9a-f:.]+\]|[A-Za-z0-9._~%!$&'()*+,;=-]*)(:\d{1,5})?$/i;

/** Status with which the web server below the host refuses a request before any function sees it, or `undefined`. */
export function wireRefusal(request: IncomingMessage): 400 | 414 | 431 | undefined {
  const { method = '', url = '', httpVersion, rawHeaders } = request;
  if (`${method} ${url} HTTP/${httpVersion}\r\n`.length > MAX_REQUEST_LINE) return 414;
  if (rawHeaders.length / 2 > MAX_HEADER_COUNT || headerBytes(rawHeaders) > MAX_HEADERS) return 431;
  if (/[^\x21-\x7e]/.test(url)) return 400;
  if (!rawHeaders.every(isUtf8)) return 400;
  return hasOneGoodHost(rawHeaders, httpVersion) ? undefined : 400;
}

// Name, colon, blank, value, line end.
function headerBytes(rawHeaders: readonly string[]): number {
  return rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a header whose bytes Node read as Latin-1, or `undefined` when they are no UTF-8. */
export function headerText(raw: string): string | undefined {
  try {
    return utf8.decode(Buffer.from(raw, 'latin1'));
  } catch {
    return undefined;
  }
}

const isUtf8 = (raw: string) => headerText(raw) !== undefined;

function hasOneGoodHost(rawHeaders: readonly string[], httpVersion: string): boolean {
  const hosts = rawHeaders.filter((_, index) => rawHeaders[index - 1]?.toLowerCase() === 'host' && index % 2 === 1);
  const [host] = hosts;
  if (host === undefined) return httpVersion === '1.0';
  return hosts.length === 1 && HOST.test(host);
}
