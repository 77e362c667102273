import { createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { readEntries } from '../entries';
import { printResult } from '../print/result';
import { counted, table } from '../print/table';
import type { Terminal } from '../terminal';
import { type Standing, standing } from './answers';

/** Options of `compliance list`. */
export interface ComplianceListOptions extends ConnectionOptions {
  readonly state?: string;
  /** A state, or `true`: not compliant. */
  readonly not?: string | true;
  readonly limit?: number;
  readonly json?: boolean;
}

const HEAD = ['name', 'user', 'state', 'since', 'grace until', 'last sync', 'reasons', 'device id'];

/** `compliance list`: how PCs stand against the demands of their policy, and why. */
export async function listCompliance(options: ComplianceListOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const { state, limit } = options;
  const not = options.not === true ? 'compliant' : options.not;
  const list = { path: 'compliance', filters: { state, not }, item: standing };
  const items = await readEntries(api, list, { note: terminal.note, ...(limit === undefined ? {} : { limit }) });
  const lines = items.length === 0 ? [noneWords(options)] : table(HEAD, items.map(cells));
  printResult(options, terminal, { lines, document: { items } });
  if (options.json !== true && items.length > 0) terminal.note(counted(items.length, 'device'));
}

// Nothing at all is most likely a policy that demands nothing.
function noneWords({ state, not }: ComplianceListOptions): string {
  if (state !== undefined || not !== undefined) return 'No device that is judged stands so.';
  return 'No device is judged: what a policy demands stands in its section "compliance", and counts from the next sync of a PC.';
}

function cells({ deviceName, userName, userId, state, since, until, lastSyncAt, reasons, deviceId }: Standing) {
  return [
    deviceName ?? '-',
    userName ?? userId,
    state,
    since.slice(0, 10),
    until?.slice(0, 16) ?? '-',
    lastSyncAt.slice(0, 10),
    [...new Set(reasons.map(({ code }) => code))].join(', ') || '-',
    deviceId,
  ];
}
