import { z } from 'zod';
import type { TermsText } from '../../terms/terms-text';
import { packColumns } from '../packed';
import type { ColumnValue, StoredRow } from '../row';
import { checkVersion, invalidRow, packed } from './columns';

const VERSION = 1;
// Only the shape: a rule that becomes stricter must not make an accepted text unreadable.
const storedTerms = z.object({ version: z.string(), title: z.string(), text: z.string() });

/** Columns of an immutable terms text: up to 50,000 characters, so they are compressed. */
export const termsColumns = (terms: TermsText): Record<string, ColumnValue> => ({ v: VERSION, ...packColumns(terms) });

/** The terms of a row. @throws ServiceError `storage.row-invalid`, `storage.newer-row` */
export function readTerms(row: StoredRow): TermsText {
  checkVersion(row, VERSION);
  const result = storedTerms.safeParse(packed(row));
  if (!result.success) throw invalidRow('data');
  return result.data;
}
