import { z } from 'zod';

const policy = z.looseObject({ name: z.string(), revision: z.number() });

/** One row of `GET devices`. */
export const deviceRow = z.looseObject({
  deviceId: z.string(),
  userId: z.string(),
  status: z.string(),
  deviceName: z.string().optional(),
  userName: z.string().optional(),
  enrolledAt: z.string(),
  policy: policy.optional(),
  failedSettings: z.number().optional(),
  wip: z.string().optional(),
  openActions: z.array(z.string()).optional(),
  compliance: z.looseObject({ state: z.string(), since: z.string(), until: z.string().optional() }).optional(),
  seenAt: z.string().optional(),
  lostSince: z.string().optional(),
});

/** See {@link deviceRow}. */
export type DeviceRow = z.infer<typeof deviceRow>;

/** An action as the service shows it. */
export const actionAnswer = z.looseObject({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  purpose: z.string(),
  meaning: z.string(),
  requestedAt: z.string(),
  changedAt: z.string(),
  reason: z.string().optional(),
  workData: z.string().optional(),
});

/** See {@link actionAnswer}. */
export type ActionAnswer = z.infer<typeof actionAnswer>;

const condition = z.looseObject({ since: z.string(), meaning: z.string() });

const setting = z.looseObject({
  setting: z.string(),
  inForce: z.boolean(),
  status: z.number(),
  meaning: z.string(),
  at: z.string(),
  nextTryAt: z.string().optional(),
});

const compliance = z.looseObject({
  state: z.string(),
  since: z.string(),
  until: z.string().optional(),
  reasons: z.array(
    z.looseObject({
      code: z.string(),
      since: z.string(),
      meaning: z.string().optional(),
      remedy: z.string().optional(),
    }),
  ),
});

const directory = z.looseObject({
  written: z.looseObject({ isManaged: z.boolean(), isCompliant: z.boolean(), at: z.string() }).optional(),
  problem: z.looseObject({ meaning: z.string(), remedy: z.string(), nextTryAt: z.string().optional() }).optional(),
});

/** `GET devices/{id}` */
export const deviceAnswer = z.looseObject({
  deviceId: z.string(),
  userId: z.string(),
  userName: z.string().optional(),
  status: z.string(),
  enrolledAt: z.string(),
  endedAt: z.string().optional(),
  endedBy: z.string().optional(),
  device: z.looseObject({ name: z.string().optional(), osVersion: z.string().optional() }),
  lastSyncAt: z.string().optional(),
  policy: policy.optional(),
  lostContact: condition.optional(),
  withoutWip: condition.optional(),
  compliance: compliance.optional(),
  directory: directory.optional(),
  actions: z.array(actionAnswer),
  history: z.looseObject({ actions: z.array(actionAnswer) }),
  settings: z.array(setting),
});

/** See {@link deviceAnswer}. */
export type DeviceAnswer = z.infer<typeof deviceAnswer>;

const bulkItem = z.looseObject({
  userId: z.string(),
  deviceId: z.string(),
  action: actionAnswer.optional(),
  problem: z.looseObject({ code: z.string(), detail: z.string() }).optional(),
});

/** What became of a request on one device of many. */
export type BulkItem = z.infer<typeof bulkItem>;

/** `POST people/{id}/actions` and `POST groups/{id}/actions` */
export const bulkAnswer = z.looseObject({
  items: z.array(bulkItem),
  after: z.string().optional(),
  remaining: z.number().optional(),
});
