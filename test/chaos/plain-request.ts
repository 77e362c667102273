import type { HttpRequest, HttpRequestParams } from '@azure/functions';
import type { HttpRequestOut } from '../../simulator/index';

/** A request as a handler sees it, without the host: its body is there at once, so that a schedule repeats exactly. */
export class PlainRequest implements HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly query: URLSearchParams;
  readonly params: HttpRequestParams;
  readonly user = null;
  readonly body = null;
  readonly bodyUsed = false;
  readonly #bytes: Uint8Array;

  constructor(request: HttpRequestOut, params: HttpRequestParams) {
    this.method = request.method;
    this.url = request.url;
    this.headers = new Headers([...request.headers]);
    this.query = new URL(request.url).searchParams;
    this.params = params;
    this.#bytes = request.body;
  }

  arrayBuffer = async (): Promise<ArrayBuffer> => new Uint8Array(this.#bytes).buffer;
  text = async (): Promise<string> => new TextDecoder().decode(this.#bytes);
  json = async (): Promise<unknown> => JSON.parse(await this.text());
  blob = async (): Promise<never> => this.#never('blob');
  formData = async (): Promise<never> => this.#never('form');
  clone = (): never => this.#never('clone');

  #never(what: string): never {
    throw new TypeError(`no handler asks for a ${what}`);
  }
}
