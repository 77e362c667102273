import type { DeviceDescription, Ending, Enrollment } from '../../enrollment/enrollment';
import { type DeviceId, parseEnrollmentId, parseUserId, type TenantId } from '../../ids';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, integer, oneOf, optionalInteger, optionalText, parsed, present, text } from './columns';

const VERSION = 1;

/** Columns of `live_enrollment`, and of the `past_` row that it becomes. Tenant and device are the partition. */
export function enrollmentColumns(enrollment: Enrollment): Record<string, ColumnValue> {
  const { device, groupings, ended } = enrollment;
  return {
    v: VERSION,
    generation: enrollment.generation,
    userId: enrollment.userId,
    userName: enrollment.userName,
    omaDeviceId: enrollment.omaDeviceId,
    providerId: enrollment.providerId,
    protectedGrouping: groupings.protected,
    exemptGrouping: groupings.exempt,
    deviceName: device.name,
    deviceType: device.type,
    osVersion: device.osVersion,
    osEdition: device.osEdition,
    applicationVersion: device.applicationVersion,
    locale: device.locale,
    pollMinutes: enrollment.pollMinutes,
    enrolledAt: enrollment.enrolledAt,
    endedAt: ended?.at,
    endedBy: ended?.by,
  };
}

function deviceOf(row: StoredRow): DeviceDescription {
  return present({
    name: optionalText(row, 'deviceName'),
    type: optionalText(row, 'deviceType'),
    osVersion: optionalText(row, 'osVersion'),
    osEdition: optionalInteger(row, 'osEdition'),
    applicationVersion: optionalText(row, 'applicationVersion'),
    locale: optionalText(row, 'locale'),
  });
}

function endingOf(row: StoredRow): Ending | undefined {
  const at = optionalText(row, 'endedAt');
  return at === undefined ? undefined : { at, by: oneOf(row, 'endedBy', ['user', 'server']) };
}

/** The enrollment of a row of that device. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readEnrollment(row: StoredRow, owner: { tenantId: TenantId; deviceId: DeviceId }): Enrollment {
  checkVersion(row, VERSION);
  return {
    tenantId: owner.tenantId,
    deviceId: owner.deviceId,
    generation: parsed(row, 'generation', parseEnrollmentId),
    userId: parsed(row, 'userId', parseUserId),
    omaDeviceId: text(row, 'omaDeviceId'),
    providerId: text(row, 'providerId'),
    groupings: { protected: text(row, 'protectedGrouping'), exempt: text(row, 'exemptGrouping') },
    device: deviceOf(row),
    pollMinutes: integer(row, 'pollMinutes'),
    enrolledAt: text(row, 'enrolledAt'),
    ...present({ userName: optionalText(row, 'userName'), ended: endingOf(row) }),
  };
}
