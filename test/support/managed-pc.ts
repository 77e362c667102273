import { createHash } from 'node:crypto';
import { parseDeviceId, parseTenantId } from '../../shared/ids';
import type { AuditEntry, WipeProof } from '../../shared/storage/stores/audit';
import type { DeviceKey } from '../../shared/storage/stores/stored';
import { type TenantSettings, tenantSettings } from '../../shared/tenant/tenant';
import { type PcOptions, SimulatedPc, steppedClock } from '../../simulator/index';
import { deviceToken, managerToken, onboard, type TestPerson, type TestService } from './service';

/** A policy with WIP at work, so that there is work data to lose. */
export const WIP_POLICY = {
  schemaVersion: 1,
  name: 'Personal PCs',
  wip: { mode: 'silent', primaryDomain: 'contoso.com' },
  apps: {
    protected: [
      {
        type: 'store',
        name: 'Power BI',
        publisher: 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
        product: 'Microsoft.MicrosoftPowerBIForWindows',
      },
    ],
  },
};

/** A simulated PC, the person it belongs to, and an administrator of the tenant. */
export interface ManagedPc {
  readonly person: TestPerson;
  readonly pc: SimulatedPc;
  readonly admin: Manager;
}

/** Somebody who calls the management API. */
export class Manager {
  readonly #origin: string;
  readonly #token: string;

  constructor(origin: string, token: string) {
    this.#origin = origin;
    this.#token = token;
  }

  /** Calls a path below `/api/v1`. */
  async call(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const reply = await fetch(`${this.#origin}/api/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Asks something of a device, under an Idempotency-Key where there is one. */
  act(deviceId: string, request: unknown, key?: string) {
    return this.call(
      'POST',
      `devices/${deviceId}/actions`,
      request,
      key === undefined ? {} : { 'idempotency-key': key },
    );
  }

  cancel(deviceId: string, action: string) {
    return this.call('POST', `devices/${deviceId}/actions/${action}/cancel`);
  }

  /** Saves a policy; without name that of {@link managedPc}. */
  async savePolicy(document: object, name = 'pcs'): Promise<void> {
    const { status, body } = await this.call('PUT', `policies/${name}`, document);
    if (status !== 200) throw new Error(`the policy was refused: ${JSON.stringify(body.errors)}`);
  }

  async device(deviceId: string) {
    return (await this.call('GET', `devices/${deviceId}`)).body;
  }
}

/** Somebody with these roles in a tenant. */
export async function managerOf(
  service: TestService,
  tenantId: string,
  roles: readonly string[] = ['Mam.Admin'],
  origin = service.origin,
): Promise<Manager> {
  return new Manager(origin, await managerToken(service, tenantId, ...roles));
}

/** What a managed PC is set up with. */
export interface Setup {
  readonly policy?: object;
  readonly settings?: Partial<TenantSettings>;
  readonly pc?: PcSetup;
}

/** What differs from an ordinary PC with Windows Pro, and from its ordinary user. */
export type PcSetup = Partial<Omit<PcOptions, 'tokens' | 'identity'>> &
  Partial<Pick<PcOptions['identity'], 'osEdition' | 'osVersion'>> & { readonly userName?: string };

/** A tenant of its own with a PC that has enrolled and synced once. */
export async function managedPc(service: TestService, setup: Setup = {}): Promise<ManagedPc> {
  const person = await onboard(service);
  const admin = await managerOf(service, person.tenantId);
  const { policy = WIP_POLICY, settings = {} } = setup;
  await admin.savePolicy(policy);
  await setTenant(admin, settings);
  const pc = pcOf(service, person, setup.pc);
  await pc.enroll(`${service.origin}/mam/enroll`);
  await pc.sync();
  return { person, pc, admin };
}

/** Changes settings of the tenant of {@link managedPc}; the others are as it made them. */
export async function setTenant(admin: Manager, settings: Partial<TenantSettings>): Promise<void> {
  const body = tenantSettings.parse({ termsRequired: false, defaultPolicy: 'pcs', ...settings });
  const { status } = await admin.call('PUT', 'tenant', body);
  if (status !== 200) throw new Error(`the tenant could not be changed: ${status}`);
}

/** A PC of a person that speaks to the service over HTTP, and waits for nothing. */
export function pcOf(service: TestService, person: TestPerson, setup: PcSetup = {}): SimulatedPc {
  const { osEdition = 48, osVersion = '10.0.19045.2364', userName = 'ada@contoso.example', ...options } = setup;
  const name = { preferred_username: userName };
  return new SimulatedPc({
    identity: {
      ...person,
      userName,
      omaDeviceId: createHash('md5').update(person.deviceId).digest('hex').toUpperCase(),
      deviceName: 'ADA-PC',
      osVersion,
      osEdition,
      locale: 'de-AT',
    },
    tokens: (purpose) =>
      deviceToken(service, person, { ...name, ...(purpose === 'terms' ? { deviceid: undefined } : {}) }),
    clock: steppedClock(new Date()),
    ...options,
  });
}

/** The device as storage knows it. */
export function keyOf(person: TestPerson): DeviceKey {
  const tenantId = parseTenantId(person.tenantId);
  const deviceId = parseDeviceId(person.deviceId);
  if (tenantId === undefined || deviceId === undefined) throw new Error('the ids of a test person are GUIDs');
  return { tenantId, deviceId };
}

/** The audit rows of this month about actions and leaving, oldest first: `action.sent done`. */
export async function auditTrail(service: TestService, person: TestPerson): Promise<string[]> {
  const month = new Date().toISOString().slice(0, 7).replace('-', '');
  const { entries } = await service.store.audit.list(keyOf(person).tenantId, month, { size: 200 });
  const isAbout = ({ action }: AuditEntry) => action.startsWith('action.') || action === 'device.unenrolled';
  return entries
    .filter(isAbout)
    .map(({ action, outcome }) => `${action} ${outcome}`)
    .reverse();
}

/** The wipe proofs of a tenant. */
export async function proofsOf(service: TestService, person: TestPerson): Promise<WipeProof[]> {
  return (await service.store.audit.listProofs(keyOf(person).tenantId, { size: 100 })).proofs;
}
