import { textOf } from '../syncml/read-server-message';
import type { GroupCommand, ItemCommand, ServerCommand, ServerItem, ServerMessage } from '../syncml/server-message';
import { childOf, type XmlElement } from '../xml/element';
import { isOpenToMam } from './open-providers';
import { SOURCE, violate } from './protocol-violation';

/** CmdIDs of all commands, nested ones too: there, not 0, each once. @throws ProtocolViolation */
export function checkCmdIds(root: XmlElement): void {
  const seen = new Set<string>();
  const body = childOf(root, 'SyncBody');
  for (const command of commandsIn(body === undefined ? [] : body.children)) {
    const cmdId = textOf(command, 'CmdID');
    if (cmdId === '') violate(`${command.name} must not have an empty CmdID`, SOURCE.oma);
    if (cmdId === '0') violate(`${command.name} must not have the CmdID 0`, SOURCE.oma);
    if (seen.has(cmdId)) violate(`CmdID ${cmdId} must not be given twice`, SOURCE.oma);
    seen.add(cmdId);
  }
}

function commandsIn(elements: readonly XmlElement[]): readonly XmlElement[] {
  return elements
    .filter((element) => childOf(element, 'CmdID') !== undefined)
    .flatMap((command) => [command, ...commandsIn(command.children)]);
}

/** Statuses before commands, as the session rules have it. @throws ProtocolViolation */
export function checkStatusesFirst(root: XmlElement): void {
  const names = (childOf(root, 'SyncBody')?.children ?? []).map((child) => child.name);
  const firstCommand = names.findIndex((name) => name !== 'Status');
  if (firstCommand !== -1 && names.lastIndexOf('Status') > firstCommand) {
    violate('every Status must stand before the first command', SOURCE.mdm);
  }
}

/** Everything that runs on the device. @throws ProtocolViolation */
export function checkCommands(message: ServerMessage): void {
  for (const command of message.commands) {
    if (command.kind === 'alert') checkAlert(command.code);
    else checkRunnable(command, false);
  }
}

/** Every single item of a message with its command, in order, those of groups too. */
export function itemsOf(commands: readonly ServerCommand[]): readonly (readonly [ItemCommand, ServerItem])[] {
  return commands.flatMap((command) => {
    if (command.kind === 'group') return itemsOf(command.commands);
    return command.kind === 'item' ? command.items.map((item) => [command, item] as const) : [];
  });
}

function checkAlert(code: string): void {
  if (code !== '1222' && code !== '1223') violate(`a server must not send Alert ${code}`, SOURCE.oma);
}

function checkRunnable(command: ItemCommand | GroupCommand, inAtomic: boolean): void {
  if (command.kind === 'item') {
    checkItems(command, inAtomic);
    return;
  }
  if (inAtomic) violate(`${command.name} ${command.cmdId} must not stand inside an Atomic`, SOURCE.windows);
  for (const child of command.commands) checkRunnable(child, inAtomic || command.name === 'Atomic');
}

function checkItems(command: ItemCommand, inAtomic: boolean): void {
  if (inAtomic && command.verb === 'Get')
    violate(`Get ${command.cmdId} must not stand inside an Atomic`, SOURCE.windows);
  for (const item of command.items) checkItem(item, command);
}

function checkItem({ target, format, data }: ServerItem, { verb, cmdId }: ItemCommand): void {
  const command = `${verb} ${cmdId}`;
  if (target === '') violate(`${command} must have a Target with a LocURI`, SOURCE.oma);
  if (!target.startsWith('./')) violate(`${command}: LocURI ${target} must begin with ./`, SOURCE.windows);
  if (!isOpenToMam(target)) violate(`${command}: ${target} is not open to MAM`, SOURCE.mam);
  if ((verb === 'Add' || verb === 'Replace') && format === undefined) {
    violate(`${command} must name the Format of its value in Meta`, SOURCE.oma);
  }
  if ((verb === 'Get' || verb === 'Delete') && data !== undefined)
    violate(`${command} must not carry Data`, SOURCE.oma);
}
