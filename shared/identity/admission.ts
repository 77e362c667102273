import type { Clock } from '../clock';
import type { TenantId } from '../ids';
import type { TenantStore } from '../storage/stores/tenants';
import type { Tenant } from '../tenant/tenant';
import { LruMap } from './lru-map';
import type { TenantAdmission, TenantFreshness } from './principal';

const FRESH_FOR_MS = 60_000;
const CACHED_TENANTS = 10_000;
const CACHED_STRANGERS = 2_000;

/** What admission needs of the rest. */
export interface AdmissionParts {
  readonly store: Pick<TenantStore, 'load'>;
  readonly clock: Clock;
}

/**
 * Tenants from the store, kept for 60 seconds, those that are not there as well. Strangers have room of their own: however
 * many come, they push no tenant out.
 */
export function createTenantAdmission(parts: AdmissionParts): TenantAdmission {
  const cache = new TenantCache(parts);
  return {
    find: (id, freshness, atLeast) => cache.find(id, freshness, atLeast),
    remember: (tenant) => cache.remember(tenant),
  };
}

// What was known at one moment. `order` counts the beginnings of reads, so that a slow read cannot undo a later one.
interface Entry {
  readonly tenant: Tenant | undefined;
  readonly order: number;
  readonly at: number;
}

class TenantCache {
  readonly #parts: AdmissionParts;
  readonly #tenants = new LruMap<TenantId, Entry>(CACHED_TENANTS);
  readonly #strangers = new LruMap<TenantId, Entry>(CACHED_STRANGERS);
  readonly #reading = new Map<TenantId, Promise<Entry>>();
  #order = 0;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  async find(id: TenantId, freshness: TenantFreshness, atLeast = 0): Promise<Tenant | undefined> {
    if (freshness === 'fresh') return (await this.#read(id)).tenant;
    const cached = this.#entry(id);
    if (cached !== undefined && this.#isRecent(cached) && isAtLeast(cached, atLeast)) return cached.tenant;
    const shared = await this.#readShared(id);
    return isAtLeast(shared, atLeast) ? shared.tenant : (await this.#read(id)).tenant;
  }

  // What was just written may be old news already: a read may have seen another instance's later change.
  remember(tenant: Tenant): void {
    if (versionOf(this.#entry(tenant.id)) <= tenant.version) this.#keep(tenant.id, { tenant, ...this.#begin() });
  }

  #entry(id: TenantId): Entry | undefined {
    return this.#tenants.get(id) ?? this.#strangers.get(id);
  }

  // The distance counts in both directions, so that a clock set back does not keep an entry for hours.
  #isRecent({ at }: Entry): boolean {
    return Math.abs(this.#parts.clock().getTime() - at) < FRESH_FOR_MS;
  }

  #readShared(id: TenantId): Promise<Entry> {
    const running = this.#reading.get(id);
    if (running !== undefined) return running;
    const reading = this.#read(id).finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
  }

  async #read(id: TenantId): Promise<Entry> {
    const begin = this.#begin();
    const stored = await this.#parts.store.load(id);
    return this.#keep(id, { tenant: stored?.value, ...begin });
  }

  #begin() {
    this.#order += 1;
    return { order: this.#order, at: this.#parts.clock().getTime() };
  }

  #keep(id: TenantId, entry: Entry): Entry {
    const before = this.#entry(id);
    if (before !== undefined && isOutdated(entry, before)) return before;
    this.#tenants.delete(id);
    this.#strangers.delete(id);
    (entry.tenant === undefined ? this.#strangers : this.#tenants).set(id, entry);
    return entry;
  }
}

// 0 for a stranger: below the version of every tenant.
const versionOf = (entry: Entry | undefined) => entry?.tenant?.version ?? 0;

const isAtLeast = (entry: Entry, version: number) => versionOf(entry) >= version;

const isOutdated = (entry: Entry, before: Entry) => entry.order < before.order && versionOf(entry) < versionOf(before);
