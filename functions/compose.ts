import { type AttestationService, createAttestationService } from '../shared/attestation/attestation-service';
import { type Clock, systemClock } from '../shared/clock';
import { CLOUD_HOSTS } from '../shared/clouds';
import { type Config, readConfig } from '../shared/config';
import { createDeviceWriter } from '../shared/graph/device-writer';
import { NO_PATIENCE } from '../shared/graph/graph-transport';
import { createGroupSource } from '../shared/graph/group-source';
import { createTenantGraph } from '../shared/graph/tenant-graph';
import { createTenantAdmission } from '../shared/identity/admission';
import { createServiceCredential } from '../shared/identity/service-credential';
import { createTokenVerifier } from '../shared/identity/verify-token';
import { createLog } from '../shared/log';
import { openStore } from '../shared/storage/open-store';
import { createPolicySource } from '../shared/storage/policy-source';
import type { Store } from '../shared/storage/store';
import type { Service } from './service';
import { unavailableDirectory, unavailableGroups } from './unavailable-graph';

// A PC waits for its sync meanwhile; what is written into the directory waits in its outbox.
const GRAPH_MS = 4_000;
const ATTESTATION_MS = 8_000;

/**
 * Puts the service together from its settings. Nothing here speaks to the network: the first request does.
 * @throws SettingError that names every missing or wrong setting
 */
export function composeService(env: Readonly<Record<string, string | undefined>>): Service {
  const config = readConfig(env);
  const clock = systemClock;
  const store = storeOf(config);
  const admission = createTenantAdmission({ store: store.tenants, clock });
  const verifier = createTokenVerifier({ config, admission, clock, log: createLog(console) });
  const policies = createPolicySource(store.tenants);
  const attestation = attestationOf(config, clock);
  return { config, store, verifier, admission, policies, ...graphOf(config, clock), attestation, clock };
}

// On a developer's machine nothing can vouch for the service at the real Microsoft Graph, only at a stand-in.
function graphOf(config: Config, clock: Clock): Pick<Service, 'groups' | 'directory'> {
  if (config.development && config.graphUrl === CLOUD_HOSTS[config.cloud].graph) {
    return { groups: unavailableGroups, directory: unavailableDirectory };
  }
  const credential = createServiceCredential(config);
  const graph = createTenantGraph({ config, credential, clock, patience: NO_PATIENCE, timeoutMs: GRAPH_MS });
  return { groups: createGroupSource(graph), directory: createDeviceWriter(graph) };
}

function attestationOf({ attestationHosts, attestationStandIn }: Config, clock: Clock): AttestationService {
  return createAttestationService({
    allowedHosts: attestationHosts,
    standIn: attestationStandIn,
    clock,
    fetch: globalThis.fetch,
    timeoutMs: ATTESTATION_MS,
  });
}

function storeOf(config: Config): Store {
  if ('connectionString' in config.tables) return openStore(config.tables);
  return openStore({ url: config.tables.url, credential: createServiceCredential(config) });
}
