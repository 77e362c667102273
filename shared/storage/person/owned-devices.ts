import type { DeviceId } from '../../ids';
import { devicePartitions, LIVE } from '../keys';
import type { StoredRow } from '../row';
import { optionalText, text } from '../rows/columns';
import type { Looking } from './person-tables';
import { deviceOfPartition, isEnrollment } from './rows-of-device';

/** A device for the time for which a person had it; absent `to`: nobody else has it since. Times are ISO 8601. */
export interface OwnedDevice {
  readonly deviceId: DeviceId;
  readonly from: string;
  readonly to?: string;
}

const AT_ONCE = 1000;
const COLUMNS = ['userId', 'enrolledAt', 'endedAt', 'overAt'];

/** Some devices of a person; `next`: where the search for others goes on. */
export interface OwnedDevices {
  readonly devices: readonly OwnedDevice[];
  readonly next?: string;
}

/**
 * Devices of a person, as far back as their history goes: what one call finds from a place on, perhaps none although
 * others follow.
 */
export async function ownedDevices({ tables, person }: Looking, place: string | undefined): Promise<OwnedDevices> {
  const where = { columns: ['userId'], text: person.userId } as const;
  const search = { partitions: devicePartitions(person.tenantId), where, columns: COLUMNS };
  const { rows, next } = await tables.devices.search(search, AT_ONCE, place);
  return { devices: rows.filter(isEnrollment).map(ownedDevice), ...(next === undefined ? {} : { next }) };
}

function ownedDevice(row: StoredRow): OwnedDevice {
  const owned = { deviceId: deviceOfPartition(row), from: text(row, 'enrolledAt') };
  if (row.key === LIVE.enrollment) return owned;
  return { ...owned, to: optionalText(row, 'overAt') ?? optionalText(row, 'endedAt') ?? owned.from };
}

/** True when somebody had this device then. Whoever enrolls it next does so at the moment at which the time is over. */
export function hadDevice(owned: readonly OwnedDevice[], deviceId: unknown, at: string): boolean {
  return owned.some((one) => one.deviceId === deviceId && at >= one.from && (one.to === undefined || at < one.to));
}
