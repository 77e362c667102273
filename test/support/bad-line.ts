import {
  type HttpRequestOut,
  type HttpResponseIn,
  httpTransport,
  type Transport,
  TransportFailure,
} from '../../simulator/index';

/** What a bad line does to one message. */
type Trouble =
  | { readonly kind: 'request' | 'reply'; readonly containing: string }
  | { readonly kind: 'meanwhile' | 'before'; readonly containing: string; readonly act: () => unknown };

/** A line to the real service that loses single messages, or lets something else happen while one is on its way. */
export class BadLine {
  readonly #inner = httpTransport();
  readonly #troubles: Trouble[] = [];
  /** How many messages were lost. */
  lost = 0;

  readonly transport: Transport = async (request) => {
    const asked = textOf(request);
    await this.#act(asked, 'before');
    this.#act(asked, 'meanwhile');
    if (this.#lose(asked, 'request')) throw new TransportFailure('the request was lost');
    const response = await this.#inner(request);
    if (this.#lose(textOf(response), 'reply')) throw new TransportFailure('the reply was lost');
    return response;
  };

  /** The next request that contains this text never arrives. */
  loseRequest(containing: string): void {
    this.#troubles.push({ kind: 'request', containing });
  }

  /** The next reply that contains this text never arrives; what the service did stays done. */
  loseReply(containing: string): void {
    this.#troubles.push({ kind: 'reply', containing });
  }

  /** Does something while the next request that contains this text is on its way. */
  meanwhile(containing: string, act: () => void): void {
    this.#troubles.push({ kind: 'meanwhile', containing, act });
  }

  /** Holds the next request that contains this text back until something is done. */
  pauseBefore(containing: string, act: () => Promise<unknown>): void {
    this.#troubles.push({ kind: 'before', containing, act });
  }

  #act(text: string, kind: 'before' | 'meanwhile'): unknown {
    const trouble = this.#take(text, kind);
    return trouble !== undefined && 'act' in trouble ? trouble.act() : undefined;
  }

  #lose(text: string, kind: 'request' | 'reply'): boolean {
    const isLost = this.#take(text, kind) !== undefined;
    if (isLost) this.lost += 1;
    return isLost;
  }

  #take(text: string, kind: Trouble['kind']): Trouble | undefined {
    const index = this.#troubles.findIndex((trouble) => trouble.kind === kind && text.includes(trouble.containing));
    return index < 0 ? undefined : this.#troubles.splice(index, 1)[0];
  }
}

const textOf = ({ body }: HttpRequestOut | HttpResponseIn) => Buffer.from(body).toString();
