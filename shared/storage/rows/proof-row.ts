import { parseDeviceId, parseEnrollmentId, parseUserId, type TenantId } from '../../ids';
import type { ColumnValue, StoredRow } from '../row';
import type { WipeProof } from '../stores/audit';
import { checkVersion, parsed, text } from './columns';

const VERSION = 1;

/** Columns of a wipe proof; the tenant is part of the partition. */
export function proofColumns(proof: WipeProof): Record<string, ColumnValue> {
  return {
    v: VERSION,
    action: proof.action,
    deviceId: proof.deviceId,
    userId: proof.userId,
    generation: proof.generation,
    requestedBy: proof.requestedBy,
    requestedAt: proof.requestedAt,
    revokedAt: proof.revokedAt,
    confirmedAt: proof.confirmedAt,
  };
}

/** The wipe proof of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readProof(row: StoredRow, tenantId: TenantId): WipeProof {
  checkVersion(row, VERSION);
  return {
    action: text(row, 'action'),
    tenantId,
    deviceId: parsed(row, 'deviceId', parseDeviceId),
    userId: parsed(row, 'userId', parseUserId),
    generation: parsed(row, 'generation', parseEnrollmentId),
    requestedBy: text(row, 'requestedBy'),
    requestedAt: text(row, 'requestedAt'),
    revokedAt: text(row, 'revokedAt'),
    confirmedAt: text(row, 'confirmedAt'),
  };
}
