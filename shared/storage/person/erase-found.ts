import { parseDeviceId } from '../../ids';
import { devicePartition, EVERYTHING, GONE, LIVE, userPartition } from '../keys';
import type { StoredRow } from '../row';
import { text } from '../rows/columns';
import { eraseDevice } from './erase-device';
import { removeOwnRow, removeRows, renameIn } from './erase-rows';
import type { Erasing } from './erasing';
import type { PersonTables } from './person-tables';
import { isEnrollment } from './rows-of-device';
import type { SourceName } from './sources';

/** What an erasure does with the rows of a place that were found. Can be repeated. */
type Erase = (found: readonly StoredRow[], erasing: Erasing) => Promise<void>;

/** What an erasure does, by the place in which rows were found; the person's own partition goes as a whole, at the end. */
export const ERASE: Readonly<Record<Exclude<SourceName, 'people'>, Erase>> = {
  visits: async (found, { tables, person }) => {
    await removeRows(
      tables.people,
      found.filter(({ columns }) => columns['tenantId'] === person.tenantId),
    );
  },
  devices: eraseDevices,
  roster: async (found, { tables, person }) => {
    const isOwn = ({ columns }: StoredRow) => columns['userId'] === person.userId;
    for (const row of found) await removeOwnRow(tables.roster, row, isOwn);
  },
  due: eraseDue,
  tenants: (found, { tables, ...renaming }) => renameIn(tables.tenants, found, renaming),
  wiplogs: (found, { tables }) => removeRows(tables.wiplogs, found),
  audit: (found, { tables, ...renaming }) => renameIn(tables.audit, found, renaming),
};

// What the person asked of devices of others, as an administrator, stays; who asked is renamed.
async function eraseDevices(found: readonly StoredRow[], erasing: Erasing): Promise<void> {
  const partitions = new Set(found.filter(isEnrollment).map(({ partition }) => partition));
  for (const partition of partitions) await eraseDevice(erasing, partition);
  const asked = found.filter((row) => !isEnrollment(row));
  await renameIn(erasing.tables.devices, asked, erasing);
}

// A device that somebody else enrolled meanwhile has an entry of its own, which was written after its enrollment. An entry
// that was written anew since it was found is looked at again.
async function eraseDue(found: readonly StoredRow[], { tables, person }: Erasing): Promise<void> {
  const { tenantId, userId } = person;
  const marks = await tables.people.readRange(userPartition(tenantId, userId), GONE);
  const gone = new Set(marks.map(({ key }) => key.slice(GONE.from.length)));
  for (const row of found) {
    const subject = text(row, 'subject');
    if (subject === userId) await tables.due.remove(row);
    const deviceId = gone.has(subject) ? parseDeviceId(subject) : undefined;
    if (deviceId === undefined) continue;
    if (await isNeeded(tables, row, devicePartition(tenantId, deviceId))) continue;
    await tables.due.removeUnchanged(row);
  }
}

// By its entry alone the log of whoever had the device before ends; of the person's own, the second pass finds nothing.
async function isNeeded({ devices, wiplogs }: PersonTables, due: StoredRow, partition: string): Promise<boolean> {
  if (text(due, 'kind') === 'logs') {
    const { rows, more } = await wiplogs.readPage(partition, EVERYTHING, 1);
    if (more || rows.length > 0) return true;
  }
  return (await devices.read({ partition, key: LIVE.enrollment })) !== undefined;
}
