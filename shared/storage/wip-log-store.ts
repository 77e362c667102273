import { parseDeviceId, type TenantId } from '../ids';
import { clearFound } from './clear-partition';
import { foreignPlace } from './foreign-place';
import { devicePartition, devicePartitions, type KeyRange, wipEventKey, wipEventKeys, wipEventsBefore } from './keys';
import { OPERATIONS } from './limits';
import type { Operation, StoredRow } from './row';
import { readWipEvent, wipEventColumns } from './rows/wip-event-row';
import type { DeviceKey, TimeSpan } from './stores/stored';
import type { KeptWipEvent, ListedWipEvent, WipEventPage, WipLogStore, WipPageRequest } from './stores/wip-logs';
import type { Table } from './table';

const LARGEST_PAGE = 1000;
const PLACE = /^([0-9a-f-]{36})\/(\d{16}_[0-9a-f]{32})$/;

/** The logs of the protection in table `wiplogs`. */
export function openWipLogStore(table: Table): WipLogStore {
  return {
    put: async (device, events) => {
      const rows = [...new Map(events.map((event) => rowOf(device, event))).values()];
      for (let from = 0; from < rows.length; from += OPERATIONS) {
        await table.commit(rows.slice(from, from + OPERATIONS));
      }
    },

    list: async (device, span, page) => {
      const { tenantId, deviceId } = device;
      const place = placeOf(page);
      if (place !== undefined && place.deviceId !== deviceId) throw foreignPlace();
      const rows = await table.readPage(devicePartition(tenantId, deviceId), keysBehind(place, span), sizeOf(page));
      return pageOf(tenantId, rows, page);
    },

    listAll: async (tenantId, span, page) => {
      const place = placeOf(page);
      const rest = place === undefined ? NONE : await restOfDevice(table, tenantId, { place, span, page });
      if (rest.rows.length > 0) return pageOf(tenantId, { ...rest, more: true }, page);
      const behind = place && devicePartition(tenantId, place.deviceId);
      const keys = wipEventKeys(span);
      return pageOf(tenantId, await table.readPartitions(devicePartitions(tenantId, behind), keys, sizeOf(page)), page);
    },

    deleteOlderThan: ({ tenantId, deviceId }, before, now) => {
      const partition = devicePartition(tenantId, deviceId);
      const partitions = { from: partition, to: `${partition}!` };
      const upTo = { column: 'until', text: now.toISOString() } as const;
      return clearFound(table, { partitions, keys: wipEventsBefore(before), upTo });
    },
  };
}

const NONE = { rows: [], more: false };

function rowOf(device: DeviceKey, kept: KeptWipEvent): [string, Operation] {
  const partition = devicePartition(device.tenantId, device.deviceId);
  const key = wipEventKey(new Date(kept.event.at), kept.event.hash);
  return [key, { kind: 'upsert', row: { partition, key, columns: wipEventColumns(kept) } }];
}

const sizeOf = ({ size }: WipPageRequest) => Math.min(Math.max(Math.trunc(size), 1), LARGEST_PAGE);

/** Where the last page ended. */
interface Place {
  readonly deviceId: ListedWipEvent['deviceId'];
  readonly key: string;
}

// It leads nowhere but to devices of the tenant in whose list it is used.
function placeOf({ continuation }: WipPageRequest): Place | undefined {
  if (continuation === undefined) return undefined;
  const [, device, key] = PLACE.exec(Buffer.from(continuation, 'base64url').toString()) ?? [];
  const deviceId = parseDeviceId(device);
  if (deviceId === undefined || key === undefined) throw foreignPlace();
  return { deviceId, key };
}

function keysBehind(place: Place | undefined, span: TimeSpan): KeyRange {
  const keys = wipEventKeys(span);
  const from = place === undefined || place.key < keys.from ? keys.from : `${place.key}!`;
  return { from, to: keys.to };
}

interface Going {
  readonly place: Place;
  readonly span: TimeSpan;
  readonly page: WipPageRequest;
}

function restOfDevice(table: Table, tenantId: TenantId, { place, span, page }: Going) {
  return table.readPage(devicePartition(tenantId, place.deviceId), keysBehind(place, span), sizeOf(page));
}

function pageOf(
  tenantId: TenantId,
  { rows, more }: { readonly rows: readonly StoredRow[]; readonly more: boolean },
  { now }: WipPageRequest,
): WipEventPage {
  const events = rows.map((row) => listed(tenantId, row)).filter(({ until }) => Date.parse(until) > now.getTime());
  const last = rows.at(-1);
  if (!more || last === undefined) return { events };
  const place = `${last.partition.slice(tenantId.length + 1)}/${last.key}`;
  return { events, continuation: Buffer.from(place).toString('base64url') };
}

function listed(tenantId: TenantId, row: StoredRow): ListedWipEvent {
  const deviceId = parseDeviceId(row.partition.slice(tenantId.length + 1));
  if (deviceId === undefined) throw new TypeError('the partition of a record names its device');
  return { ...readWipEvent(row), deviceId };
}
