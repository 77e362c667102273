import { z } from 'zod';

/** `GET people/{userId}`: a part of what is held on a person; what newer services add is let through. */
export const heldAnswer = z.looseObject({
  userId: z.string(),
  readAt: z.string(),
  logs: z.enum(['included', 'left-out']),
  items: z.array(z.looseObject({ row: z.string() })),
  continuation: z.string().optional(),
});

/** `DELETE people/{userId}`: how far an erasure has come. */
export const erasureAnswer = z.looseObject({
  done: z.boolean(),
  part: z.number(),
  parts: z.number(),
  stillManaged: z.array(z.string()),
});
