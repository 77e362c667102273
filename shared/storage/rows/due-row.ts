import type { TenantId } from '../../ids';
import { parseTenantId } from '../../ids';
import type { ColumnValue, StoredRow } from '../row';
import { DUE_KINDS, type DueEntry, type Progress } from '../stores/due';
import { checkVersion, invalidRow, oneOf, optionalText, parsed, present, text } from './columns';

const VERSION = 1;

/** Columns of an entry; everything is in them again, so that the key need not be taken apart. */
export function dueColumns(entry: DueEntry): Record<string, ColumnValue> {
  const { at, kind, tenantId, subject, item } = entry;
  return { v: VERSION, at, kind, tenantId, subject, item };
}

/** The entry of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readDue(row: StoredRow): DueEntry {
  checkVersion(row, VERSION);
  const tenantId: TenantId = parsed(row, 'tenantId', parseTenantId);
  return {
    at: text(row, 'at'),
    kind: oneOf(row, 'kind', DUE_KINDS),
    tenantId,
    subject: text(row, 'subject'),
    ...present({ item: optionalText(row, 'item') }),
  };
}

/** Columns of the row that tells how far housekeeping has come. */
export const progressColumns = (progress: Progress): Record<string, ColumnValue> => ({ v: VERSION, ...progress });

/** How far housekeeping has come. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readProgress(row: StoredRow): Progress {
  checkVersion(row, VERSION);
  const [day, tenantsDay] = [text(row, 'day'), text(row, 'tenantsDay')];
  if (!isDay(day) || !isDay(tenantsDay)) throw invalidRow('day');
  return { day, tenantsDay, ...present({ tenantsAfter: optionalText(row, 'tenantsAfter') }) };
}

const isDay = (day: string) => /^[0-9]{8}$/.test(day);
