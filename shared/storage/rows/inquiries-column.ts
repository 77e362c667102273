import { z } from 'zod';
import type { Inquiries } from '../../sync/inquiries';
import type { StoredRow } from '../row';
import { attestationFields } from './attestation-fields';
import { invalidRow, optionalText } from './columns';
import { factsFields } from './facts-fields';
import { logsFields } from './logs-fields';

const COLUMN = 'inquiries';

const storedInquiries: z.ZodType<Inquiries> = z.object({
  facts: factsFields.exactOptional(),
  attestation: attestationFields.exactOptional(),
  logs: logsFields.exactOptional(),
});

/** What is asked of a device as a column of its state; absent while nothing is. */
export function inquiriesColumn(inquiries: Inquiries | undefined): string | undefined {
  return inquiries === undefined || Object.keys(inquiries).length === 0 ? undefined : JSON.stringify(inquiries);
}

/** What is asked of a device, from the column of its state. @throws ServiceError `internal` / `storage.row-invalid` */
export function readInquiries(row: StoredRow): Inquiries | undefined {
  const stored = optionalText(row, COLUMN);
  if (stored === undefined) return undefined;
  const result = storedInquiries.safeParse(parsed(stored));
  if (!result.success) throw invalidRow(COLUMN);
  return result.data;
}

function parsed(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch (cause) {
    throw invalidRow(COLUMN, cause);
  }
}
