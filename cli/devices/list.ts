import { createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { readEntries } from '../entries';
import { printResult } from '../print/result';
import { counted, table } from '../print/table';
import type { Terminal } from '../terminal';
import { type DeviceRow, deviceRow } from './answers';
import { filtersOf } from './filters';

/** Options of `devices list`. */
export interface DeviceListOptions extends ConnectionOptions, Readonly<Record<string, unknown>> {
  readonly limit?: number;
  readonly json?: boolean;
}

const HEAD = ['name', 'user', 'status', 'policy', 'protection', 'compliance', 'refused', 'seen', 'device id'];

/** `devices list`: the tenant's PCs, those that the filters let through. */
export async function listDevices(options: DeviceListOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const { limit } = options;
  const list = { path: 'devices', filters: filtersOf(options), item: deviceRow };
  const items = await readEntries(api, list, { note: terminal.note, ...(limit === undefined ? {} : { limit }) });
  const lines = items.length === 0 ? ['No device.'] : table(HEAD, items.map(cells));
  printResult(options, terminal, { lines, document: { items } });
  if (options.json !== true && items.length > 0) terminal.note(counted(items.length, 'device'));
}

function cells(row: DeviceRow): readonly string[] {
  const { deviceName, userName, userId, status, policy, wip, compliance, failedSettings = 0, deviceId } = row;
  return [
    deviceName ?? '-',
    userName ?? userId,
    row.lostSince === undefined ? status : `${status}, lost`,
    policy === undefined ? '-' : `${policy.name} ${policy.revision}`,
    wip ?? 'none',
    compliance?.state ?? '-',
    String(failedSettings),
    (row.seenAt ?? row.enrolledAt).slice(0, 10),
    deviceId,
  ];
}
