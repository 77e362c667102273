import { type HttpRequestOut, type HttpResponseIn, httpTransport, type Transport } from '../../simulator/index';
import type { CountingProxy } from '../support/counting-proxy';
import type { Delivery, StorageTrouble } from './delivery';
import type { Answering } from './network';

/** How often the client of the tables repeats a call that was refused. */
const TABLE_TRIES = 3;

/** One instance of the deployable bundle behind HTTP; its storage is troubled by the proxy in front of the emulator. */
export class HttpInstance implements Answering {
  readonly #origin: string;
  readonly #tables: CountingProxy;
  readonly #transport: Transport = httpTransport();

  constructor(origin: string, tables: CountingProxy) {
    this.#origin = origin;
    this.#tables = tables;
  }

  async answer(request: HttpRequestOut, { trouble }: Delivery): Promise<HttpResponseIn> {
    const { pathname, search } = new URL(request.url);
    if (trouble !== undefined) this.#inject(trouble);
    const response = await this.#transport({ ...request, url: `${this.#origin}${pathname}${search}` });
    if (trouble !== undefined) this.#tables.reset();
    return response;
  }

  // A process cannot be killed here; a connection that breaks before or behind the call comes nearest.
  #inject({ at, kind }: StorageTrouble): void {
    let calls = 0;
    const isIt = () => {
      calls += 1;
      return calls >= at;
    };
    if (kind === 'refused') for (let tries = 0; tries < TABLE_TRIES; tries += 1) this.#tables.injectWhere(isIt, 503);
    else this.#tables.injectWhere(isIt, kind === 'killed-before' ? 'before' : 'after');
  }
}
