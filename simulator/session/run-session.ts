import { checkReply } from '../conformance/check-reply';
import { SOURCE, violate } from '../conformance/protocol-violation';
import { isFoundation } from '../conformance/wip-rules';
import type { PcIdentity, TokenSource } from '../identity';
import {
  type ClientCommand,
  type ClientMessage,
  type ClientStatus,
  numbered,
  type XmlForm,
} from '../syncml/client-message';
import { SYNCML_MEDIA_TYPE } from '../syncml/namespaces';
import type { ServerMessage } from '../syncml/server-message';
import { writeClientMessage } from '../syncml/write-client-message';
import type { HttpRequestOut } from '../transport/transport';
import type { ManagementTree } from '../tree/management-tree';
import { withoutDevice } from '../tree/read-facts';
import type { Answers } from './answers';
import { firstPackage, type Opening } from './first-package';
import { IncomingObject } from './incoming-object';
import { type Line, postMessage } from './post-message';
import type { Applied, SyncRecord, SyncReport } from './report';
import { runCommands } from './run-commands';
import type { NodeFault } from './run-items';
import { splitResults } from './split-results';

/** What a session is held with. */
export interface SessionSetup {
  readonly identity: PcIdentity;
  readonly providerId: string;
  /** ADDR of the DM account. */
  readonly address: string;
  readonly sessionId: string;
  readonly tree: ManagementTree;
  readonly tokens: TokenSource;
  readonly line: Line;
  readonly fault: NodeFault;
  readonly correlationVector: string;
  readonly limits: ClientMessage['limits'];
  readonly xmlForm: XmlForm;
  /** Longest value in bytes that goes out in one piece. */
  readonly partSize: number | undefined;
  readonly record: SyncRecord;
}

const MOST_MESSAGES = 1_000;

/**
 * Holds one OMA DM session from package 1 to the message that asks nothing any more.
 * @throws ProtocolViolation, SyncRefused, TransportFailure
 */
export async function runSession(setup: SessionSetup, opening: Opening): Promise<SyncReport['ended']> {
  return new Session(setup, opening).run();
}

class Session {
  readonly #setup: SessionSetup;
  readonly #opening: Opening;
  readonly #refused = new Set<string>();
  readonly #parts = new IncomingObject();
  #messages = 0;

  constructor(setup: SessionSetup, opening: Opening) {
    this.#setup = setup;
    this.#opening = opening;
  }

  async run(): Promise<SyncReport['ended']> {
    let outgoing = [firstPackage(this.#setup.identity, this.#opening)];
    for (;;) {
      const reply = await this.#sendAll(outgoing);
      if (isAbort(reply)) return 'aborted';
      const answers = this.#apply(reply);
      if (answers.unenroll) return 'unenrolled';
      // A message that would hold only a successful Status for the SyncHdr is not sent, and the session is over.
      if (answers.commands.length === 0) return 'normally';
      outgoing = [...splitResults([this.#headerStatus(reply), ...answers.commands], this.#setup.partSize)];
    }
  }

  async #sendAll(messages: readonly (readonly ClientCommand[])[]): Promise<ServerMessage> {
    const [first = [], ...others] = messages;
    let reply = await this.#send(first, others.length === 0);
    for (const [index, commands] of others.entries()) {
      const head = [this.#headerStatus(reply), ...this.#apply(reply).commands];
      reply = await this.#send([...head, ...commands], index === others.length - 1);
    }
    return reply;
  }

  async #send(commands: readonly ClientCommand[], final: boolean): Promise<ServerMessage> {
    const { identity, address: server, sessionId, limits, xmlForm, record, line, tree } = this.#setup;
    this.#messages += 1;
    if (this.#messages > MOST_MESSAGES) violate(`a session must end within ${MOST_MESSAGES} messages`, SOURCE.house);
    record.message();
    const msgId = this.#messages;
    const sent = { sessionId, msgId, server, device: identity.omaDeviceId, limits, xmlForm, final };
    const message = { ...sent, commands: numbered(commands, msgId === 1 ? 2 : 1) };
    const response = await postMessage(await this.#request(message), line, record);
    return checkReply(response, { sent: message, serverMsgId: msgId, tree, refused: this.#refused });
  }

  async #request(message: ClientMessage): Promise<HttpRequestOut> {
    const { address, providerId, tree, tokens, correlationVector } = this.#setup;
    const url = new URL(address);
    url.searchParams.set('mode', 'Maintenance');
    url.searchParams.set('Platform', 'WoA');
    const headers = new Map([
      ['content-type', SYNCML_MEDIA_TYPE],
      ['accept', `${SYNCML_MEDIA_TYPE}, application/vnd.syncml.dm+wbxml, application/octet-stream`],
      ['accept-charset', 'UTF-8'],
      ['user-agent', 'MSFT OMA DM Client/1.2.0.1'],
      ['client-request-id', tree.valueOf(`./Vendor/MSFT/DMClient/Provider/${providerId}/EntDMID`) ?? '0'],
      ['ms-cv', `${correlationVector}.${message.msgId}`],
      ['authorization', `Bearer ${await tokens('sync')}`],
    ]);
    return { method: 'POST', url: url.href, headers, body: Buffer.from(writeClientMessage(message)) };
  }

  #apply(reply: ServerMessage): Answers {
    const { tree, providerId, fault } = this.#setup;
    const version = tree.valueOf(`./Vendor/MSFT/DMClient/Provider/${providerId}/SyncApplicationVersion`);
    const answers = runCommands(reply.commands, {
      context: { tree, inAtomic: false, userPresent: ['user', 'unsaid'].includes(this.#opening.signedIn) },
      fault,
      msgRef: reply.msgId,
      tellsOriginalError: Number(version) >= 3,
      applied: (applied) => this.#applied(applied),
      parts: this.#parts,
    });
    return { ...answers, commands: [...answers.commands, ...this.#asksForMore(reply)] };
  }

  #applied(applied: Applied): void {
    this.#setup.record.applied(applied);
    const uri = withoutDevice(applied.uri);
    if (!isFoundation(uri)) return;
    const isGood = applied.code < 300 || (applied.verb === 'Delete' && applied.code === 404);
    // What the server has read back it need not write again.
    if (isGood) this.#refused.delete(uri);
    else if (applied.verb === 'Add' || applied.verb === 'Replace') this.#refused.add(uri);
  }

  #asksForMore(reply: ServerMessage): readonly ClientCommand[] {
    const asked = reply.commands.some((command) => command.kind === 'alert');
    const next: readonly ClientCommand[] = reply.final || asked ? [] : [{ kind: 'Alert', code: '1222' }];
    return this.#parts.wasInterrupted() ? [{ kind: 'Alert', code: '1225' }, ...next] : next;
  }

  #headerStatus(reply: ServerMessage): ClientStatus {
    return { kind: 'Status', msgRef: reply.msgId, cmdRef: '0', cmd: 'SyncHdr', code: 200 };
  }
}

function isAbort(reply: ServerMessage): boolean {
  return reply.commands.some((command) => command.kind === 'alert' && command.code === '1223');
}
