import type { TenantId } from '../../ids';
import type { Stored } from './stored';

/** Something that housekeeping must look at when its time has come. It is a hint: what is looked at decides. */
export interface DueEntry {
  /** When to look, ISO 8601. */
  readonly at: string;
  readonly kind: DueKind;
  readonly tenantId: TenantId;
  /** The user of an acceptance and of a place, the tenant of its fleet, the device of everything else. */
  readonly subject: string;
  /**
   * Which of the subject's things, where it has several: the id of an acceptance, the device of a place, the place in the
   * list of the fleet, the days for which log records are kept.
   */
  readonly item?: string;
}

/**
 * Every kind of {@link DueEntry}. `device`: silence and waiting actions; `acceptance`: terms that were shown; `verdict`: how
 * a device stands may have changed, and the lists and the directory do not know it yet; `fleet`: so it may be with every
 * device of the tenant; `place`: a reservation among the devices of a user; `pieces`: a large object that is arriving;
 * `logs`: records of a device's log whose retention is over.
 */
export const DUE_KINDS = ['device', 'acceptance', 'verdict', 'fleet', 'place', 'pieces', 'logs'] as const;

/** See {@link DUE_KINDS}. */
export type DueKind = (typeof DUE_KINDS)[number];

/** How far housekeeping has come. */
export interface Progress {
  /** Day (yyyymmdd, UTC) up to which every entry that was due was looked at. */
  readonly day: string;
  /** Day on which the tenants were gone through last, and where that stopped; absent continuation: it is done. */
  readonly tenantsDay: string;
  readonly tenantsAfter?: string;
}

/** What is due on a day. */
export interface DueList {
  readonly entries: readonly DueEntry[];
  /**
   * Rows among them and before them that this instance cannot read, of a newer one perhaps. They stay where they are; where
   * nothing else is due they are all that there are.
   */
  readonly unreadable: number;
}

/** What is due, by day and shard; and the one row that tells how far housekeeping has come. */
export interface DueStore {
  /** Writes the entry; the same one again replaces itself. */
  put(entry: DueEntry): Promise<void>;
  /** Entries of a day that are due at `now`, of all shards, at most `size` a shard. */
  list(day: string, now: Date, size: number): Promise<DueList>;
  /** Takes an entry away that was looked at. Can be repeated. */
  remove(entry: DueEntry): Promise<void>;
  loadProgress(): Promise<Stored<Progress> | undefined>;
  /** @throws ServiceError `precondition` / `storage.changed`, `conflict` / `storage.exists` when another one was faster */
  saveProgress(progress: Progress, before: Stored<Progress> | undefined): Promise<Stored<Progress>>;
}
