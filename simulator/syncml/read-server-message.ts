import type { Verb } from '../tree/node-facts';
import { childOf, descend, type XmlElement } from '../xml/element';
import { METINF, SYNCML } from './namespaces';
import type {
  GroupCommand,
  ItemCommand,
  ServerCommand,
  ServerItem,
  ServerMessage,
  ServerStatus,
} from './server-message';

const VERBS: readonly Verb[] = ['Add', 'Replace', 'Delete', 'Exec', 'Get'];

/** Reads a message whose structure was checked already; what is missing is read as empty. */
export function readServerMessage(root: XmlElement): ServerMessage {
  const body = childOf(root, 'SyncBody');
  const children = body?.children ?? [];
  const msgId = descend(root, [
    [SYNCML, 'SyncHdr'],
    [SYNCML, 'MsgID'],
  ]);
  return {
    msgId: Number(msgId?.text ?? ''),
    statuses: children.filter((child) => child.name === 'Status').map(readStatus),
    commands: children.flatMap(readCommand),
    final: children.some((child) => child.name === 'Final'),
  };
}

/** Text of a child, empty when there is none. */
export function textOf(parent: XmlElement, name: string): string {
  return childOf(parent, name)?.text ?? '';
}

/** Text of an element of Meta, undefined when there is none. */
export function metaOf(parent: XmlElement, name: string): string | undefined {
  return descend(parent, [
    [SYNCML, 'Meta'],
    [METINF, name],
  ])?.text;
}

function readStatus(status: XmlElement): ServerStatus {
  return {
    cmdId: textOf(status, 'CmdID'),
    msgRef: Number(textOf(status, 'MsgRef')),
    cmdRef: textOf(status, 'CmdRef'),
    cmd: textOf(status, 'Cmd'),
    code: Number(textOf(status, 'Data')),
  };
}

function readCommand(command: XmlElement): readonly ServerCommand[] {
  if (command.name === 'Alert') {
    return [{ kind: 'alert', cmdId: textOf(command, 'CmdID'), code: textOf(command, 'Data') }];
  }
  return readRunnable(command);
}

function readRunnable(command: XmlElement): readonly (ItemCommand | GroupCommand)[] {
  const cmdId = textOf(command, 'CmdID');
  if (command.name === 'Atomic' || command.name === 'Sequence') {
    return [{ kind: 'group', cmdId, name: command.name, commands: command.children.flatMap(readRunnable) }];
  }
  const verb = VERBS.find((known) => known === command.name);
  if (verb === undefined) return [];
  const items = command.children.filter((child) => child.name === 'Item');
  return [{ kind: 'item', cmdId, verb, items: items.map((item) => readItem(item, command)) }];
}

// Meta of the command holds for each Item that has none of its own ([OMA-DM 1.2] representation protocol).
function readItem(item: XmlElement, command: XmlElement): ServerItem {
  const target = childOf(item, 'Target');
  const size = metaOf(item, 'Size');
  return {
    target: target === undefined ? '' : textOf(target, 'LocURI'),
    format: metaOf(item, 'Format') ?? metaOf(command, 'Format'),
    data: childOf(item, 'Data')?.text,
    size: size === undefined ? undefined : Number(size),
    moreData: childOf(item, 'MoreData') !== undefined,
  };
}
