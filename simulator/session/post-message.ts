import type { PcClock } from '../clock';
import { checkFraming } from '../conformance/http-rules';
import { SOURCE, violate } from '../conformance/protocol-violation';
import { type HttpRequestOut, type HttpResponseIn, type Transport, TransportFailure } from '../transport/transport';
import type { SyncRecord } from './report';
import { SyncRefused } from './sync-refused';

/** What a message is posted with. */
export interface Line {
  readonly transport: Transport;
  readonly clock: PcClock;
  /** How often the same message is tried again, and the pauses in milliseconds: CONNRETRYFREQ and its back-off. */
  readonly retries: number;
  readonly backOff: { readonly initial: number; readonly max: number };
}

const TRY_AGAIN = new Set([429, 500, 502, 503, 504]);
const REFUSALS = new Set([400, 401, 403, 404, 405, 408, 410, 413, 414, 415, 431]);

/**
 * Posts one message, and the same bytes again while the connection fails or the server asks for patience. Resolves with
 * a reply of HTTP 200.
 * @throws SyncRefused on an HTTP error
 * @throws TransportFailure when no reply came on the last try
 * @throws ProtocolViolation on a reply that HTTP or the sync does not know
 */
export async function postMessage(request: HttpRequestOut, line: Line, record: SyncRecord): Promise<HttpResponseIn> {
  for (let attempt = 0; ; attempt += 1) {
    const isLast = attempt >= line.retries;
    const response = await tryOnce(request, { line, record, isLast });
    if (response?.status === 200) return response;
    if (response !== undefined) refuseUnlessPatient(response, isLast);
    await line.clock.wait(pauseAfter(response, attempt, line));
  }
}

interface Attempt {
  readonly line: Line;
  readonly record: SyncRecord;
  readonly isLast: boolean;
}

async function tryOnce(
  request: HttpRequestOut,
  { line, record, isLast }: Attempt,
): Promise<HttpResponseIn | undefined> {
  const started = line.clock.now().getTime();
  try {
    const response = await line.transport(request);
    record.exchange({ request: withoutToken(request), response, ms: line.clock.now().getTime() - started });
    return response;
  } catch (thrown) {
    if (!(thrown instanceof TransportFailure) || isLast) throw thrown;
    return undefined;
  }
}

function refuseUnlessPatient(response: HttpResponseIn, isLast: boolean): void {
  const { status, headers, body } = response;
  if (!TRY_AGAIN.has(status) && !REFUSALS.has(status))
    violate(`a sync must not be answered with HTTP ${status}`, SOURCE.oma);
  checkFraming(response);
  if (status === 401 && !/^bearer\b/i.test(headers.get('www-authenticate') ?? '')) {
    violate('HTTP 401 must name the scheme Bearer in WWW-Authenticate', 'RFC 6750 3');
  }
  if (isLast || REFUSALS.has(status)) throw new SyncRefused(status, new TextDecoder().decode(body).slice(0, 500));
}

function pauseAfter(response: HttpResponseIn | undefined, attempt: number, { backOff }: Line): number {
  const asked = response?.headers.get('retry-after') ?? '';
  return /^\d{1,6}$/.test(asked) ? Number(asked) * 1_000 : Math.min(backOff.initial * 2 ** attempt, backOff.max);
}

function withoutToken(request: HttpRequestOut): HttpRequestOut {
  const headers = new Map([...request.headers].filter(([name]) => name !== 'authorization'));
  return { ...request, headers: headers.set('authorization', 'Bearer (not shown)') };
}
