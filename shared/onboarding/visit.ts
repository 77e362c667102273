import type { Id, TenantId, UserId } from '../ids';

/**
 * Names one visit of an administrator who brings a tenant in by browser, and is the `state` of both trips to Entra: the day
 * (UTC) and 256 bits that nobody can guess, e.g. `20261124-q0...`.
 */
export type VisitId = Id<'VisitId'>;

/** The visit id, or `undefined` when the text cannot be one. */
export const parseVisitId = (text: unknown): VisitId | undefined =>
  typeof text === 'string' && /^[0-9]{8}-[A-Za-z0-9_-]{43}$/.test(text) ? (text as VisitId) : undefined;

/** Who came back, as the verified id token says. */
export interface Visitor {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** Holds `Mam.Admin` already. */
  readonly isAdministrator: boolean;
}

/** A visitor who was shown what would be created. */
export interface SignedInVisit extends Visitor {
  readonly stage: 'signed-in';
}

/** A visitor who confirmed and was sent to Entra to consent. */
export interface ConsentingVisit extends Visitor {
  readonly stage: 'consenting';
  readonly displayName: string;
  /** The tenant had let the application in before this visit, so a consent proves nothing about the visitor. */
  readonly hadConsent: boolean;
}

/** A visit that is over; it cannot be used again. */
export interface EndedVisit {
  readonly stage: 'ended';
}

/** What every visit has: its browser, and when it began (ISO 8601). */
export interface VisitFrame {
  readonly id: VisitId;
  /** SHA-256 of the browser's cookie, base64url. */
  readonly browser: string;
  readonly begunAt: string;
}

/** One visit, at its stage; each stage is entered once. Nothing is stored before Entra has vouched for somebody. */
export type Visit = VisitFrame & (SignedInVisit | ConsentingVisit | EndedVisit);

/** Name of a stage. */
export type Stage = Visit['stage'];

/** How long a visit may take, from its begin, in milliseconds. */
export const VISIT_MS = 30 * 60_000;

/** True while the visit may go on; the distance counts in both directions. */
export const isCurrent = ({ begunAt }: Pick<VisitFrame, 'begunAt'>, now: Date): boolean =>
  Math.abs(now.getTime() - Date.parse(begunAt)) < VISIT_MS;
