import { z } from 'zod';
import type { AttestationState } from '../../compliance/attestation/attestation-state';
import { attestedAttributes } from '../../policy/sections/compliance';

const attributes = z.array(z.enum(attestedAttributes));

/** A request for a health report as it is stored among the inquiries. */
export const attestationFields: z.ZodType<AttestationState> = z.object({
  flow: z.enum(['classic', 'windows11']),
  stage: z.enum(['asked', 'collecting', 'ready', 'reading', 'over']),
  nonce: z.string().regex(/^[0-9a-f]{64}$/),
  tries: z.int().min(0),
  dueAt: z.string(),
  maxAgeHours: z.int().min(1).exactOptional(),
  report: z
    .object({ issuedAt: z.string(), good: attributes, bad: attributes, contradicts: z.boolean() })
    .exactOptional(),
  failure: z.object({ code: z.string(), at: z.string() }).exactOptional(),
});
