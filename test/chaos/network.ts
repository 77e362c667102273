import { type HttpRequestOut, type HttpResponseIn, type Transport, TransportFailure } from '../../simulator/index';
import { Delivery, STORAGE_TROUBLES, type StorageTrouble } from './delivery';
import type { Random } from './random';

/** What goes wrong between a PC and the service. */
export const NETWORK_TROUBLES = [
  'lost-request',
  'lost-reply',
  'late-request',
  'late-copy',
  'twice',
  'twice-at-once',
  'two-instances',
  'storage',
] as const;

/** See {@link NETWORK_TROUBLES}. */
export type NetworkTrouble = (typeof NETWORK_TROUBLES)[number];

/** One instance of the service, wherever it runs. */
export interface Answering {
  /** The reply, or undefined when the instance was killed on the way. */
  answer(request: HttpRequestOut, delivery: Delivery): Promise<HttpResponseIn | undefined>;
}

/** What a network connects, and who is told of it. */
export interface NetworkParts {
  readonly instances: readonly [Answering, Answering];
  readonly random: Random;
  /** One line for each trouble. */
  readonly tell: (line: string) => void;
  /** Sees every reply, also one that never reaches the PC. */
  readonly replied: (request: HttpRequestOut, response: HttpResponseIn) => Promise<void>;
  /** Called before a request is delivered that the PC has given up; what it returns is called behind it. */
  readonly late: (request: HttpRequestOut) => Promise<() => Promise<void>>;
  /** An instance died with a request. */
  readonly killed: () => void;
  /** Called before each request: others act in the middle of a session. */
  readonly meanwhile: () => Promise<void>;
}

/** The line between one PC and the instances: loses, repeats, delays, and lets instances die. */
export class Network {
  /** Share of the requests that meet trouble. */
  troubleRate = 0;
  /** Requests until the line is dead; it comes back with {@link repair}. */
  requestsLeft = Number.POSITIVE_INFINITY;
  /** How many of each trouble there were. */
  readonly counts = new Map<string, number>();
  readonly #parts: NetworkParts;
  readonly #late: HttpRequestOut[] = [];

  constructor(parts: NetworkParts) {
    this.#parts = parts;
  }

  readonly transport: Transport = async (request) => {
    const { random } = this.#parts;
    await this.#parts.meanwhile();
    if (this.#late.length > 0 && random.chance(0.3)) await this.releaseLate();
    this.requestsLeft -= 1;
    if (this.requestsLeft < 0) throw new TransportFailure('the line is dead');
    if (!random.chance(this.troubleRate)) return this.#deliver(request);
    return this.#meet(random.pick(NETWORK_TROUBLES), request);
  };

  repair(): void {
    this.requestsLeft = Number.POSITIVE_INFINITY;
  }

  /** Delivers one request that was kept back; its reply reaches nobody. */
  async releaseLate(): Promise<boolean> {
    const request = this.#late.shift();
    if (request === undefined) return false;
    this.#parts.tell('  a late request arrives');
    const check = await this.#parts.late(request);
    await this.#deliver(request).catch(unlessKilled);
    await check();
    return true;
  }

  async #meet(trouble: NetworkTrouble, request: HttpRequestOut): Promise<HttpResponseIn> {
    this.#count(trouble);
    this.#parts.tell(`  ${trouble}`);
    switch (trouble) {
      case 'lost-request':
        throw new TransportFailure('the request was lost');
      case 'lost-reply':
        await this.#deliver(request);
        throw new TransportFailure('the reply was lost');
      case 'late-request':
        this.#late.push(request);
        throw new TransportFailure('the request is late');
      case 'late-copy':
        this.#late.push(request);
        return this.#deliver(request);
      case 'twice':
        await this.#deliver(request);
        return this.#deliver(request);
      case 'storage':
        return this.#deliver(request, this.#anyInstance(), new Delivery(this.#storageTrouble()));
      default:
        return this.#deliverAtOnce(trouble, request);
    }
  }

  async #deliverAtOnce(trouble: NetworkTrouble, request: HttpRequestOut): Promise<HttpResponseIn> {
    const { instances, random } = this.#parts;
    const one = this.#anyInstance();
    const pair = trouble === 'two-instances' ? instances : [one, one];
    const replies = await Promise.all(
      pair.map((instance) => this.#deliver(request, instance, new Delivery(undefined, random))),
    );
    return random.pick(replies);
  }

  async #deliver(
    request: HttpRequestOut,
    instance = this.#anyInstance(),
    delivery = new Delivery(),
  ): Promise<HttpResponseIn> {
    const response = await instance.answer(request, delivery);
    if (response === undefined) {
      this.#parts.killed();
      throw new TransportFailure('the instance was killed');
    }
    await this.#parts.replied(request, response);
    return response;
  }

  #anyInstance(): Answering {
    return this.#parts.random.pick(this.#parts.instances);
  }

  #storageTrouble(): StorageTrouble {
    const { random, tell } = this.#parts;
    const trouble = { at: 1 + random.int(4), kind: random.pick(STORAGE_TROUBLES) };
    this.#count(`storage ${trouble.kind}`);
    tell(`    call ${trouble.at}: ${trouble.kind}`);
    return trouble;
  }

  #count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

function unlessKilled(thrown: unknown): void {
  if (!(thrown instanceof TransportFailure)) throw thrown;
}
