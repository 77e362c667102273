/** One message of the client, complete but for its numbers, which the writer gives. */
export interface ClientMessage {
  readonly sessionId: string;
  readonly msgId: number;
  /** The server's address: Target. */
  readonly server: string;
  /** OMA DM DeviceID: Source. */
  readonly device: string;
  /** Announced limits in bytes; real clients announce none. */
  readonly limits: { readonly maxMsgSize?: number; readonly maxObjSize?: number };
  /** How values of format `xml` are written; escaped when absent. */
  readonly xmlForm?: XmlForm;
  readonly commands: readonly NumberedCommand[];
  readonly final: boolean;
}

/** Ways in which clients put XML into XML: as text, as a CDATA section, or as it is with a declaration of its own. */
export type XmlForm = 'escaped' | 'cdata' | 'inline';

/** A command with its CmdID. */
export type NumberedCommand = ClientCommand & { readonly cmdId: string };

/** What a client says in a message. */
export type ClientCommand = ClientStatus | ClientAlert | ClientReplace | ClientResults;

/** Answer to one command of the server. */
export interface ClientStatus {
  readonly kind: 'Status';
  readonly msgRef: number;
  readonly cmdRef: string;
  readonly cmd: string;
  readonly code: number;
  /** For one of several items: which. */
  readonly targetRef?: string;
  /** HRESULT in hex, from SyncApplicationVersion 3.0 on. */
  readonly originalError?: string;
}

/** An alert, e.g. 1201, or 1224 with one typed item. */
export interface ClientAlert {
  readonly kind: 'Alert';
  readonly code: string;
  readonly item?: AlertItem;
}

/** The item of a typed alert. */
export interface AlertItem {
  readonly type: string;
  readonly format?: string;
  readonly mark?: string;
  readonly data: string;
}

/** The DevInfo leaves of package 1. */
export interface ClientReplace {
  readonly kind: 'Replace';
  readonly items: readonly SourceItem[];
}

/** Values that a Get asked for. */
export interface ClientResults {
  readonly kind: 'Results';
  readonly msgRef: number;
  readonly cmdRef: string;
  readonly item: SourceItem;
}

/** A value of the device. */
export interface SourceItem {
  readonly source: string;
  /** Left out for `chr`, as Windows does. */
  readonly format?: string;
  readonly data: string;
  /** Total length in bytes, with the first part of a large value. */
  readonly size?: number;
  readonly moreData?: true;
}

/** Gives CmdIDs in order, beginning with `first`. */
export function numbered(commands: readonly ClientCommand[], first: number): readonly NumberedCommand[] {
  return commands.map((command, index) => ({ ...command, cmdId: String(first + index) }));
}
