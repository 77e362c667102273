import type { Action, ActionRequest } from '../../shared/actions/action';
import { transition } from '../../shared/actions/transition';
import { ServiceError } from '../../shared/errors';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import type { Stored } from '../../shared/storage/stores/stored';
import { type Tenant, type TenantStatus, tenantSettings } from '../../shared/tenant/tenant';
import { FIRST_POLICY, nextPolicy } from './policies';
import type { Random } from './random';
import { idsFrom, type World } from './world';

const POLICY = 'pcs';
const HANDOFF = {
  discoveryUrl: 'https://mdm.contoso.com/EnrollmentServer/Discovery.svc',
  mdmEnterpriseId: 'contoso.com',
};

/** What administrators ask of a device here. */
const REQUESTS: readonly (readonly [weight: number, request: ActionRequest])[] = [
  [3, { type: 'resync' }],
  [3, { type: 'wipe' }],
  [1, { type: 'unenroll' }],
  [1, { type: 'unenroll', keepData: true }],
  [1, { type: 'unenroll', keepData: false }],
  [2, { type: 'handoff', ...HANDOFF }],
  [1, { type: 'handoff', ...HANDOFF, mdmEnterpriseId: 'fabrikam.com' }],
  [1, { type: 'withdraw-handoff' }],
];

/** The administrators of one tenant: they change its policy and status, and ask things of its one device. */
export class Office {
  readonly #world: World;
  readonly #random: Random;
  readonly #ids: ReturnType<typeof idsFrom>;
  readonly #tell: (line: string) => void;
  #document = FIRST_POLICY;
  #asked = 0;

  constructor(name: string, parts: { world: World; random: Random; tell: (line: string) => void }) {
    this.#world = parts.world;
    this.#random = parts.random;
    this.#tell = parts.tell;
    this.#ids = idsFrom(name);
  }

  /** Creates the tenant with its first policy. */
  async open(): Promise<void> {
    const settings = tenantSettings.parse({ termsRequired: false, deviceCapPerUser: 100, defaultPolicy: POLICY });
    const { tenants } = this.#world.store;
    await tenants.create({ id: this.#ids.tenantId, displayName: 'Contoso', status: 'active', settings });
    await this.#save(this.#document);
  }

  /** Adds, changes and removes settings. */
  async changePolicy(): Promise<void> {
    this.#document = nextPolicy(this.#document, this.#random);
    await this.#save(this.#document);
  }

  async setStatus(status: TenantStatus): Promise<void> {
    this.#tell(`the tenant is ${status}`);
    await this.#changed(await this.#world.store.tenants.replace(await this.#tenant(), { status }));
  }

  async assign(isAssigned: boolean): Promise<void> {
    this.#tell(isAssigned ? 'the policy is assigned' : 'no policy is assigned');
    const tenant = await this.#tenant();
    const { defaultPolicy: _, ...others } = tenant.value.settings;
    const settings = isAssigned ? { ...others, defaultPolicy: POLICY } : others;
    await this.#changed(await this.#world.store.tenants.replace(tenant, { settings }));
  }

  /** Asks something of the device, if it is enrolled. */
  async ask(live: LiveDevice): Promise<void> {
    const enrollment = live.enrollment?.value;
    if (enrollment === undefined || enrollment.ended !== undefined) return;
    const request = this.#random.weighed(REQUESTS);
    this.#asked += 1;
    const at = this.#world.now().toISOString();
    const { generation } = enrollment;
    const action: Action = {
      id: `action-${this.#asked}`,
      generation,
      request,
      status: 'pending',
      requestedBy: this.#ids.userId,
      requestedAt: at,
      changedAt: at,
    };
    this.#tell(`${action.id}: ${JSON.stringify(request)}`);
    await this.#world.store.devices.addAction(this.#ids, action).catch(unlessTooMany);
  }

  /** Cancels an action that is still pending. */
  async cancel({ actions }: LiveDevice): Promise<void> {
    const pending = actions.filter(({ value }) => value.status === 'pending');
    if (pending.length === 0) return;
    const stored = this.#random.pick(pending);
    this.#tell(`${stored.value.id} is cancelled`);
    const cancelled = transition(stored.value, 'cancelled', { now: this.#world.now() });
    await this.#world.store.devices.replaceAction(this.#ids, stored, cancelled);
  }

  /** What housekeeping does with an exit that nobody has heard of for the tenant's days. */
  async expire({ actions }: LiveDevice): Promise<void> {
    const exits = actions.filter(({ value }) => value.request.type === 'wipe' || value.request.type === 'unenroll');
    for (const stored of exits) {
      this.#tell(`${stored.value.id} expires`);
      const expired = transition(stored.value, 'expired', { now: this.#world.now(), reason: 'not heard of' });
      await this.#world.store.devices.replaceAction(this.#ids, stored, expired);
    }
  }

  async #save(document: unknown): Promise<void> {
    const savedAt = this.#world.now().toISOString();
    const policy = { name: POLICY, document, author: this.#ids.userId, savedAt };
    const { tenant, revision } = await this.#world.store.tenants.savePolicy(await this.#tenant(), policy);
    this.#tell(`revision ${revision}`);
    await this.#changed(tenant);
  }

  async #tenant(): Promise<Stored<Tenant>> {
    const tenant = await this.#world.store.tenants.load(this.#ids.tenantId);
    if (tenant === undefined) throw new TypeError('the tenant was created');
    return tenant;
  }

  // The instance that saved it knows at once, the others within a minute.
  async #changed({ value }: Stored<Tenant>): Promise<void> {
    this.#random.pick(this.#world.instances).service.admission.remember(value);
  }
}

function unlessTooMany(thrown: unknown): void {
  if (!(thrown instanceof ServiceError) || thrown.code !== 'actions.too-many') throw thrown;
}
