import { type TermsText, termsText } from '../../terms/terms-text';
import { packColumns } from '../packed';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, invalidRow, packed } from './columns';

const VERSION = 1;

/** Columns of an immutable terms text: up to 50,000 characters, so they are compressed. */
export const termsColumns = (terms: TermsText): Record<string, ColumnValue> => ({ v: VERSION, ...packColumns(terms) });

/** The terms of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readTerms(row: StoredRow): TermsText {
  checkVersion(row, VERSION);
  const result = termsText.safeParse(packed(row));
  if (!result.success) throw invalidRow('data');
  return result.data;
}
