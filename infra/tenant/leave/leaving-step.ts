import type { StepOutcome } from '../outcome';
import type { Session } from '../session';

/** How the tenant wants to leave. */
export interface LeavingWishes {
  /** What becomes of the work data on the PCs. */
  readonly workData: 'keep' | 'remove';
  /** How long to wait for the PCs now, in milliseconds; they come at their next sync. */
  readonly waitMs: number;
  /** Go on although PCs have not come: they keep their work data, and what protects it. */
  readonly abandonDevices: boolean;
  /** Leave the consent in place. */
  readonly keepApplication: boolean;
  /** An application of the tenant's own that was onboarded in place of the vendor's. */
  readonly own: { readonly clientId: string; readonly host: string } | undefined;
}

/** One thing that is undone where it is still there. @throws Stop, GraphRefusal, ApiRefusal */
export type LeavingStep = (session: Session, wishes: LeavingWishes) => Promise<StepOutcome>;
