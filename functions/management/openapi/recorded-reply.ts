import { z } from 'zod';
import recorded from './examples.json';

const byOperation = z.record(z.string(), z.record(z.string(), z.unknown())).parse(recorded);

/**
 * What the running service once answered to the examples of an operation, by their names, with samples in place of ids
 * and times. One that was never recorded is absent.
 */
export const recordedReplies = (operationId: string): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(byOperation[operationId] ?? {}));
