import { EVERYTHING, goneKey, LIVE, userPartition } from '../keys';
import { inRounds } from '../rounds';
import type { StoredRow } from '../row';
import { goneColumns } from '../rows/erasure-row';
import type { Erasing } from './erasing';
import { isEnrolled, requireLeft } from './require-left';
import { type ReadDevice, requireTakenBack } from './require-taken-back';
import { deviceOfPartition, isEnrollment, rowsOfEnrollment } from './rows-of-device';

/**
 * Deletes what a device's partition holds of a person's enrollments, and nothing of those of others. The enrollments
 * themselves go last, because by them the rest is found again after dying in between. Each row goes as it was read: an
 * enrollment or a sync at the same moment wins, and all is looked at again.
 * @throws ServiceError `conflict` / `person.enrolled`, `person.directory`
 */
export function eraseDevice(erasing: Erasing, partition: string): Promise<void> {
  return inRounds(() => tryToErase(erasing, partition));
}

async function tryToErase(erasing: Erasing, partition: string): Promise<void> {
  const { tables, person, terms } = erasing;
  const rows = await tables.devices.readRange(partition, EVERYTHING);
  const enrollments = rows.filter((row) => isEnrollment(row) && row.columns['userId'] === person.userId);
  const deviceId = deviceOfPartition({ partition });
  requireLeft(isEnrolled(rows, person, terms) ? [deviceId] : [], person, terms);
  const enrollment = enrollments.find(({ key }) => key === LIVE.enrollment);
  if (enrollment !== undefined) await mark(erasing, { deviceId, rows, enrollment });
  const belonging = (now: readonly StoredRow[]) => enrollments.flatMap((row) => [...rowsOfEnrollment(now, row)]);
  const dependent = belonging(rows).filter((row) => !isEnrollment(row));
  for (const row of [...dependent, ...enrollments]) await tables.devices.removeUnchanged(row);
  if (enrollments.length === 0) return;
  // A sync that began before may have written its session anew.
  const late = await tables.devices.readRange(partition, EVERYTHING);
  for (const row of belonging(late)) await tables.devices.removeUnchanged(row);
}

// Before its rows go. What the directory was told may be gone already when the rest is gone through again.
async function mark({ tables, person, terms }: Erasing, device: ReadDevice): Promise<void> {
  const address = { partition: userPartition(person.tenantId, person.userId), key: goneKey(device.deviceId) };
  const stillManaged = requireTakenBack(device, terms);
  if (!stillManaged && (await tables.people.read(address)) !== undefined) return;
  await tables.people.upsert({ ...address, columns: goneColumns(stillManaged) });
}
