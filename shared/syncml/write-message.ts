import { escapeXml } from '../xml/escape';
import type { Chunk, ItemVerb, NodeValue, ServerCommand, ServerMessage, ServerStatus } from './message';

/** Verbs that write a value; Get and Delete only name a node, and Exec may carry an argument. */
const WRITING: ReadonlySet<ItemVerb> = new Set(['Add', 'Replace']);
const READING: ReadonlySet<ItemVerb> = new Set(['Get', 'Delete']);

/**
 * Writes a message of the server in the element order of the SyncML 1.2 DTD. Statuses are numbered from 1, in order.
 * Formats and values go out as they are given: `bin` values have to be Base64 text already, and its format stays `bin`.
 * @throws TypeError when a text has a character that XML cannot carry
 */
export function writeMessage(message: ServerMessage): string {
  const statuses = message.statuses.map((status, index) => writeStatus(status, index + 1)).join('');
  const commands = message.commands.map(writeCommand).join('');
  const final = message.final ? '<Final/>' : '';
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<SyncML xmlns="SYNCML:SYNCML1.2">${writeHeader(message)}` +
    `<SyncBody>${statuses}${commands}${final}</SyncBody></SyncML>`
  );
}

function writeHeader({ sessionId, msgId, target, source }: ServerMessage): string {
  return (
    '<SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto>' +
    `<SessionID>${escapeXml(sessionId)}</SessionID><MsgID>${msgId}</MsgID>` +
    `<Target><LocURI>${escapeXml(target)}</LocURI></Target>` +
    `<Source><LocURI>${escapeXml(source)}</LocURI></Source></SyncHdr>`
  );
}

function writeStatus({ msgRef, cmdRef, cmd, code }: ServerStatus, cmdId: number): string {
  return (
    `<Status><CmdID>${cmdId}</CmdID><MsgRef>${msgRef}</MsgRef><CmdRef>${escapeXml(cmdRef)}</CmdRef>` +
    `<Cmd>${escapeXml(cmd)}</Cmd><Data>${code}</Data></Status>`
  );
}

function writeCommand(command: ServerCommand): string {
  const cmdId = `<CmdID>${escapeXml(command.id)}</CmdID>`;
  switch (command.kind) {
    case 'item':
      return `<${command.verb}>${cmdId}${writeItem(command.verb, command.node, command.chunk)}</${command.verb}>`;
    case 'atomic':
      return `<Atomic>${cmdId}${command.commands.map(writeCommand).join('')}</Atomic>`;
    case 'alert':
      return `<Alert>${cmdId}<Data>${command.code}</Data></Alert>`;
  }
}

function writeItem(verb: ItemVerb, node: NodeValue, chunk: Chunk | undefined): string {
  const target = `<Target><LocURI>${escapeXml(node.uri)}</LocURI></Target>`;
  const value = READING.has(verb) ? '' : `${writeMeta(verb, node, chunk?.size)}${writeData(node)}`;
  return `<Item>${target}${value}${chunk?.moreData === true ? '<MoreData/>' : ''}</Item>`;
}

function writeMeta(verb: ItemVerb, { format, data }: NodeValue, size: number | undefined): string {
  if (data === undefined && !WRITING.has(verb)) return '';
  const type = data === undefined ? '' : '<Type xmlns="syncml:metinf">text/plain</Type>';
  const total = size === undefined ? '' : `<Size xmlns="syncml:metinf">${size}</Size>`;
  return `<Meta><Format xmlns="syncml:metinf">${format}</Format>${type}${total}</Meta>`;
}

function writeData({ data }: NodeValue): string {
  return data === undefined ? '' : `<Data>${escapeXml(data)}</Data>`;
}
