import type { HealthEvidence } from '../compliance/attestation/attestation-state';
import type { CompiledPolicy } from '../policy/setting';
import type { LogPage } from '../wip-logs/read-log';
import type { DeviceSnapshot, SyncContext } from './exchange';
import type { Asking } from './planned-step';
import type { Received } from './receive-message';

/** What an inquiry may know when it takes an answer in, or asks. */
export interface Inquiring {
  readonly device: DeviceSnapshot;
  readonly received: Received;
  readonly context: SyncContext;
  /** The policy that the device has; its `asks` say what the tenant wants to know. */
  readonly policy: CompiledPolicy;
  /** What came of verifying the health report that the message brought. */
  readonly health?: HealthEvidence;
  /** The page of the log that the message brought, once it is stored. */
  readonly logPage?: LogPage;
  /** The sync asks something already: what is due within a day goes along. */
  readonly isAsking?: boolean;
}

/** What an inquiry keeps between two messages. */
export interface InquiryState {
  /** When a sync asks again, ISO 8601; absent: nothing is due until the policy changes. */
  readonly dueAt?: string;
}

/**
 * Something that is asked of a device beside its policy: facts, a health report, the log of the protection. Pure: what
 * it needs to go on with, a nonce or a place in the log, is in its state, which is stored with the decision.
 */
export interface Inquiry<State extends InquiryState> {
  /** Takes in what a message brought; the same state when that was nothing. */
  take(inquiring: Inquiring, state: State | undefined): State | undefined;
  /**
   * What to ask now; no steps when nothing is due, or when an answer is awaited that comes later. A state that asks moves
   * its `dueAt` on at once, so that it does not ask twice in a session; one that the policy asks nothing of is dropped.
   */
  ask(inquiring: Inquiring, state: State | undefined): Asked<State>;
}

/** The commands of an inquiry, and its state after they were decided. */
export interface Asked<State extends InquiryState> {
  readonly steps: readonly Asking[];
  readonly state: State | undefined;
}
