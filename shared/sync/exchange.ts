import type { Action } from '../actions/action';
import type { Enrollment } from '../enrollment/enrollment';
import type { Setting } from '../policy/setting';
import type { ClientMessage } from '../syncml/message';
import type { Tenant } from '../tenant/tenant';
import type { DeviceState } from './device-state';
import type { Session } from './session';

/** What one message of a client brings. */
export interface SyncRequest {
  readonly message: ClientMessage;
  /** SHA-256 of the body, base64url: a repeated message has the same. */
  readonly bodyHash: string;
}

/** What is stored about a device when a message arrives; rows of an older generation are not among it. */
export interface DeviceSnapshot {
  readonly enrollment: Enrollment;
  readonly state: DeviceState | undefined;
  readonly session: Session | undefined;
  /** Actions that are not over, oldest first. */
  readonly actions: readonly Action[];
}

/** The world around the decision. */
export interface SyncContext {
  readonly tenant: Tenant;
  readonly now: Date;
  /** 32 random bytes in hex, made for this message alone. */
  readonly nonce: string;
}

/** What has to be written; members that did not change are absent. */
export interface SyncChange {
  readonly session: Session;
  readonly state?: DeviceState;
  readonly enrollment?: Enrollment;
  /** Actions with their next status. */
  readonly actions?: readonly Action[];
  /** Further pieces of a large object, or how many of its pieces are dropped. */
  readonly chunks?: { readonly put: readonly ObjectPiece[] } | { readonly drop: number };
}

/** A piece of a large object that is arriving, at most 60 KB. */
export interface ObjectPiece {
  readonly index: number;
  readonly data: Uint8Array;
}

/** Settings by key: what the value sources of a decision point into. */
export type SettingsByKey = ReadonlyMap<string, Setting>;
