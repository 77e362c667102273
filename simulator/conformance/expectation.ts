import type { ClientMessage } from '../syncml/client-message';
import type { TreeReader } from '../tree/management-tree';

/** What the client knows when it reads a reply: its own message and its own state. */
export interface Expectation {
  /** The message that the reply answers. */
  readonly sent: ClientMessage;
  /** Number that the reply must bear; the server counts from 1 too. */
  readonly serverMsgId: number;
  /** Management tree before the reply takes effect. */
  readonly tree: TreeReader;
  /** Nodes whose last write in this session was refused. */
  readonly refused: ReadonlySet<string>;
}
