import { z } from 'zod';
import { termsText } from '../../../../shared/terms/terms-text';
import { listOf } from './page';

/** A language of the terms of use and the version that counts. */
export const termsVersion = z.strictObject({ locale: z.string(), version: termsText.shape.version });

/** The languages of the terms of use. */
export const termsList = listOf(termsVersion);
