import { type DeviceId, parseDeviceId } from '../../ids';
import { isPastEnrollment, LIVE, WRITE_BACK } from '../keys';
import type { StoredRow } from '../row';
import { invalidRow, text } from '../rows/columns';

/** True for the enrollment of a device, and for those of it that are over. */
export const isEnrollment = ({ key }: StoredRow): boolean => key === LIVE.enrollment || isPastEnrollment(key);

/** The device of a partition that names tenant and device. @throws ServiceError `internal` / `storage.row-invalid` */
export function deviceOfPartition({ partition }: Pick<StoredRow, 'partition'>): DeviceId {
  const deviceId = parseDeviceId(partition.slice(partition.indexOf('_') + 1));
  if (deviceId === undefined) throw invalidRow('PartitionKey');
  return deviceId;
}

/**
 * What of a device's rows belongs to an enrollment: those of its generation, which another user's enrollment may have left
 * behind, and, while it is the last one, the pieces of a value that is arriving and what the directory was told.
 */
export function rowsOfEnrollment(rows: readonly StoredRow[], enrollment: StoredRow): readonly StoredRow[] {
  const generation = text(enrollment, 'generation');
  const isLast = enrollment.key === LIVE.enrollment;
  return rows.filter(
    ({ key, columns }) =>
      columns['generation'] === generation || (isLast && (key === WRITE_BACK || key.startsWith('chunk_'))),
  );
}
