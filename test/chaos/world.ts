import type { Service } from '../../functions/service';
import { unavailableDirectory, unavailableGroups } from '../../functions/unavailable-graph';
import { readConfig } from '../../shared/config';
import { createTenantAdmission } from '../../shared/identity/admission';
import type { TokenVerifier } from '../../shared/identity/principal';
import { type DeviceId, parseDeviceId, parseTenantId, parseUserId, type TenantId, type UserId } from '../../shared/ids';
import { storeOver } from '../../shared/storage/open-store';
import { createPolicySource } from '../../shared/storage/policy-source';
import type { Store } from '../../shared/storage/store';
import type { Table } from '../../shared/storage/table';
import { guidFrom, type PcClock, type PcIdentity, type TokenSource } from '../../simulator/index';
import { MemoryTable } from '../support/memory-table';
import { troubledTable } from './delivery';
import { Instance } from './instance';

const ORIGIN = 'http://127.0.0.1:7071';
const TABLES = ['tenants', 'devices', 'people', 'roster', 'audit', 'due', 'wiplogs'] as const;

const CONFIG = readConfig({
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  MAM_PUBLIC_URL: ORIGIN,
  MAM_CLIENT_ID: guidFrom('client'),
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
});

/** Where the simulated PCs enroll. */
export const DISCOVERY_URL = `${ORIGIN}/mam/enroll`;

/** The service in two instances over one storage, with a clock that moves when somebody says so. */
export class World {
  /** Direct access to storage, past all trouble. */
  readonly store: Store;
  readonly instances: readonly [Instance, Instance];
  /** Lines that the instances logged as warnings and errors; the newest last. */
  readonly log: string[] = [];
  readonly #tables = new Map(TABLES.map((name) => [name, new MemoryTable()]));
  #time = Date.parse('2026-11-24T08:00:00.000Z');

  constructor() {
    this.store = this.#openStore((table) => table);
    this.instances = [this.#startInstance(), this.#startInstance()];
  }

  readonly now = (): Date => new Date(this.#time);

  advance(milliseconds: number): void {
    this.#time += milliseconds;
  }

  /** The clock of a PC: whoever waits moves the time of all. */
  readonly pcClock: PcClock = { now: this.now, wait: async (milliseconds) => this.advance(milliseconds) };

  #openStore(through: (table: Table) => Table): Store {
    return storeOver((name) => through(this.#tables.get(name) ?? new MemoryTable()));
  }

  #startInstance(): Instance {
    const store = this.#openStore(troubledTable);
    const admission = createTenantAdmission({ store: store.tenants, clock: this.now });
    const service: Service = {
      config: CONFIG,
      store,
      admission,
      attestation: { verify: async () => ({ failure: 'validation-unavailable' }) },
      verifier: plainVerifier(admission),
      policies: createPolicySource(store.tenants),
      groups: unavailableGroups,
      directory: unavailableDirectory,
      clock: this.now,
    };
    return new Instance(service, (line) => {
      this.log.push(line);
      if (this.log.length > 50) this.log.shift();
    });
  }
}

/** Ids that follow from a name; what stands before a slash in it names the tenant. @throws TypeError never: names make GUIDs */
export function idsFrom(name: string): { tenantId: TenantId; userId: UserId; deviceId: DeviceId } {
  const tenantId = parseTenantId(guidFrom(`tenant ${name.split('/')[0]}`));
  const userId = parseUserId(guidFrom(`user ${name}`));
  const deviceId = parseDeviceId(guidFrom(`device ${name}`));
  if (tenantId === undefined || userId === undefined || deviceId === undefined) throw new TypeError('a GUID is an id');
  return { tenantId, userId, deviceId };
}

/** Tokens of these schedules: the ids in the clear. Verifying real ones is proven elsewhere. */
export function plainTokens({ tenantId, userId, deviceId }: PcIdentity): TokenSource {
  const token = Buffer.from(JSON.stringify([tenantId, userId, deviceId])).toString('base64url');
  return async () => token;
}

function plainVerifier(admission: Service['admission']): TokenVerifier {
  return {
    verifyDevice: async (token, freshness) => {
      const claims: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
      const [tid, oid, deviceid] = Array.isArray(claims) ? claims : [];
      const [tenantId, userId, deviceId] = [parseTenantId(tid), parseUserId(oid), parseDeviceId(deviceid)];
      if (tenantId === undefined || userId === undefined)
        throw new TypeError('the token of this schedule is malformed');
      const tenant = await admission.find(tenantId, freshness);
      if (tenant === undefined) throw new TypeError('the tenant of this schedule was created');
      return { tenantId, userId, deviceId, userName: undefined, tenant };
    },
    verifyCaller: () => Promise.reject(new TypeError('nobody calls the management API here')),
    verifyNewcomer: () => Promise.reject(new TypeError('nobody is onboarded here')),
  };
}
