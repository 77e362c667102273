import { z } from 'zod';
import { ACTION_TYPES } from '../../../../shared/actions/action';

/** What was asked of a PC, and how it stands. */
export const actionView = z.strictObject({
  id: z.string(),
  type: z.enum(ACTION_TYPES),
  keepData: z.boolean().optional().describe('With `unenroll`.'),
  discoveryUrl: z.string().optional().describe('With `handoff`.'),
  mdmEnterpriseId: z.string().optional().describe('With `handoff`.'),
  status: z.enum(['pending', 'sent', 'confirmed', 'failed', 'expired', 'cancelled', 'superseded']),
  purpose: z.string().describe('What it does, in words.'),
  meaning: z.string().describe('What its status means, in words.'),
  requestedBy: z.string().describe('Object id of who asked for it.'),
  requestedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  reason: z.string().optional().describe('Why it failed or ended.'),
});

/** What was just asked of a PC. */
export const askedAction = actionView.extend({
  workData: z.string().optional().describe('What becomes of the work data, where the request ends the enrollment.'),
});

const bulkItem = z.strictObject({
  userId: z.guid(),
  deviceId: z.guid(),
  action: actionView.optional().describe('Absent where it was refused.'),
  problem: z.strictObject({ code: z.string(), detail: z.string() }).optional().describe('Why it was refused.'),
});

/** What became of a request on the PCs of one person. */
export const personActions = z.strictObject({ items: z.array(bulkItem) });

/** What became of a request on the PCs of a part of a group. */
export const groupActions = z.strictObject({
  items: z.array(bulkItem),
  after: z.guid().optional().describe('Send it back as `after`, with the same Idempotency-Key, to go on.'),
  remaining: z.int().optional().describe('Persons that are left.'),
});
