import type { Verb } from '../tree/node-facts';

/** One message of the server, as read after the conformance check. */
export interface ServerMessage {
  readonly msgId: number;
  readonly statuses: readonly ServerStatus[];
  readonly commands: readonly ServerCommand[];
  readonly final: boolean;
}

/** The server's Status for one of the client's commands. */
export interface ServerStatus {
  readonly cmdId: string;
  readonly msgRef: number;
  /** `0` for the SyncHdr. */
  readonly cmdRef: string;
  readonly cmd: string;
  readonly code: number;
}

/** A command of the server in the order of the message. */
export type ServerCommand = ItemCommand | GroupCommand | AlertCommand;

/** Add, Replace, Delete, Exec or Get with its items. */
export interface ItemCommand {
  readonly kind: 'item';
  readonly cmdId: string;
  readonly verb: Verb;
  readonly items: readonly ServerItem[];
}

/** Commands that are applied together (Atomic) or in order (Sequence). */
export interface GroupCommand {
  readonly kind: 'group';
  readonly cmdId: string;
  readonly name: 'Atomic' | 'Sequence';
  readonly commands: readonly (ItemCommand | GroupCommand)[];
}

/** An Alert of the server, e.g. 1222 for the next message of the client's package. */
export interface AlertCommand {
  readonly kind: 'alert';
  readonly cmdId: string;
  readonly code: string;
}

/** What a command does with one node. */
export interface ServerItem {
  /** LocURI as sent. */
  readonly target: string;
  readonly format: string | undefined;
  readonly data: string | undefined;
  /** Meta/Size in bytes, with the first part of a large object. */
  readonly size: number | undefined;
  readonly moreData: boolean;
}
