import { z } from 'zod';
import { parseCorrelationId, parseDeviceId, type TenantId } from '../../ids';
import type { ColumnValue, StoredRow } from '../row';
import type { AuditEntry } from '../stores/audit';
import { checkVersion, invalidRow, json, oneOf, optionalText, parsed, present, text } from './columns';

const VERSION = 1;
const OUTCOMES = ['intended', 'done', 'refused', 'failed'] as const;
const storedFacts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Columns of an audit row; the tenant is part of the partition. */
export function auditColumns(entry: AuditEntry): Record<string, ColumnValue> {
  return {
    v: VERSION,
    id: entry.id,
    at: entry.at,
    action: entry.action,
    outcome: entry.outcome,
    code: entry.code,
    actor: entry.actor,
    deviceId: entry.deviceId,
    correlationId: entry.correlationId,
    facts: entry.facts === undefined ? undefined : JSON.stringify(entry.facts),
  };
}

function factsOf(row: StoredRow): AuditEntry['facts'] {
  if (row.columns['facts'] === undefined) return undefined;
  const result = storedFacts.safeParse(json(row, 'facts'));
  if (!result.success) throw invalidRow('facts');
  return result.data;
}

/** The audit entry of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readAudit(row: StoredRow, tenantId: TenantId): AuditEntry {
  checkVersion(row, VERSION);
  const { deviceId } = row.columns;
  return {
    id: text(row, 'id'),
    tenantId,
    at: text(row, 'at'),
    action: text(row, 'action'),
    outcome: oneOf(row, 'outcome', OUTCOMES),
    correlationId: parsed(row, 'correlationId', parseCorrelationId),
    ...present({
      code: optionalText(row, 'code'),
      actor: optionalText(row, 'actor'),
      deviceId: deviceId === undefined ? undefined : parsed(row, 'deviceId', parseDeviceId),
      facts: factsOf(row),
    }),
  };
}
