import { z } from 'zod';

/** Name of an organization. It becomes that of the account in Windows, in an XML document: no control characters. */
export const organizationName = z
  .string()
  .trim()
  .max(256)
  .regex(/^[^\p{C}]+$/u, { message: 'text without control characters, e.g. Contoso Ltd' });
