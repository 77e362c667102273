import { z } from 'zod';
import recorded from './examples.json';

const recordedReply = z.strictObject({
  status: z.int(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
});

/** What the running service once answered to an example, with samples in place of ids and times. */
export type RecordedReply = z.infer<typeof recordedReply>;

const replies = z.record(z.string(), z.record(z.string(), recordedReply)).parse(recorded);

/** The replies to the examples of an operation by their name; one that was never recorded is absent. */
export const recordedReplies = (operationId: string): ReadonlyMap<string, RecordedReply> =>
  new Map(Object.entries(replies[operationId] ?? {}));
