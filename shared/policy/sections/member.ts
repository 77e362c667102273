import type { z } from 'zod';

/**
 * A member that may be absent (not managed) or `null` (what was deployed is removed).
 * @param description What the member is for; editors show it.
 */
export const optional = <Schema extends z.ZodType>(schema: Schema, description: string) =>
  schema.nullable().optional().describe(description);

/** A member without which the object around it is refused. */
export const required = <Schema extends z.ZodType>(schema: Schema, description: string) => schema.describe(description);

/** A text that is written and never read back; in its place stands a mark, which keeps the value when sent back. */
export const secret = <Schema extends z.ZodType>(schema: Schema) => schema.meta({ writeOnly: true });
