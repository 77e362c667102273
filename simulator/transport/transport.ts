/** One HTTP request as the simulated client sends it. Header names are lower-case. */
export interface HttpRequestOut {
  readonly method: 'GET' | 'POST';
  /** Absolute, with query. */
  readonly url: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** One HTTP reply. Header names are lower-case; a header that came twice is joined by `, `. */
export interface HttpResponseIn {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/**
 * Carries one request to a server and brings its reply, following no redirect. Rejects with `TransportFailure` when
 * there is no whole reply; tests and fault injection put their own in place.
 */
export type Transport = (request: HttpRequestOut) => Promise<HttpResponseIn>;

/** No whole reply came: connection refused or broken, time over, reply cut or too large. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
}
