import { z } from 'zod';
import { WRITE_FAILURES } from '../../../../shared/compliance/directory/write-failure';
import { FACT_NAMES } from '../../../../shared/compliance/fact';
import { REASON_CODES } from '../../../../shared/compliance/reason-code';
import { COMPLIANCE_STATES } from '../../../../shared/compliance/verdict';
import { pageOf } from './page';

const time = z.iso.datetime();
const state = z.enum(COMPLIANCE_STATES);

const reason = z.strictObject({
  code: z.enum(REASON_CODES),
  kind: z.enum(['bad', 'unknown', 'pending']).describe('`pending`: the PC has not said yet.'),
  since: time.describe('When it was first read: the grace runs from here.'),
  about: z.array(z.string()).optional(),
  meaning: z.string(),
  remedy: z.string().describe('What can be done about it.'),
});

const fact = z.strictObject({
  name: z.enum(FACT_NAMES),
  standing: z
    .enum(['good', 'bad', 'snoozed', 'notApplicable', 'unknown', 'pending'])
    .describe('`pending`: asked for, and never told.'),
  said: z.string().optional().describe('The value that was judged, or `status 404`.'),
  at: time.describe('When it was told.'),
  since: time.describe('Since when it is so.'),
  doubted: z.string().optional().describe('A first reading that differs, and waits for another sync.'),
});

const verdict = {
  state,
  since: time,
  until: time.optional().describe('With `inGrace`: when it becomes `notCompliant`.'),
  reasons: z.array(reason),
};

/** How a PC stands against the demands of its policy. */
export const complianceView = z.strictObject({
  ...verdict,
  facts: z.array(fact).describe('What the PC told of itself.'),
  history: z.array(z.strictObject({ state, at: time, codes: z.array(z.enum(REASON_CODES)) })).describe('Newest first.'),
});

/** How PCs stand. */
export const complianceList = pageOf(
  z.strictObject({
    deviceId: z.guid(),
    userId: z.guid(),
    userName: z.string().optional(),
    deviceName: z.string().optional(),
    lastSyncAt: time,
    ...verdict,
  }),
);

const problem = {
  code: z.enum(WRITE_FAILURES),
  at: time.describe('When it was tried last.'),
  meaning: z.string(),
  remedy: z.string().describe('What can be done about it.'),
  nextTryAt: time.optional().describe('Absent where it is not tried again.'),
};

/** What Entra was told of a PC. */
export const directoryView = z.strictObject({
  written: z
    .strictObject({ isManaged: z.boolean(), isCompliant: z.boolean(), at: time })
    .optional()
    .describe('What was confirmed last.'),
  problem: z.strictObject(problem).optional().describe('Why something is not written.'),
});

/** Why Entra is told nothing of any PC for the time being. */
export const directoryRefusal = z.strictObject({ ...problem, since: time.describe('When it came first.') });

/** How a PC stood when its row in the list was written. */
export const complianceSummary = z.strictObject({
  state,
  since: time,
  until: time.optional(),
  agesAfterHours: z.number().optional().describe('Hours of silence after which it may stand otherwise.'),
});
