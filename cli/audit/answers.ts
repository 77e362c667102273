import { z } from 'zod';

/** One row of `GET audit`. */
export const auditEntry = z.looseObject({
  at: z.string(),
  action: z.string(),
  outcome: z.string(),
  code: z.string().optional(),
  actor: z.string().optional(),
  deviceId: z.string().optional(),
  correlationId: z.string(),
  facts: z.record(z.string(), z.unknown()).optional(),
});

/** See {@link auditEntry}. */
export type AuditEntry = z.output<typeof auditEntry>;

/** One row of `GET proofs`. */
export const wipeProof = z.looseObject({
  action: z.string(),
  deviceId: z.string(),
  userId: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  confirmedAt: z.string(),
});

/** See {@link wipeProof}. */
export type WipeProof = z.output<typeof wipeProof>;
