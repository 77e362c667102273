import type { HealthEvidence } from '../compliance/attestation/attestation-state';
import type { CompiledPolicy } from '../policy/setting';
import type { LogPage } from '../wip-logs/read-log';
import type { DeviceSnapshot, SyncContext, SyncRequest } from './exchange';
import type { Received } from './receive-message';
import type { PolicyPointer } from './session';

/** A message that was taken in, with everything that the answer depends on. */
export interface Turn {
  readonly device: DeviceSnapshot;
  readonly request: SyncRequest;
  readonly context: SyncContext;
  readonly received: Received;
  /** What came of verifying the health report that the message brought. */
  readonly health?: HealthEvidence;
  /** The page of the log of the protection that the message brought, once it is stored. */
  readonly logPage?: LogPage;
}

/** A policy revision, compiled for the device. */
export interface Assigned {
  readonly pointer: PolicyPointer;
  readonly policy: CompiledPolicy;
}

/** Things in the client's message that may want a status: what the reply has less room for. */
export function statusCount({ request }: Turn): number {
  return request.message.body.length;
}
