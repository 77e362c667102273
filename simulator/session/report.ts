import type { HttpRequestOut, HttpResponseIn } from '../transport/transport';
import type { Verb } from '../tree/node-facts';

/** One HTTP request with its reply; the token is left out of what is kept. */
export interface Exchange {
  readonly request: HttpRequestOut;
  readonly response: HttpResponseIn;
  /** Milliseconds by the clock of the PC. */
  readonly ms: number;
}

/** A command that ran on the PC. */
export interface Applied {
  /** CmdID that the server gave it. */
  readonly cmdId: string;
  readonly verb: Verb;
  /** LocURI as the server wrote it. */
  readonly uri: string;
  /** Status code that the server was, or would have been, told. */
  readonly code: number;
}

/** One run of the policy sync, from the first message to the last. */
export interface SyncReport {
  /** Messages that the client sent, repetitions not counted. */
  readonly messages: number;
  /** Every HTTP exchange in order, repetitions too. */
  readonly exchanges: readonly Exchange[];
  readonly applied: readonly Applied[];
  readonly bytes: { readonly sent: number; readonly received: number };
  readonly ended: 'normally' | 'aborted' | 'unenrolled';
  /** With `unenrolled`: whether the server's answer to the farewell (alert 1226) came. */
  readonly farewell?: 'answered' | 'lost';
}

/** Who watches a session as it happens. */
export interface SeenBy {
  readonly exchange: (exchange: Exchange) => void;
  readonly applied: (applied: Applied) => void;
}

/** Collects a report while sessions run, and shows each exchange and each command as it happens. */
export class SyncRecord {
  readonly #seen: SeenBy;
  readonly #exchanges: Exchange[] = [];
  readonly #applied: Applied[] = [];
  #messages = 0;

  constructor(seen: SeenBy) {
    this.#seen = seen;
  }

  message(): void {
    this.#messages += 1;
  }

  exchange(exchange: Exchange): void {
    this.#exchanges.push(exchange);
    this.#seen.exchange(exchange);
  }

  applied(applied: Applied): void {
    this.#applied.push(applied);
    this.#seen.applied(applied);
  }

  report(ended: SyncReport['ended'], farewell?: 'answered' | 'lost'): SyncReport {
    const sum = (length: (exchange: Exchange) => number) =>
      this.#exchanges.reduce((total, one) => total + length(one), 0);
    return {
      messages: this.#messages,
      exchanges: [...this.#exchanges],
      applied: [...this.#applied],
      bytes: { sent: sum(({ request }) => request.body.length), received: sum(({ response }) => response.body.length) },
      ended,
      ...(farewell === undefined ? {} : { farewell }),
    };
  }
}
