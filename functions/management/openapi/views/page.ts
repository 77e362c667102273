import { z } from 'zod';

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    continuation: z
      .string()
      .optional()
      .describe('Leads to the next page, with the same filters; absent on the last one.'),
  });

/** A list that is always told as a whole. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item) });
