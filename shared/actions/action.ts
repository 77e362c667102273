import { z } from 'zod';
import type { EnrollmentId } from '../ids';

/**
 * What an administrator may ask for on one device, beside its policy. `wipe` revokes the work data and unenrolls;
 * `unenroll` says what becomes of the work data (`keepData` absent: as the device's RevokeOnUnenroll has it); `handoff`
 * offers the change to MDM and `withdraw-handoff` takes the offer back; `resync` has everything sent again.
 */
export const actionRequest = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('resync') }).describe('Sends every setting of the policy again.'),
  z
    .strictObject({
      type: z.literal('unenroll'),
      keepData: z
        .boolean()
        .optional()
        .describe('Whether work files stay readable; as the policy has it (revokeOnUnenroll) when absent.'),
    })
    .describe('Ends the enrollment.'),
  z.strictObject({ type: z.literal('wipe') }).describe('Withdraws access to the work data, and ends the enrollment.'),
  z
    .strictObject({
      type: z.literal('handoff'),
      discoveryUrl: z
        .url({ protocol: /^https$/ })
        .max(2048)
        .describe('MDM discovery URL that Windows offers to the user.'),
      mdmEnterpriseId: z
        .string()
        .min(1)
        .max(253)
        .describe(
          'Primary enterprise id of the MDM policy; must equal that of the PC, or the work data would be lost.',
        ),
    })
    .describe('Offers the user to move the PC to MDM.'),
  z.strictObject({ type: z.literal('withdraw-handoff') }).describe('Takes that offer back.'),
]);

/** See {@link actionRequest}. */
export type ActionRequest = z.infer<typeof actionRequest>;

/** Every type of {@link ActionRequest}. */
export const ACTION_TYPES = [
  'resync',
  'unenroll',
  'wipe',
  'handoff',
  'withdraw-handoff',
] as const satisfies readonly ActionRequest['type'][];

/**
 * Where an action stands. `pending` waits for the device and may be cancelled; `sent` went out and cannot be called back;
 * the others are over.
 */
export type ActionStatus = 'pending' | 'sent' | 'confirmed' | 'failed' | 'expired' | 'cancelled' | 'superseded';

/** One action on one device; row `live_action_{id}`. Times are ISO 8601 in UTC. */
export interface Action {
  /** From the caller's Idempotency-Key, or random: 1 to 64 characters of `[A-Za-z0-9-]`; unique on the device. */
  readonly id: string;
  readonly generation: EnrollmentId;
  readonly request: ActionRequest;
  readonly status: ActionStatus;
  /** Object id of who asked for it. */
  readonly requestedBy: string;
  readonly requestedAt: string;
  /** When the status last changed. */
  readonly changedAt: string;
  /** Why it failed or ended, in plain words. */
  readonly reason?: string;
}
