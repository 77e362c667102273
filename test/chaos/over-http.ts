import { deviceClaimsV2 } from '../../local/entra/claims';
import { type Tenant, tenantSettings } from '../../shared/tenant/tenant';
import { type PcIdentity, steppedClock } from '../../simulator/index';
import { managerToken, type TestService } from '../support/running-service';
import { BrokenPromise } from './broken-promise';
import { differences, refusedKeys, stateDifferences, wantedOf } from './desired-state';
import { Desk } from './desk';
import { gaveUp } from './gave-up';
import { HttpInstance } from './http-instance';
import { Network } from './network';
import { NodeFaults } from './node-faults';
import { FIRST_POLICY, nextPolicy } from './policies';
import { Random } from './random';
import type { ScheduleReport } from './schedule';
import { Watch } from './watch';
import { idsFrom } from './world';

const POLICY = 'pcs';
const SESSIONS_TO_CONVERGE = 3;

/** Two running instances on one storage. */
export interface Deployment {
  readonly service: TestService;
  /** Origins of the instances. */
  readonly origins: readonly [string, string];
}

/**
 * Runs a schedule of a seed over HTTP: the deployable bundle in two instances, the storage emulator, signed tokens. Time
 * is the machine's own, so that nodes of the PC do not fail here and nothing has to wait for a retry.
 */
export async function runOverHttp(deployment: Deployment, seed: number): Promise<ScheduleReport> {
  const schedule = new HttpSchedule(deployment, seed);
  const failure = await schedule.run().then(
    () => undefined,
    (thrown: unknown) =>
      thrown instanceof Error ? `${thrown.name}: ${thrown.message}\n${thrown.stack}` : String(thrown),
  );
  return { seed, failure, story: schedule.story, troubles: schedule.troubles };
}

class HttpSchedule {
  readonly story: string[] = [];
  readonly #deployment: Deployment;
  readonly #random: Random;
  readonly #ids: ReturnType<typeof idsFrom>;
  readonly #watch: Watch;
  readonly #network: Network;
  readonly #desk: Desk;
  #document = FIRST_POLICY;

  constructor(deployment: Deployment, seed: number) {
    const { service, origins } = deployment;
    const name = `http-${seed}`;
    const random = new Random(seed);
    const tell = (line: string) => this.story.push(line);
    this.#deployment = deployment;
    this.#random = random;
    this.#ids = idsFrom(name);
    this.#watch = new Watch(service.store, this.#ids);
    this.#network = new Network({
      instances: [new HttpInstance(origins[0], service.tables), new HttpInstance(origins[1], service.tables)],
      random,
      tell,
      replied: (request, response) => this.#watch.replied(request, response),
      late: (request) => this.#watch.late(request),
      killed: () => this.#watch.forget(),
      meanwhile: async () => undefined,
    });
    this.#desk = new Desk({
      name,
      tell,
      clock: steppedClock(new Date()),
      discoveryUrl: `${service.origin}/mam/enroll`,
      network: this.#network,
      faults: new NodeFaults(new Random(seed), []),
      options: (identity) => ({ tokens: () => this.#token(identity) }),
    });
  }

  get troubles(): ReadonlyMap<string, number> {
    return this.#network.counts;
  }

  async run(): Promise<void> {
    await this.#openTenant();
    await this.#desk.enroll();
    this.#network.troubleRate = 0.3;
    const steps = [
      () => this.#sync(),
      () => this.#sync(),
      () => this.#savePolicy(),
      () => this.#enroll(),
      () => this.#cut(),
    ];
    for (let left = 6 + this.#random.int(8); left > 0; left -= 1) await this.#random.pick(steps)();
    await this.#calmDown();
    await this.#converge();
  }

  async #openTenant(): Promise<void> {
    const settings = tenantSettings.parse({ termsRequired: false, deviceCapPerUser: 100, defaultPolicy: POLICY });
    const tenant: Pick<Tenant, 'displayName' | 'status' | 'settings'> = {
      displayName: 'Contoso',
      status: 'active',
      settings,
    };
    await this.#deployment.service.store.tenants.create({ id: this.#ids.tenantId, ...tenant });
    await this.#put(this.#document);
  }

  async #savePolicy(): Promise<void> {
    this.#document = nextPolicy(this.#document, this.#random);
    await this.#put(this.#document);
  }

  async #put(document: unknown): Promise<void> {
    const { service, origins } = this.#deployment;
    const token = await managerToken(service, this.#ids.tenantId, 'Mam.Admin');
    const url = `${this.#random.pick(origins)}/api/v1/policies/${POLICY}`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const reply = await fetch(url, { method: 'PUT', headers, body: JSON.stringify(document) });
    this.story.push(`policy saved: HTTP ${reply.status}`);
    if (!reply.ok) throw new BrokenPromise(`the policy was answered HTTP ${reply.status}: ${await reply.text()}`);
    await reply.arrayBuffer();
    this.#watch.forget();
  }

  async #sync(): Promise<boolean> {
    this.#watch.forget();
    this.story.push('sync');
    const ended = await this.#desk.pc.sync().then(({ ended: end }) => end, gaveUp);
    this.story.push(`  ${ended}`);
    this.#desk.check();
    if (ended === 'refused') await this.#enroll();
    return ended === 'normally';
  }

  async #enroll(): Promise<void> {
    this.#watch.forget();
    this.story.push('enroll');
    await this.#desk.enroll().catch((thrown: unknown) => this.story.push(`  ${gaveUp(thrown)}`));
  }

  async #cut(): Promise<void> {
    this.#network.requestsLeft = 1 + this.#random.int(3);
    await this.#sync();
    this.#network.repair();
  }

  async #calmDown(): Promise<void> {
    this.story.push('calm');
    this.#network.troubleRate = 0;
    while (await this.#network.releaseLate()) this.#watch.forget();
  }

  // An instance believes its tenant row for a minute at most; what it saves or what the device has seen it knows at once.
  async #converge(): Promise<void> {
    await this.#put(this.#document);
    let wrong: readonly string[] = [];
    for (let session = 0; session < SESSIONS_TO_CONVERGE * 2; session += 1) {
      if (!(await this.#sync())) continue;
      wrong = await this.#wrong();
      if (wrong.length === 0) return;
    }
    throw new BrokenPromise(wrong.join('\n  '));
  }

  async #wrong(): Promise<readonly string[]> {
    const wanted = await wantedOf(this.#deployment.service.store, await this.#watch.live());
    const exempt = refusedKeys(wanted.policy, () => false);
    const { pc, account } = this.#desk;
    return [...differences({ tree: pc.tree, account }, wanted, exempt), ...stateDifferences(wanted, exempt)];
  }

  #token({ tenantId, userId, deviceId, userName }: PcIdentity): Promise<string> {
    const { entra, clientId } = this.#deployment.service;
    const user = { tenantId, userId, deviceId, userName, audience: clientId };
    return entra.token(deviceClaimsV2(entra.origin, user));
  }
}
