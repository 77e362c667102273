import { z } from 'zod';
import { FACT_NAMES } from '../../compliance/fact';
import type { FactsState } from '../../sync/inquiries/facts';

const standing = z.enum(['good', 'bad', 'snoozed', 'notApplicable', 'unknown']);

const fact = z.object({
  name: z.enum(FACT_NAMES),
  standing: z.enum([...standing.options, 'pending']),
  said: z.string().exactOptional(),
  at: z.string(),
  since: z.string(),
  dueAt: z.string(),
  doubt: z.object({ standing, said: z.string(), since: z.string() }).exactOptional(),
});

/** What is known of a device's own state as it is stored among the inquiries. */
export const factsFields: z.ZodType<FactsState> = z.object({ dueAt: z.string(), facts: z.array(fact) });
