import { parseEnrollmentId } from '../../ids';
import type { DeviceState, SettingState } from '../../sync/device-state';
import { packColumns } from '../packed';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, optionalText, packed, parsed, present, text } from './columns';
import { complianceColumn, readCompliance } from './compliance-column';
import { inquiriesColumn, readInquiries } from './inquiries-column';
import { pointerColumns, readPointer } from './policy-pointer';
import { type Tuple, tuples } from './tuple';

const VERSION = 1;
const VERBS = ['Add', 'Replace'] as const;

// One tuple a setting; 0 stands for "absent", and for a `tried` that equals `acknowledged`, as it nearly always does.
function settingFields(setting: SettingState): (string | number)[] {
  return [
    setting.key,
    setting.acknowledged,
    setting.tried === setting.acknowledged ? 0 : setting.tried,
    setting.code,
    setting.at,
    setting.originalError ?? 0,
    setting.retryAt ?? 0,
    setting.nextVerb ?? 0,
    setting.leftInPlace === true ? 1 : 0,
    setting.blockedBy ?? 0,
    setting.doubted === true ? 1 : 0,
  ];
}

function readSetting(fields: Tuple): SettingState {
  const acknowledged = fields.text(1);
  return {
    key: fields.text(0),
    acknowledged,
    tried: fields.has(2) ? fields.text(2) : acknowledged,
    code: fields.integer(3),
    at: fields.text(4),
    ...present({
      originalError: fields.optionalText(5),
      retryAt: fields.optionalText(6),
      nextVerb: fields.has(7) ? fields.oneOf(7, VERBS) : undefined,
      leftInPlace: fields.flag(8) ? true : undefined,
      blockedBy: fields.optionalText(9),
      doubted: fields.flag(10) ? true : undefined,
    }),
  };
}

function assignmentOf(row: StoredRow): DeviceState['assignment'] {
  const at = optionalText(row, 'assignedAt');
  if (at === undefined) return undefined;
  const policy = optionalText(row, 'assignedPolicy');
  return { at, basis: text(row, 'assignmentBasis'), ...present({ policy }) };
}

/** Columns of `live_state`; the settings are compressed. */
export function stateColumns(state: DeviceState): Record<string, ColumnValue> {
  return {
    v: VERSION,
    generation: state.generation,
    planKey: state.planKey,
    dueAt: state.dueAt,
    settledAt: state.settledAt,
    driftCheckAt: state.driftCheckAt,
    handoffUrl: state.handoff?.discoveryUrl,
    withoutWipSince: state.withoutWipSince,
    identity: state.identity,
    assignedPolicy: state.assignment?.policy,
    assignedAt: state.assignment?.at,
    assignmentBasis: state.assignment?.basis,
    inquiries: inquiriesColumn(state.inquiries),
    compliance: complianceColumn(state.compliance),
    ...pointerColumns(state.policy),
    ...packColumns(state.settings.map(settingFields)),
  };
}

/** The state of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readState(row: StoredRow): DeviceState {
  checkVersion(row, VERSION);
  const discoveryUrl = optionalText(row, 'handoffUrl');
  return {
    generation: parsed(row, 'generation', parseEnrollmentId),
    planKey: text(row, 'planKey'),
    settings: tuples(packed(row), readSetting),
    ...present({
      dueAt: optionalText(row, 'dueAt'),
      settledAt: optionalText(row, 'settledAt'),
      driftCheckAt: optionalText(row, 'driftCheckAt'),
      handoff: discoveryUrl === undefined ? undefined : { discoveryUrl },
      withoutWipSince: optionalText(row, 'withoutWipSince'),
      identity: optionalText(row, 'identity'),
      assignment: assignmentOf(row),
      policy: readPointer(row),
      inquiries: readInquiries(row),
      compliance: readCompliance(row),
    }),
  };
}
