import { parseDeviceId } from '../../ids';
import { devicePartition, GONE, LIVE, userPartition } from '../keys';
import type { StoredRow } from '../row';
import { text } from '../rows/columns';
import { eraseDevice } from './erase-device';
import { removeOwnRow, removeRows, renameIn } from './erase-rows';
import type { Erasing } from './erasing';
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

// A device that somebody else enrolled meanwhile has an entry of its own, which was written after its enrollment.
async function eraseDue(found: readonly StoredRow[], { tables, person }: Erasing): Promise<void> {
  const { tenantId, userId } = person;
  const marks = await tables.people.readRange(userPartition(tenantId, userId), GONE);
  const gone = new Set(marks.map(({ key }) => key.slice(GONE.from.length)));
  for (const row of found) {
    const subject = text(row, 'subject');
    if (subject === userId) await tables.due.remove(row);
    if (!gone.has(subject)) continue;
    const deviceId = parseDeviceId(subject);
    const isFree =
      deviceId !== undefined &&
      (await tables.devices.read({ partition: devicePartition(tenantId, deviceId), key: LIVE.enrollment })) ===
        undefined;
    if (isFree) await tables.due.remove(row);
  }
}
