import type { AcceptanceId, DeviceId, TenantId, UserId } from '../ids';

/** One showing of the terms of use to one user and what the user decided. Times are ISO 8601 in UTC. */
export interface Acceptance {
  /** Random, so that it can be neither guessed nor forged: form field of the page, and OpaqueBlob on acceptance. */
  readonly id: AcceptanceId;
  readonly tenantId: TenantId;
  readonly userId: UserId;
  /** Version and language of the text that was shown. */
  readonly version: string;
  readonly locale: string;
  /** Where the browser goes after the decision; checked against the allow-list before it was stored. */
  readonly redirectUri: string;
  /** `client-request-id` of the page request, echoed in the redirect. */
  readonly clientRequestId?: string;
  readonly shownAt: string;
  readonly decision?: 'accepted' | 'declined';
  readonly decidedAt?: string;
  /** The device that used it first; no other may use it. */
  readonly boundTo?: DeviceId;
}
