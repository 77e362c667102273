import { z } from 'zod';

/** One version of a tenant's terms of use in one language; immutable once saved. `text` is plain text, blank lines part paragraphs. */
export const termsText = z.strictObject({
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/, {
    message: 'letters, digits, dots and hyphens, at most 32 characters, e.g. 2026-11',
  }),
  title: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(50_000),
});

/** See {@link termsText}. */
export type TermsText = z.infer<typeof termsText>;
