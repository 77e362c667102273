import type { AttestationService } from '../shared/attestation/attestation-service';
import type { Clock } from '../shared/clock';
import type { Config } from '../shared/config';
import type { DeviceWriter } from '../shared/graph/device-writer';
import type { GroupSource } from '../shared/graph/group-source';
import type { TenantAdmission, TokenVerifier } from '../shared/identity/principal';
import type { PolicySource } from '../shared/storage/policy-source';
import type { Store } from '../shared/storage/store';

/** The parts of the running service, put together once per process. */
export interface Service {
  readonly config: Config;
  readonly store: Store;
  readonly verifier: TokenVerifier;
  readonly admission: TenantAdmission;
  readonly policies: PolicySource;
  readonly groups: GroupSource;
  /** Tells Entra how devices stand. */
  readonly directory: DeviceWriter;
  /** Those who can vouch for the health of a PC. */
  readonly attestation: AttestationService;
  readonly clock: Clock;
}

let running: Service | undefined;

/** Makes the service known to the routes; called once by `index.ts` before any route is registered. */
export function startService(parts: Service): void {
  running = parts;
}

/** The running service. @throws Error when a route was registered without it. */
export function service(): Service {
  if (running === undefined) throw new Error('startService() must run before the first request');
  return running;
}
