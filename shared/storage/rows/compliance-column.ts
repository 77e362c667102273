import { z } from 'zod';
import { REASON_CODES } from '../../compliance/reason-code';
import { COMPLIANCE_STATES, type ComplianceRecord } from '../../compliance/verdict';
import type { StoredRow } from '../row';
import { invalidRow, json } from './columns';

const COLUMN = 'compliance';

const code = z.enum(REASON_CODES);

const change = z.object({ state: z.enum(COMPLIANCE_STATES), at: z.string(), codes: z.array(code) });

const storedRecord: z.ZodType<ComplianceRecord> = z.object({
  findings: z.array(
    z.object({
      code,
      kind: z.enum(['bad', 'unknown', 'pending']),
      since: z.string(),
      about: z.array(z.string()).exactOptional(),
    }),
  ),
  graceHours: z.int().min(0),
  unknownIs: z.enum(['compliant', 'notCompliant']),
  maxSilentDays: z.int().exactOptional(),
  agesAfterHours: z.int().exactOptional(),
  factsUntil: z.string().exactOptional(),
  reportUntil: z.string().exactOptional(),
  history: z.tuple([change], change),
});

/** How a device stands against the demands of its policy, as a column of its state; absent where there are none. */
export function complianceColumn(record: ComplianceRecord | undefined): string | undefined {
  return record === undefined ? undefined : JSON.stringify(record);
}

/** How a device stands, from the column of its state. @throws ServiceError `internal` / `storage.row-invalid` */
export function readCompliance(row: StoredRow): ComplianceRecord | undefined {
  if (row.columns[COLUMN] === undefined) return undefined;
  const result = storedRecord.safeParse(json(row, COLUMN));
  if (!result.success) throw invalidRow(COLUMN);
  return result.data;
}
