import { z } from 'zod';

const finding = {
  path: z.string().describe('Path of the member or name of the parameter; empty for the whole.'),
  rule: z.string().describe('Rule that it breaks, e.g. `WIP-1`.'),
  message: z.string(),
};

/** One thing that keeps a body, a document or a query from being accepted. */
export const refusalView = z.strictObject({
  ...finding,
  found: z.string().describe('What stands there, shortened; never a secret.'),
  allowed: z.string(),
  suggestion: z.string().describe('What to write instead.'),
});

/** One thing to be said about a document that is accepted. */
export const findingView = z.strictObject({
  ...finding,
  found: z.string().optional(),
  allowed: z.string().optional(),
  suggestion: z.string().optional(),
});

/** What every refusal looks like (RFC 9457). */
export const problemView = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('For a person to read.'),
  code: z.string().describe('Stable, for a program to decide by.'),
  correlationId: z.guid().describe('Finds the log line of the service.'),
  errors: z.array(refusalView).optional().describe('With status 422: each wrong member.'),
  warnings: z.array(findingView).optional().describe('With status 422: what a save would say nevertheless.'),
  quota: z
    .strictObject({ name: z.string(), needed: z.int(), allowed: z.int() })
    .optional()
    .describe('The quota that would be exceeded.'),
});
