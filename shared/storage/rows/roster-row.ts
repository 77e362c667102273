import { ACTION_TYPES } from '../../actions/action';
import { COMPLIANCE_STATES } from '../../compliance/verdict';
import { parseDeviceId, parseEnrollmentId, parseUserId, type TenantId } from '../../ids';
import { WIP_STATES } from '../../sync/summarize';
import type { ColumnValue, StoredRow } from '../row';
import type { RosterEntry } from '../stores/roster';
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
    wip: entry.wip,
    openActions: entry.openActions?.join(' '),
    complianceState: entry.compliance?.state,
    complianceSince: entry.compliance?.since,
    complianceUntil: entry.compliance?.until,
    complianceAges: entry.compliance?.agesAfterHours,
    seenAt: entry.seenAt,
    lostSince: entry.lostSince,
    changedAt: entry.changedAt,
    ...pointerColumns(entry.policy),
  };
}

function complianceOf(row: StoredRow): RosterEntry['compliance'] {
  if (row.columns['complianceState'] === undefined) return undefined;
  const state = oneOf(row, 'complianceState', COMPLIANCE_STATES);
  const until = optionalText(row, 'complianceUntil');
  const agesAfterHours = optionalInteger(row, 'complianceAges');
  return { state, since: text(row, 'complianceSince'), ...present({ until, agesAfterHours }) };
}

// A type that a newer instance knows is left out: lists only.
function openActionsOf(row: StoredRow): RosterEntry['openActions'] {
  const types = optionalText(row, 'openActions')?.split(' ');
  return types?.flatMap((type) => ACTION_TYPES.filter((known) => known === type));
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
      wip: row.columns['wip'] === undefined ? undefined : oneOf(row, 'wip', WIP_STATES),
      openActions: openActionsOf(row),
      compliance: complianceOf(row),
      seenAt: optionalText(row, 'seenAt'),
      policy: readPointer(row),
    }),
  };
}
