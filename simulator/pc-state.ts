import { z } from 'zod';

const storedNode = z.tuple([
  z.string(),
  z.enum(['chr', 'int', 'bool', 'b64', 'bin', 'xml', 'node', 'null']),
  z.string().nullable(),
]);

const enrollmentState = z.strictObject({
  providerId: z.string(),
  name: z.string(),
  /** Where the policy sync goes: ADDR. */
  address: z.string(),
  retries: z.int(),
  backOff: z.strictObject({ initial: z.int(), max: z.int() }),
  /** ISO 8601. */
  enrolledAt: z.string(),
});

/** Everything a PC must remember from one start to the next; JSON. Holds no token. */
export const pcState = z.strictObject({
  schemaVersion: z.literal(1),
  /** SessionID of the last session. */
  lastSession: z.int(),
  enrollment: enrollmentState.optional(),
  /** Nodes written so far, in order. */
  nodes: z.array(storedNode),
  /** How the last enrollment ended, while there is no new one. */
  ending: z.strictObject({ by: z.enum(['user', 'server']), workData: z.enum(['revoked', 'kept', 'none']) }).optional(),
});

/** See {@link pcState}. */
export type PcState = z.infer<typeof pcState>;

/** The DM account of the PC. */
export type PcEnrollment = z.infer<typeof enrollmentState>;

/** How an enrollment ended, and what became of the work data: keys revoked, kept, or there were none. */
export type PcEnding = NonNullable<PcState['ending']>;

/** A PC that has never been enrolled. */
export const newPcState: PcState = { schemaVersion: 1, lastSession: 0, nodes: [] };
