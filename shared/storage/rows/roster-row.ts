import { parseDeviceId, parseEnrollmentId, parseUserId, type TenantId } from '../../ids';
import type { ColumnValue, StoredRow } from '../row';
import type { RosterEntry } from '../store';
import { checkVersion, invalidRow, oneOf, optionalInteger, optionalText, parsed, present, text } from './columns';
import { pointerColumns, readPointer } from './policy-pointer';

const VERSION = 1;

/** Columns of a device in the roster; tenant and device are the keys. */
export function rosterColumns(entry: RosterEntry): Record<string, ColumnValue> {
  return {
    v: VERSION,
    userId: entry.userId,
    generation: entry.generation,
    status: entry.status,
    deviceName: entry.deviceName,
    userName: entry.userName,
    osVersion: entry.osVersion,
    enrolledAt: entry.enrolledAt,
    failedSettings: entry.failedSettings,
    lostSince: entry.lostSince,
    changedAt: entry.changedAt,
    ...pointerColumns(entry.policy),
  };
}

/** The roster entry of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readRoster(row: StoredRow, tenantId: TenantId): RosterEntry {
  checkVersion(row, VERSION);
  const deviceId = parseDeviceId(row.key);
  if (deviceId === undefined) throw invalidRow('RowKey');
  return {
    tenantId,
    deviceId,
    userId: parsed(row, 'userId', parseUserId),
    generation: parsed(row, 'generation', parseEnrollmentId),
    status: oneOf(row, 'status', ['enrolled', 'unenrolled']),
    enrolledAt: text(row, 'enrolledAt'),
    changedAt: text(row, 'changedAt'),
    ...present({
      deviceName: optionalText(row, 'deviceName'),
      userName: optionalText(row, 'userName'),
      osVersion: optionalText(row, 'osVersion'),
      lostSince: optionalText(row, 'lostSince'),
      failedSettings: optionalInteger(row, 'failedSettings'),
      policy: readPointer(row),
    }),
  };
}
