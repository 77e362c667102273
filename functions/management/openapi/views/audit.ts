import { z } from 'zod';
import { pageOf } from './page';

const time = z.iso.datetime();

/** Who did what. */
export const auditEntry = z.strictObject({
  id: z.string(),
  tenantId: z.guid(),
  at: time,
  action: z.string().describe('E.g. `policy.save`.'),
  outcome: z.enum(['intended', 'done', 'refused', 'failed']),
  code: z.string().optional().describe('Why it was refused or failed.'),
  actor: z.string().optional().describe('Object id of who acted.'),
  deviceId: z.guid().optional(),
  correlationId: z.string().describe('Finds the log line of the service.'),
  facts: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe('Ids and numbers that belong to it, among them what was there before and after.'),
});

/** Who did what, newest first. */
export const auditList = pageOf(auditEntry);

/** Proofs that work data was withdrawn. */
export const proofList = pageOf(
  z.strictObject({
    action: z.string().describe('Id of the action.'),
    tenantId: z.guid(),
    deviceId: z.guid(),
    userId: z.guid(),
    generation: z.string().describe('Names the enrollment.'),
    requestedBy: z.string().describe('Object id of who asked for it.'),
    requestedAt: time,
    revokedAt: time.describe('When the PC acknowledged that leaving revokes the work data.'),
    confirmedAt: time.describe('When the PC reported that it left.'),
  }),
);
