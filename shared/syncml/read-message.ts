import type { XmlElement } from '../xml/element';
import { childElements, firstChild } from '../xml/find';
import { byteCount, childText, locUri } from './content';
import type { ClientCommand, ClientMessage, ClientStatus } from './message';
import { readCommands } from './read-command';
import { refuseSyncMl } from './refusal';

/** Commands and statuses of one message. A device answers at most what fits into our 128 KB, twice over. */
const MAX_COMMANDS = 2_000;
const MAX_MSG_ID = 2 ** 31 - 1;
const VERSIONS: ReadonlySet<string> = new Set(['1.1', '1.2']);

/**
 * Reads a client's message ([MS-MDM] 2.2). Names count without their namespace, since clients leave namespaces out and
 * misspell them; of the header only what identifies session, message and device must be there.
 * @throws ServiceError kind `invalid` with a code of `SyncMlRefusal`
 */
export function readMessage(root: XmlElement): ClientMessage {
  if (root.name !== 'SyncML') throw refuseSyncMl('syncml.not-syncml');
  const header = firstChild(root, 'SyncHdr');
  if (header === undefined) throw refuseSyncMl('syncml.no-header');
  const body = firstChild(root, 'SyncBody');
  if (body === undefined) throw refuseSyncMl('syncml.no-body');
  return {
    verDtd: readVersion(header),
    sessionId: readSessionId(header),
    msgId: readMsgId(header),
    ...readEnds(header),
    maxMsgSize: readMaxMsgSize(header),
    body: readBody(body),
    final: firstChild(body, 'Final') !== undefined,
  };
}

function readVersion(header: XmlElement): string {
  const version = childText(header, 'VerDTD') ?? '';
  if (!VERSIONS.has(version)) throw refuseSyncMl('syncml.version');
  return version;
}

function readSessionId(header: XmlElement): string {
  const sessionId = childText(header, 'SessionID') ?? '';
  if (!/^[\x20-\x7e]{1,64}$/.test(sessionId)) throw refuseSyncMl('syncml.session-id');
  return sessionId;
}

function readMsgId(header: XmlElement): number {
  const text = childText(header, 'MsgID') ?? '';
  const msgId = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
  if (msgId < 1 || msgId > MAX_MSG_ID) throw refuseSyncMl('syncml.msg-id');
  return msgId;
}

// Some clients swap the two; only one of them can be the address at which they reached us.
function readEnds(header: XmlElement): { target: string; source: string } {
  const target = locUri(header, 'Target') ?? '';
  const source = locUri(header, 'Source');
  if (source === undefined) throw refuseSyncMl('syncml.no-source');
  if (!isAddress(source) || isAddress(target)) return { target, source };
  if (target === '') throw refuseSyncMl('syncml.no-source');
  return { target: source, source: target };
}

function isAddress(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function readMaxMsgSize(header: XmlElement): number | undefined {
  const meta = firstChild(header, 'Meta');
  return (meta && byteCount(childText(meta, 'MaxMsgSize'))) || undefined;
}

function readBody(body: XmlElement): (ClientCommand | ClientStatus)[] {
  const commands: (ClientCommand | ClientStatus)[] = [];
  for (const element of childElements(body)) {
    if (element.name === 'Final') continue;
    for (const command of readCommands(element)) {
      if (commands.length === MAX_COMMANDS) throw refuseSyncMl('syncml.too-many-commands');
      commands.push(command);
    }
  }
  return commands;
}
