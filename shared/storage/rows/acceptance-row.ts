import { type AcceptanceId, parseDeviceId, type TenantId, type UserId } from '../../ids';
import type { Acceptance } from '../../terms/acceptance';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, oneOf, optionalText, parsed, present, text } from './columns';

const VERSION = 1;
const DECISIONS = ['accepted', 'declined'] as const;

/** Columns of an acceptance; its id is the key, tenant and user are the partition. */
export function acceptanceColumns(acceptance: Acceptance): Record<string, ColumnValue> {
  return {
    v: VERSION,
    version: acceptance.version,
    locale: acceptance.locale,
    redirectUri: acceptance.redirectUri,
    clientRequestId: acceptance.clientRequestId,
    shownAt: acceptance.shownAt,
    decision: acceptance.decision,
    decidedAt: acceptance.decidedAt,
    boundTo: acceptance.boundTo,
  };
}

/** The acceptance of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readAcceptance(
  row: StoredRow,
  name: { id: AcceptanceId; tenantId: TenantId; userId: UserId },
): Acceptance {
  checkVersion(row, VERSION);
  const { decision, boundTo } = row.columns;
  return {
    id: name.id,
    tenantId: name.tenantId,
    userId: name.userId,
    version: text(row, 'version'),
    locale: text(row, 'locale'),
    redirectUri: text(row, 'redirectUri'),
    shownAt: text(row, 'shownAt'),
    ...present({
      clientRequestId: optionalText(row, 'clientRequestId'),
      decision: decision === undefined ? undefined : oneOf(row, 'decision', DECISIONS),
      decidedAt: optionalText(row, 'decidedAt'),
      boundTo: boundTo === undefined ? undefined : parsed(row, 'boundTo', parseDeviceId),
    }),
  };
}
