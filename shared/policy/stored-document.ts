import type { z } from 'zod';
import { type PolicyDocument, policyDocument } from './document';

/** Kinds of issue after which a document still has its form: a value that its member does not take any more. */
const OF_A_VALUE: ReadonlySet<z.core.$ZodIssue['code']> = new Set(['custom', 'too_big', 'too_small']);

/**
 * A document that was saved once, for reading. Values were judged when it was saved: what a later version of the service
 * would refuse must not keep the PCs of a tenant from their syncs, and every command is checked before it travels
 * anyway. `undefined` when it has a form that is not read, such as one of a newer version.
 */
export function storedDocument(document: unknown): PolicyDocument | undefined {
  const { error, data } = policyDocument.safeParse(document);
  if (error === undefined) return data;
  return error.issues.every(({ code }) => OF_A_VALUE.has(code)) ? (document as PolicyDocument) : undefined;
}
