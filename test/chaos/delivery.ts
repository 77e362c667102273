import { AsyncLocalStorage } from 'node:async_hooks';
import { ServiceError } from '../../shared/errors';
import type { Table } from '../../shared/storage/table';
import type { Random } from './random';

/**
 * What storage, or the instance, does at one call of a request: it refuses (503); it does it but the answer is lost, so
 * that the client of the table repeats it; it does it and stays silent; the instance is killed before or behind it.
 */
export const STORAGE_TROUBLES = ['refused', 'answer-lost', 'silent', 'killed-before', 'killed-after'] as const;

/** See {@link STORAGE_TROUBLES}. */
export interface StorageTrouble {
  /** Which table call of the request, counted from 1. */
  readonly at: number;
  readonly kind: (typeof STORAGE_TROUBLES)[number];
}

const UNAVAILABLE = () => new ServiceError('unavailable', 'storage.unavailable', 'Not now.', { retryAfter: 30 });
const CHANGED = () => new ServiceError('precondition', 'storage.changed', 'It was changed in the meantime.');

/** One request on its way through one instance. */
export class Delivery {
  /** The instance died: no reply leaves it. */
  killed = false;
  /** The trouble struck. */
  struck = false;
  #calls = 0;
  readonly trouble: StorageTrouble | undefined;
  readonly #random: Random | undefined;

  /** With `random`, each call waits a while, so that deliveries at the same time mix. */
  constructor(trouble?: StorageTrouble, random?: Random) {
    this.trouble = trouble;
    this.#random = random;
  }

  async pass<T>(call: () => Promise<T>, isConditional: boolean): Promise<T> {
    if (this.killed) throw UNAVAILABLE();
    for (let turns = this.#random?.int(6) ?? 0; turns > 0; turns -= 1) await undefined;
    this.#calls += 1;
    if (this.trouble?.at !== this.#calls) return call();
    this.struck = true;
    return this.#suffer(call, isConditional);
  }

  async #suffer<T>(call: () => Promise<T>, isConditional: boolean): Promise<T> {
    const kind = this.trouble?.kind;
    this.killed = kind === 'killed-before' || kind === 'killed-after';
    if (kind === 'refused' || kind === 'killed-before') throw UNAVAILABLE();
    const result = await call();
    if (kind !== 'answer-lost') throw UNAVAILABLE();
    // Its repetition finds the row changed, by itself.
    if (isConditional) throw CHANGED();
    return result;
  }
}

/** The delivery that is being worked on. */
export const deliveries = new AsyncLocalStorage<Delivery>();

/** A table whose calls are part of the delivery that makes them. */
export function troubledTable(table: Table): Table {
  const pass = <T>(call: () => Promise<T>, isConditional = false): Promise<T> =>
    deliveries.getStore()?.pass(call, isConditional) ?? call();
  return {
    read: (row) => pass(() => table.read(row)),
    readRange: (partition, range) => pass(() => table.readRange(partition, range)),
    readPage: (partition, range, size) => pass(() => table.readPage(partition, range, size)),
    readAcross: (key, after, size) => pass(() => table.readAcross(key, after, size)),
    readPartitions: (partitions, keys, size) => pass(() => table.readPartitions(partitions, keys, size)),
    search: (search, size, place) => pass(() => table.search(search, size, place)),
    insert: (row) => pass(() => table.insert(row)),
    upsert: (row) => pass(() => table.upsert(row)),
    remove: (row) => pass(() => table.remove(row)),
    removeUnchanged: (row) => pass(() => table.removeUnchanged(row), true),
    commit: (operations) => pass(() => table.commit(operations), true),
  };
}
