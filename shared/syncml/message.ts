/**
 * SyncML 1.2 messages as typed values, in the subset that Windows speaks ([MS-MDM] 2.2, OMA DM 1.2). What comes from a
 * client is read leniently into `ClientMessage`; what we send is a `ServerMessage` and is written strictly.
 */

/** Value of Meta/Format. `node` and `null` carry no data. */
export type SyncMlFormat = 'chr' | 'int' | 'bool' | 'b64' | 'bin' | 'xml' | 'node' | 'null';

/** Commands that carry items and run on the device. */
export type ItemVerb = 'Add' | 'Replace' | 'Delete' | 'Exec' | 'Get';

/** One Item of a client's command. Members that the message lacks are `undefined`. Texts are unescaped, and all but `data` are trimmed. */
export interface ClientItem {
  readonly source: string | undefined;
  readonly target: string | undefined;
  readonly format: string | undefined;
  readonly type: string | undefined;
  /** Meta/Size in bytes, given with the first chunk of a large object. */
  readonly size: number | undefined;
  /** Text of Data; markup found inside Data is written back to text. */
  readonly data: string | undefined;
  readonly moreData: boolean;
}

/** Any command of a client that is not a Status. */
export interface ClientCommand {
  /** Element name as sent, e.g. `Alert`, `Replace`, `Results`, or one that Windows never sends. */
  readonly name: string;
  readonly cmdId: string;
  /** Code of an Alert (`1201`), or text of Data directly under the command. */
  readonly data: string | undefined;
  readonly items: readonly ClientItem[];
  /** For Results. Missing ones are read as `1` ([MS-MDM] 2.2.7.7). */
  readonly msgRef: string;
  readonly cmdRef: string;
}

/** The device's answer to one of our commands. */
export interface ClientStatus {
  readonly name: 'Status';
  readonly cmdId: string;
  /** Number of our message that it answers; missing is read as `1`. */
  readonly msgRef: string;
  /** CmdID that it answers; `0` is our SyncHdr, empty when the device could not name it. */
  readonly cmdRef: string;
  /** Name of the answered command, e.g. `Replace`. */
  readonly cmd: string;
  /** SyncML status code, e.g. 200; 0 when the device sent none that can be read. */
  readonly code: number;
  /** `msft:originalerror`, e.g. `0x86000002`. */
  readonly originalError: string | undefined;
  readonly targetRefs: readonly string[];
  readonly sourceRefs: readonly string[];
}

/** One message of a client, SyncHdr and SyncBody. */
export interface ClientMessage {
  readonly verDtd: string;
  readonly sessionId: string;
  readonly msgId: number;
  /** LocURI of Target: our address. */
  readonly target: string;
  /** LocURI of Source: the OMA DM device id. */
  readonly source: string;
  /** Meta/MaxMsgSize in bytes; Windows sends none. */
  readonly maxMsgSize: number | undefined;
  /** Commands and statuses in document order; children of Sequence and Atomic stand behind their parent. */
  readonly body: readonly (ClientCommand | ClientStatus)[];
  readonly final: boolean;
}

/** A node of the device's tree with the value to write. */
export interface NodeValue {
  readonly uri: string;
  readonly format: SyncMlFormat;
  /** Absent for `node`, `null`, Get and Delete. */
  readonly data?: string;
}

/** A piece of a large object: the size of the whole with the first, a mark on all but the last ([OMA-DM 1.2] large objects). */
export interface Chunk {
  /** Bytes of UTF-8 of the whole value; with the first chunk only. */
  readonly size?: number;
  readonly moreData: boolean;
}

/** A Status that we send for a command of the client. */
export interface ServerStatus {
  readonly kind: 'status';
  readonly msgRef: number;
  /** `0` for the SyncHdr. */
  readonly cmdRef: string;
  readonly cmd: string;
  readonly code: number;
}

/** A command that runs on the device. `id` is unique in the session and carries the epoch. */
export type ServerCommand =
  | {
      readonly kind: 'item';
      readonly id: string;
      readonly verb: ItemVerb;
      readonly node: NodeValue;
      readonly chunk?: Chunk;
    }
  | {
      readonly kind: 'atomic';
      readonly id: string;
      readonly commands: readonly (ServerCommand & { readonly kind: 'item' })[];
    }
  | { readonly kind: 'alert'; readonly id: string; readonly code: number };

/** One message of the server. Statuses are numbered from 1 by the writer, in order, before the commands. */
export interface ServerMessage {
  readonly sessionId: string;
  readonly msgId: number;
  /** OMA DM device id of the client. */
  readonly target: string;
  /** Address at which the client reached us: its Target. */
  readonly source: string;
  readonly statuses: readonly ServerStatus[];
  readonly commands: readonly ServerCommand[];
  readonly final: boolean;
}
