import { z } from 'zod';

/** `GET terms/{locale}`: the version that counts. */
export const termsAnswer = z.looseObject({ version: z.string(), title: z.string(), text: z.string() });

/** `PUT terms/{locale}`, saved or tried. */
export const savedTermsAnswer = z.looseObject({ locale: z.string(), version: z.string() });

/** `GET terms` */
export const termsListAnswer = z.looseObject({
  items: z.array(z.looseObject({ locale: z.string(), version: z.string() })),
});

/** Path of the terms in one language, below `/api/v1/`. */
export const termsPath = (locale: string): string => `terms/${encodeURIComponent(locale)}`;
