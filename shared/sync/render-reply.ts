import { COMPILER_VERSION } from '../policy/compile-policy';
import { removalOf } from '../policy/remove-setting';
import type { Setting } from '../policy/setting';
import type {
  ClientCommand,
  ClientMessage,
  NodeValue,
  ServerCommand,
  ServerMessage,
  ServerStatus,
} from '../syncml/message';
import { EPOCH_SIZE } from './classify-message';
import type { SettingsByKey } from './exchange';
import { familyVerb } from './family-verb';
import { isClearing } from './number-commands';
import { clearedUris } from './plan-settings';
import type { Decision, SentCommand, Session } from './session';

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
  const { chunk } = decision;
  const alert = ALERTS.get(decision.kind);
  if (alert !== undefined) {
    return reply(message, {
      commands: [{ kind: 'alert', id: String(epoch * EPOCH_SIZE), code: alert }],
      final: false,
      chunk,
    });
  }
  const commands = decision.commands.map((sent) => commandsOf(sent, settings.get(sent.setting)));
  const isSame = compilerVersion === COMPILER_VERSION && !commands.includes(undefined);
  return reply(message, { commands: isSame ? commands.flatMap((command) => command ?? []) : [], final: true, chunk });
}

/** Alerts that go out instead of commands: what the client is to send next. */
const ALERTS: ReadonlyMap<Decision['kind'], number> = new Map([
  ['next', 1222],
  ['no-end', 1225],
]);

// Below the numbers of the first epoch.
const WITHOUT_EPOCH = String(EPOCH_SIZE - 1);

/**
 * The answer to a message that belongs to something that is over: statuses and Final. A client that has more to say first
 * says it, and what it says is dropped.
 */
export function renderStatuses(message: ClientMessage): ServerMessage {
  if (message.final) return reply(message, { commands: [], final: true, chunk: undefined });
  const part = message.body.find((command) => 'items' in command && command.items.some(({ moreData }) => moreData));
  const chunk = part === undefined ? undefined : { cmdId: part.cmdId, code: 213 };
  return reply(message, { commands: [{ kind: 'alert', id: WITHOUT_EPOCH, code: 1222 }], final: false, chunk });
}

interface Answer {
  readonly commands: readonly ServerCommand[];
  readonly final: boolean;
  readonly chunk: Decision['chunk'] | undefined;
}

function reply(message: ClientMessage, { commands, final, chunk }: Answer): ServerMessage {
  return {
    sessionId: message.sessionId,
    msgId: message.msgId,
    target: message.source,
    source: message.target,
    statuses: statusesFor(message, chunk),
    commands,
    final,
  };
}

// Statuses and results are not answered (optional in OMA DM), but for the chunk of a large object; the header is, first.
function statusesFor(message: ClientMessage, chunk: Decision['chunk'] | undefined): readonly ServerStatus[] {
  const { msgId: msgRef } = message;
  const header: ServerStatus = { kind: 'status', msgRef, cmdRef: '0', cmd: 'SyncHdr', code: 200 };
  const answered = message.body.filter((command): command is ClientCommand => wantsStatus(command, chunk));
  const statuses = answered.map(({ cmdId, name }): ServerStatus => {
    const code = cmdId === chunk?.cmdId ? chunk.code : codeFor(name);
    return { kind: 'status', msgRef, cmdRef: cmdId, cmd: name, code };
  });
  return [header, ...statuses];
}

function wantsStatus({ name, cmdId }: ClientMessage['body'][number], chunk: Decision['chunk'] | undefined): boolean {
  return name !== 'Status' && (name !== 'Results' || cmdId === chunk?.cmdId);
}

function codeFor(name: string): number {
  return UNDERSTOOD.has(name) ? 200 : 406;
}

const UNDERSTOOD: ReadonlySet<string> = new Set(['Alert', 'Replace', 'Results', 'Sequence']);

function commandsOf(sent: SentCommand, setting: Setting | undefined): readonly ServerCommand[] | undefined {
  if (sent.asked !== undefined) return [item(sent, askedNode(sent, sent.asked))];
  if (isClearing(sent)) return setting === undefined ? undefined : deletes(sent, clearedUris(setting));
  if (sent.verb === 'Delete') return deletes(sent, removedUris(sent.setting));
  if (sent.uri !== undefined) return [item(sent, { uri: sent.uri, format: 'null' })];
  if (setting === undefined || setting.hash !== sent.hash) return undefined;
  return sent.part === undefined ? writes(sent, setting) : [partOf(sent, sent.part, setting)];
}

function askedNode({ setting: uri }: SentCommand, { format, data }: NonNullable<SentCommand['asked']>): NodeValue {
  return data === undefined ? { uri, format } : { uri, format, data };
}

function item(sent: SentCommand, node: NodeValue): ServerCommand & { readonly kind: 'item' } {
  return { kind: 'item', id: String(sent.id), verb: sent.verb, node };
}

function partOf(
  sent: SentCommand,
  { from, to }: NonNullable<SentCommand['part']>,
  { nodes, key }: Setting,
): ServerCommand {
  const { data = '', format = 'chr' } = nodes[0] ?? {};
  const size = from === 0 ? { size: Buffer.byteLength(data) } : {};
  const node = { uri: key, format, data: data.slice(from, to) };
  return { ...item(sent, node), chunk: { ...size, moreData: to < data.length } };
}

function removedUris(key: string): readonly string[] | undefined {
  const removal = removalOf(key);
  return removal.kind === 'leave' ? undefined : removal.uris;
}

// As many as were numbered when it was decided; another number would give the commands behind it other ids.
function deletes(sent: SentCommand, uris: readonly string[] | undefined): readonly ServerCommand[] | undefined {
  if (uris?.length !== sent.ids) return undefined;
  return uris.map((uri, n) => item({ ...sent, id: sent.id + n }, { uri, format: 'null' }));
}

function writes(sent: SentCommand, setting: Setting): readonly ServerCommand[] {
  const first = setting.kind === 'family' ? sent.id + 1 : sent.id;
  const items = setting.nodes.map((node, n) =>
    item({ ...sent, id: first + n, verb: familyVerb(sent.verb, node) }, node),
  );
  return setting.kind === 'family' ? [{ kind: 'atomic', id: String(sent.id), commands: items }] : items;
}
