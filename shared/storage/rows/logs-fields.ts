import { z } from 'zod';
import type { LogsState } from '../../sync/inquiries/logs';

const cursor = z.object({
  from: z.string(),
  count: z.int(),
  atLeast: z.int().exactOptional(),
  most: z.int().exactOptional(),
  lost: z.int(),
  passed: z.int(),
  seen: z.array(z.string()),
});

const round = z.object({ epoch: z.int(), pages: z.int(), asked: z.int().exactOptional() });

/** What is kept of collecting the log of the protection as it is stored among the inquiries. */
export const logsFields: z.ZodType<LogsState> = z.object({
  dueAt: z.string(),
  cursor,
  retentionDays: z.int(),
  round: round.exactOptional(),
});
