import type { Clock } from '../../clock';
import type { DeviceId, TenantId, UserId } from '../../ids';
import type { HeldKind } from '../person/held-columns';

/** A human being in a tenant. */
export interface Person {
  readonly tenantId: TenantId;
  readonly userId: UserId;
}

/** A row that is held on a person, with its columns as `docs/privacy.md` lists them, but for those of the service itself. */
export interface HeldRow {
  /** Table and kind of row, e.g. `devices enrollment`. */
  readonly row: HeldKind;
  readonly deviceId?: DeviceId;
  /** By name of the column. What is compressed or JSON is taken apart; ids of other people are left out. */
  readonly held: Readonly<Record<string, unknown>>;
}

/** A part of what is held on a person; absent continuation: the last one. */
export interface HeldPage {
  readonly rows: readonly HeldRow[];
  readonly continuation?: string;
}

/** Which part of what is held, whether records of the protection's log are wanted, and what tells the time. */
export interface Wanted {
  readonly logs: boolean;
  readonly clock: Clock;
  readonly continuation?: string;
}

/** What tells the time of an erasure, what the directory is told, and after how many days of silence a device of the tenant counts as lost. */
export interface ErasureTerms {
  readonly clock: Clock;
  readonly lostContactDays: number;
  /** The directory of the tenant is told how devices stand, also that they have left. */
  readonly writesDirectory: boolean;
}

/** How far an erasure has come. */
export interface ErasureProgress {
  readonly done: boolean;
  /** Number of the part that comes next, from 1, and how many there are; equal numbers: the last one. */
  readonly part: number;
  readonly parts: number;
  /** Devices that the directory may call managed for good: nobody takes that back once their rows are gone. */
  readonly stillManaged: readonly DeviceId[];
}

/** Everything that is held on one person, over all tables: to hand it out, and to erase it. */
export interface PersonStore {
  /**
   * Some hundred rows at a time, or what a minute finds. Records of the protection's log are among them where that is wanted.
   * @throws ServiceError `invalid` / `page.continuation-invalid`
   */
  listHeld(person: Person, wanted: Wanted): Promise<HeldPage>;
  /** What stands in place of the person's id while an erasure is under way. */
  pseudonymOf(person: Person): Promise<string | undefined>;
  /**
   * Begins an erasure, unless one has begun: from then on no device of the person enrolls. Tells the pseudonym that
   * counts: of two that begin at once, one has come first.
   * @throws ServiceError `conflict` / `person.enrolled`, `person.enrolling`
   */
  beginErasure(person: Person, pseudonym: string, terms: ErasureTerms): Promise<string>;
  /**
   * Goes on with an erasure, a bounded part at a time, for a minute at most. Every step can be repeated, and two may go on at once.
   * @throws ServiceError `conflict` / `person.enrolled` for a device that enrolled at the moment of the beginning,
   * `person.directory` for one of which the directory is yet to be told that it has left
   */
  continueErasure(person: Person, terms: ErasureTerms): Promise<ErasureProgress>;
}
