import { z } from 'zod';

/** One PC in the answer of `GET compliance`; what newer services add is let through. */
export const standing = z.looseObject({
  deviceId: z.string(),
  userId: z.string(),
  userName: z.string().optional(),
  deviceName: z.string().optional(),
  lastSyncAt: z.string(),
  state: z.string(),
  since: z.string(),
  until: z.string().optional(),
  reasons: z.array(z.looseObject({ code: z.string(), meaning: z.string() })),
});

/** See {@link standing}. */
export type Standing = z.output<typeof standing>;
