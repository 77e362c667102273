import type { EnrollmentId } from '../ids';
import type { ItemVerb, SyncMlFormat } from '../syncml/message';
import type { Topic } from './planned-step';

/** Which immutable revision of a tenant's policy a decision was made from. */
export interface PolicyPointer {
  readonly name: string;
  readonly revision: number;
}

/** A command that was sent and what it was for. The data is not stored: it is rendered again from the policy revision. */
export interface SentCommand {
  /** CmdID: `epoch * 100000 + n`. Of an Atomic its own; its children, and further Deletes, have the numbers behind it. */
  readonly id: number;
  /** How many CmdIDs it takes, from `id` on. */
  readonly ids: number;
  readonly verb: ItemVerb;
  /** Key of the setting. */
  readonly setting: string;
  /** Hash of the setting that was sent; `absent` for a Delete, empty for one that clears the place for a family, and for a Get. */
  readonly hash: string;
  /** LocURI that a Get reads; one Get reads one node of its setting. */
  readonly uri?: string;
  /** An inquiry's command, with the node and data that it carries; it changes no setting. */
  readonly asked?: { readonly topic: Topic; readonly format: SyncMlFormat; readonly data?: string };
  /** A container: that it exists already (418) is success. */
  readonly isContainer?: boolean;
  /** The part of the value that this command carries, in UTF-16 units of the data; absent: all of it. */
  readonly part?: { readonly from: number; readonly to: number };
  /** The verb that the device's first answer asked for; it is not asked for another one. */
  readonly isSecondVerb?: boolean;
}

/** How far an unenrollment has come in this epoch: the revoke switch is out, it is acknowledged, Unenroll itself is out. */
export interface Exit {
  readonly action: string;
  readonly stage: 'revoking' | 'revoked' | 'sent';
}

/** A large object that is arriving; its pieces lie in `chunk_` rows, numbered from 0. */
export interface PartialObject {
  /** CmdRef of the Results, or CmdID of the command, that the chunks belong to. */
  readonly ref: string;
  readonly uri: string;
  /** Announced size in bytes, when there was one. */
  readonly size?: number;
  readonly pieces: number;
  /** Received so far, bytes of UTF-8. */
  readonly bytes: number;
}

/** A value that leaves in chunks. */
export interface OutgoingObject {
  /** Key and hash of the setting, and the verb with which it travels. */
  readonly setting: string;
  readonly hash: string;
  readonly verb: 'Add' | 'Replace';
  /** Where the next chunk begins, in UTF-16 units of the data. */
  readonly from: number;
}

/** What the last reply consisted of besides the statuses, which follow from the request. */
export interface Decision {
  /**
   * `commands`: more work; `next`: asks for the rest of an unfinished message or object (1222); `no-end`: says that the
   * end of a large object is missing (1225); `end`: statuses and Final.
   */
  readonly kind: 'commands' | 'next' | 'no-end' | 'end';
  /** The command of the client that brought a chunk of a large object, and the status that it gets. */
  readonly chunk?: { readonly cmdId: string; readonly code: number };
  /** Policy from which the commands are rendered; absent when there is none to render. */
  readonly policy?: PolicyPointer;
  readonly commands: readonly SentCommand[];
}

/** The one open or last session of a device ([OMA-DM 1.2]); row `live_session`, part of every write. */
export interface Session {
  readonly generation: EnrollmentId;
  /** Chosen by the client; may be `0` after every boot. */
  readonly sessionId: string;
  /** MsgID of the last message that was decided. */
  readonly msgId: number;
  /** SHA-256 of that message's body, base64url. */
  readonly bodyHash: string;
  /** Rises with every new plan; part of every CmdID, so that a status of an older plan changes nothing. */
  readonly epoch: number;
  /** Commands of this epoch sent so far. */
  readonly sent: number;
  /** Compiler that rendered the decision; a repetition under another one gets statuses and Final. */
  readonly compilerVersion: string;
  /** Highest tenant version seen in any session; an instance whose cached tenant is older loads it afresh. */
  readonly tenantVersion: number;
  readonly decision: Decision;
  /** Commands without a status yet. */
  readonly awaiting: readonly SentCommand[];
  /** False while Windows reports that somebody else, or nobody, is signed in: exits only. */
  readonly workUserPresent: boolean;
  /** The unenrollment that is under way in this epoch. */
  readonly exit?: Exit;
  /** The large object that is arriving. */
  readonly partial?: PartialObject;
  /** The large value that is leaving in chunks, because the client named a MaxMsgSize that it exceeds. */
  readonly outgoing?: OutgoingObject;
  /** Meta/MaxMsgSize that the client named in this session, bytes. */
  readonly maxMsgSize?: number;
  /** False once the server has sent statuses and Final only, or the client aborted. */
  readonly open: boolean;
  /** When the last message was decided, ISO 8601. */
  readonly at: string;
}
