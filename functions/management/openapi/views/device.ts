import { z } from 'zod';
import { ACTION_TYPES } from '../../../../shared/actions/action';
import { WIP_STATES } from '../../../../shared/sync/summarize';
import { actionView } from './action';
import { complianceSummary, complianceView, directoryView } from './compliance';
import { pageOf } from './page';

const time = z.iso.datetime();
const status = z.enum(['enrolled', 'unenrolled']);
const policy = z
  .strictObject({ name: z.string(), revision: z.int() })
  .describe('Policy that the PC has settled on; absent while it takes one for the first time, or has none.');

/** PCs as lists show them. */
export const deviceList = pageOf(
  z.strictObject({
    tenantId: z.guid(),
    deviceId: z.guid(),
    userId: z.guid(),
    generation: z.string().describe('Names the enrollment.'),
    status,
    deviceName: z.string().optional(),
    userName: z.string().optional(),
    osVersion: z.string().optional(),
    enrolledAt: time,
    policy: policy.optional(),
    failedSettings: z.int().optional().describe('Settings that the PC refused.'),
    wip: z.enum(WIP_STATES).optional().describe('Windows Information Protection.'),
    openActions: z.array(z.enum(ACTION_TYPES)).optional().describe('What was asked of it and is not over.'),
    compliance: complianceSummary.optional(),
    seenAt: time.optional().describe('When it was heard of first in the last week in which it was heard of.'),
    lostSince: time.optional().describe('Since when nothing was heard of it.'),
    changedAt: time,
  }),
);

const enrollment = {
  userId: z.guid(),
  userName: z.string().optional(),
  enrolledAt: time,
  endedAt: time.optional(),
  endedBy: z.enum(['user', 'server']).optional(),
};

const condition = z.strictObject({ since: time, meaning: z.string() });

const setting = z.strictObject({
  setting: z.string().describe('LocURI, or name of the family.'),
  inForce: z.boolean(),
  status: z.int().describe('SyncML status; 0 when the PC did not say.'),
  meaning: z.string(),
  at: time,
  originalError: z.string().optional().describe('What Windows said beside the status.'),
  rule: z.string().optional().describe('Rule for which it is held back.'),
  nextTryAt: time.optional(),
});

/** A PC with all that is known of it. */
export const deviceView = z.strictObject({
  deviceId: z.guid(),
  status,
  ...enrollment,
  device: z
    .strictObject({
      name: z.string().optional(),
      type: z.string().optional(),
      osVersion: z.string().optional(),
      osEdition: z.int().optional(),
      applicationVersion: z.string().optional(),
      locale: z.string().optional(),
    })
    .describe('What Windows told of itself when it enrolled.'),
  lastSyncAt: time.optional(),
  policy: policy.optional(),
  settledAt: time.optional(),
  assignment: z
    .strictObject({ policy: z.string().optional(), at: time })
    .optional()
    .describe('Where the groups of the user lead, where policies are assigned by group.'),
  lostContact: condition.optional().describe('It was silent for longer than the settings say.'),
  withoutWip: condition.optional().describe('This Windows has no Windows Information Protection.'),
  compliance: complianceView.optional().describe('Absent where its policy demands nothing.'),
  directory: directoryView
    .optional()
    .describe('What Entra was told of it, where `writeCompliance` is on and something was to be told.'),
  actions: z.array(actionView).describe('What is not over, oldest first.'),
  history: z
    .strictObject({ actions: z.array(actionView), enrollments: z.array(z.strictObject(enrollment)) })
    .describe('What is over, newest first.'),
  settings: z.array(setting),
});
