import type { StepOutcome } from '../outcome';
import type { Session } from '../session';

/** What the administrator wants the tenant to look like. */
export interface OnboardingWishes {
  /** Users whose devices enroll; `undefined` leaves it as it is. */
  readonly scope: 'none' | 'all' | { readonly groups: readonly string[] } | undefined;
  /** Overwrite what somebody else has set. */
  readonly force: boolean;
  /** Name of the organization in the service; that of the directory without. */
  readonly displayName: string | undefined;
  /** BCP 47 tags of the terms; the directory's own language and English without. */
  readonly languages: readonly string[];
  /** Folder with the terms, one file a language. */
  readonly termsFolder: string;
  /** An application of the tenant's own in place of the vendor's, and its host name. */
  readonly own: { readonly clientId: string; readonly host: string } | undefined;
  /** How long to wait for the consent, in milliseconds. */
  readonly consentWaitMs: number;
}

/** One thing that is looked at first and done only where it is missing. @throws Stop, GraphRefusal, ApiRefusal */
export type Step = (session: Session, wishes: OnboardingWishes) => Promise<StepOutcome>;
