import type { Action } from '../../actions/action';
import type { Enrollment } from '../../enrollment/enrollment';
import type { DeviceId, TenantId } from '../../ids';
import type { DeviceState } from '../../sync/device-state';
import type { Session } from '../../sync/session';
import type { DeviceKey, Stored } from './stored';

/** The `live_` rows of a device: all that a sync reads, in one range query. Rows of a foreign generation come along. */
export interface LiveDevice {
  readonly enrollment?: Stored<Enrollment>;
  readonly state?: Stored<DeviceState>;
  readonly session?: Stored<Session>;
  /** Actions that are not over, oldest first; at most {@link MAX_LIVE_ACTIONS}. */
  readonly actions: readonly Stored<Action>[];
}

/** Actions that may wait on one device at once. */
export const MAX_LIVE_ACTIONS = 16;

/** What is over on a device, newest first: at most 20 rows, enrollments and actions together. */
export interface DeviceHistory {
  readonly enrollments: readonly Enrollment[];
  readonly actions: readonly Action[];
}

/** A piece of a large object that is arriving. */
export interface ObjectPiece {
  readonly index: number;
  readonly data: Uint8Array;
}

/** What a sync decided. A member that did not change is absent. */
export interface SyncWrite {
  readonly session: Session;
  readonly state?: DeviceState;
  readonly enrollment?: Enrollment;
  /** Actions of `before` with their next status, each conditional on its row; those that are over move to the history. */
  readonly actions?: readonly Action[];
  /** Further pieces of a large object (each up to 60 KB), or how many of its pieces, from 0 on, are to be dropped. */
  readonly chunks?: { readonly put: readonly ObjectPiece[] } | { readonly drop: number };
}

/** One partition a device. Every write is one conditional batch; the loser gets `precondition` / `storage.changed`. */
export interface DeviceStore {
  loadLive(tenantId: TenantId, deviceId: DeviceId): Promise<LiveDevice>;
  /**
   * Opens a new generation: replaces the enrollment, drops the state, keeps the old enrollment in the history. The old
   * session stays as one of a foreign generation until the first sync replaces it. `closed` are the live actions of the
   * old generation with their last status; they move to the history too.
   */
  enroll(enrollment: Enrollment, before: LiveDevice, closed?: readonly Action[]): Promise<void>;
  /** Writes what a sync decided, in one batch; with a session alone, in one update. */
  writeSync(device: DeviceKey, before: LiveDevice, write: SyncWrite): Promise<void>;
  /**
   * Adds an action. One with the same id that is there already, live or over, is returned instead. `admit` sees the
   * actions that are open at the moment of the write, and throws what keeps the new one out.
   * @throws ServiceError `conflict` / `actions.too-many`; `conflict` / `actions.not-enrolled` when the device is not
   * enrolled in the action's generation any more
   */
  addAction(device: DeviceKey, action: Action, admit?: (open: readonly Action[]) => void): Promise<Action>;
  /** Replaces an action under its ETag; one that is over moves to the history. */
  replaceAction(device: DeviceKey, before: Stored<Action>, after: Action): Promise<void>;
  /**
   * Drops every piece of a large object whose rest never came, and what the session knows of it, some hundred at once; true
   * when none is left.
   * @throws ServiceError `precondition` / `storage.changed` when the device has spoken meanwhile
   */
  dropPieces(device: DeviceKey, session: Stored<Session>): Promise<boolean>;
  /** Data of the pieces 0 to `count - 1`, joined. */
  readChunks(device: DeviceKey, count: number): Promise<Uint8Array>;
  loadHistory(device: DeviceKey): Promise<DeviceHistory>;
}
