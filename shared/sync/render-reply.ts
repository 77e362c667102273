import { COMPILER_VERSION } from '../policy/compile-policy';
import { removalOf } from '../policy/remove-setting';
import type { Setting } from '../policy/setting';
import type { ClientCommand, ClientMessage, ServerCommand, ServerMessage, ServerStatus } from '../syncml/message';
import { EPOCH_SIZE } from './classify-message';
import type { SettingsByKey } from './exchange';
import type { SentCommand, Session } from './session';

/** What a reply is made from besides the request: the stored decision, and the settings that it points into. */
export interface Rendering {
  readonly session: Pick<Session, 'decision' | 'epoch' | 'compilerVersion'>;
  readonly settings: SettingsByKey;
}

/**
 * The answer to a message, from the stored decision. Pure: a repeated request gives the identical answer without any
 * message having been stored. When the compiler changed in between (a deployment), or a setting is not what it was when
 * it was decided, the answer is statuses and Final, and the next session plans anew.
 */
export function renderReply(message: ClientMessage, { session, settings }: Rendering): ServerMessage {
  const { decision, epoch, compilerVersion } = session;
  if (decision.kind === 'next')
    return reply(message, [{ kind: 'alert', id: String(epoch * EPOCH_SIZE), code: 1222 }], false);
  const commands = decision.commands.map((sent) => commandsOf(sent, settings.get(sent.setting)));
  const isSame = compilerVersion === COMPILER_VERSION && !commands.includes(undefined);
  return reply(message, isSame ? commands.flatMap((command) => command ?? []) : [], true);
}

/** The answer to a message that belongs to something that is over: statuses and Final. */
export function renderStatuses(message: ClientMessage): ServerMessage {
  return reply(message, [], true);
}

function reply(message: ClientMessage, commands: readonly ServerCommand[], final: boolean): ServerMessage {
  return {
    sessionId: message.sessionId,
    msgId: message.msgId,
    target: message.source,
    source: message.target,
    statuses: statusesFor(message),
    commands,
    final,
  };
}

// Statuses and results are not answered (optional in OMA DM); the header is, and always first.
function statusesFor(message: ClientMessage): readonly ServerStatus[] {
  const { msgId: msgRef } = message;
  const header: ServerStatus = { kind: 'status', msgRef, cmdRef: '0', cmd: 'SyncHdr', code: 200 };
  const answered = message.body.filter((command): command is ClientCommand => !UNANSWERED.has(command.name));
  const statuses = answered.map(({ cmdId, name }): ServerStatus => {
    return { kind: 'status', msgRef, cmdRef: cmdId, cmd: name, code: UNDERSTOOD.has(name) ? 200 : 406 };
  });
  return [header, ...statuses];
}

const UNANSWERED: ReadonlySet<string> = new Set(['Status', 'Results']);
const UNDERSTOOD: ReadonlySet<string> = new Set(['Alert', 'Replace']);

function commandsOf(sent: SentCommand, setting: Setting | undefined): readonly ServerCommand[] | undefined {
  if (sent.verb === 'Delete') return deletes(sent);
  if (setting === undefined || setting.hash !== sent.hash) return undefined;
  return writes(sent, sent.verb, setting);
}

function deletes(sent: SentCommand): readonly ServerCommand[] | undefined {
  const removal = removalOf(sent.setting);
  if (removal.kind === 'leave') return undefined;
  return removal.uris.map((uri, n) => ({
    kind: 'item',
    id: String(sent.id + n),
    verb: 'Delete',
    node: { uri, format: 'null' },
  }));
}

function writes(sent: SentCommand, verb: SentCommand['verb'], setting: Setting): readonly ServerCommand[] {
  const first = setting.kind === 'family' ? sent.id + 1 : sent.id;
  const items = setting.nodes.map((node, n) => ({ kind: 'item' as const, id: String(first + n), verb, node }));
  return setting.kind === 'family' ? [{ kind: 'atomic', id: String(sent.id), commands: items }] : items;
}
