import { randomUUID } from 'node:crypto';
import { createApiClient } from '../api-client';
import { confirm } from '../confirm';
import { type ConnectionOptions, readConnection } from '../connection';
import { CliFailure, type ExitCode } from '../failure';
import { printResult } from '../print/result';
import { counted, indented, table } from '../print/table';
import type { Terminal } from '../terminal';
import type { BulkItem } from './answers';
import { askDevices, type Order } from './ask-devices';
import { awaitActions } from './await-actions';
import { describeTarget, readTarget } from './target';

/** Options of what is asked of PCs. */
export interface ActOptions extends ConnectionOptions {
  readonly user?: string;
  readonly group?: string;
  readonly key?: string;
  readonly wait?: true;
  readonly timeout?: number;
  readonly yes?: true;
  readonly json?: true;
}

/** Something that is asked of PCs. */
export interface Asking {
  readonly device: string | undefined;
  readonly request: Order['request'];
  /** What comes of it and cannot be undone; asks for a yes. */
  readonly consequence?: string;
}

const STANDARD_MINUTES = 60;

/** Asks something of one PC, of those of a person or of a group; where it cannot be undone, only after a yes. */
export async function act(asking: Asking, options: ActOptions, terminal: Terminal): Promise<void> {
  const { user, group, key = randomUUID(), timeout = STANDARD_MINUTES } = options;
  const { device, request, consequence } = asking;
  const api = createApiClient(await readConnection(options, terminal));
  const target = await readTarget(api, { device, user, group });
  if (consequence !== undefined && options.yes !== true) {
    await confirm(`${request.type} ${await describeTarget(api, target)}? ${consequence}`, false, terminal);
  }
  if (target.kind !== 'device')
    terminal.note(`Under the name ${key}: repeated with --key ${key}, nothing is asked twice.`);
  const items = await askDevices(api, { target, order: { request, key } }, terminal);
  const ended = options.wait === true ? await awaitAll(api, { items, minutes: timeout }, terminal) : items;
  printResult(options, terminal, { lines: linesOf(ended), document: { key, items: ended } });
  const code = exitCodeOf(ended);
  if (code !== 0) throw new CliFailure(code, 'Not every PC does what was asked.', 'The reason stands beside each.');
}

async function awaitAll(
  api: Parameters<typeof awaitActions>[0],
  { items, minutes }: { readonly items: readonly BulkItem[]; readonly minutes: number },
  terminal: Terminal,
): Promise<readonly BulkItem[]> {
  const asked = items.flatMap(({ deviceId, action }) => (action === undefined ? [] : [{ deviceId, action }]));
  const ended = new Map(
    (await awaitActions(api, { asked, minutes }, terminal)).map((one) => [one.deviceId, one.action]),
  );
  return items.map((item) => {
    const action = ended.get(item.deviceId);
    return action === undefined ? item : { ...item, action };
  });
}

const WELL: ReadonlySet<string> = new Set(['pending', 'sent', 'confirmed']);

function exitCodeOf(items: readonly BulkItem[]): ExitCode {
  return items.every(({ action }) => action !== undefined && WELL.has(action.status)) ? 0 : 1;
}

function linesOf(items: readonly BulkItem[]): readonly string[] {
  if (items.length === 0) return ['No enrolled PC, nothing to ask.'];
  const workData = new Set(items.flatMap(({ action }) => action?.workData ?? []));
  return [
    `Asked of ${counted(items.length, 'PC')}:`,
    ...indented(table(['device id', 'action', 'status', 'that is'], items.map(cells))),
    ...workData,
  ];
}

function cells({ deviceId, action, problem }: BulkItem): readonly string[] {
  if (action === undefined) return [deviceId, '-', problem?.code ?? '-', problem?.detail ?? ''];
  const { id, status, meaning, reason } = action;
  return [deviceId, id, status, reason === undefined ? meaning : `${meaning}: ${reason}`];
}
