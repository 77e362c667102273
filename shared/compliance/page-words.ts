import type { ComplianceState } from './verdict';

/** How a PC stands as its user is told: as the verdict says, or without one. */
export type StandingState = ComplianceState | 'nothingDemanded';

/** Codes of the refusals that have a sentence of their own on the page. */
export type CompliancePageReason =
  | 'compliance.visit'
  | 'compliance.sign-in'
  | 'token.personal-account'
  | 'tenant.unknown';

/** The words of the user's page itself, in one language. `{account}`, `{organization}` and `{until}` are filled in. */
export interface CompliancePageWords {
  readonly title: string;
  readonly introduction: string;
  /** Why the user signs in, and what is kept of it. */
  readonly privacy: string;
  readonly button: string;
  /** Title of the answer. */
  readonly devices: string;
  readonly signedIn: string;
  /** Instead of a computer name. */
  readonly unnamed: string;
  readonly states: Readonly<Record<StandingState, string>>;
  /** Labels of times; `never` stands instead of one. */
  readonly facts: Readonly<Record<'since' | 'lastReport' | 'added' | 'never', string>>;
  /** When the PC reports, and how the user lets it report now. */
  readonly report: string;
  /** For a user without PCs. */
  readonly none: { readonly problem: string; readonly advice: string };
  readonly suspended: string;
  readonly offboarding: string;
  readonly again: string;
  readonly refusal: {
    readonly title: string;
    readonly reference: string;
    readonly button: string;
    /** For every refusal that `reasons` does not name. */
    readonly other: string;
    /** When something that the service needs is down. */
    readonly unavailable: string;
    readonly reasons: Readonly<Record<CompliancePageReason, string>>;
  };
}
