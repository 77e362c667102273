import { z } from 'zod';

const paged = { continuation: z.string().optional() };

const count = {
  name: z.string(),
  events: z.number(),
  people: z.number(),
  devices: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
};

const reportLine = z.looseObject({ ...count, kinds: z.record(z.string(), z.number()) });

/** `GET wip-logs/report` */
export const reportAnswer = z.looseObject({
  records: z.number(),
  left: z.number(),
  items: z.array(reportLine),
  ...paged,
});

/** One line of a report. */
export type ReportLine = z.infer<typeof reportLine>;

const lesson = z.looseObject({
  ...count,
  kind: z.enum(['app', 'site', 'other']),
  change: z.object({ list: z.enum(['apps.protected', 'network.cloudResources']), add: z.unknown() }).optional(),
});

/** `GET wip-logs/learn` */
export const learnAnswer = z.looseObject({ records: z.number(), left: z.number(), items: z.array(lesson), ...paged });

/** What work data leaves to, and the change of a policy that would put it inside. */
export type Lesson = z.infer<typeof lesson>;

/** `GET wip-logs/export`, `GET devices/{deviceId}/wip-logs` */
export const recordsAnswer = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })), ...paged });
