import { BrokenPromise } from './broken-promise';
import { STORAGE_TROUBLES } from './delivery';
import { differences, refusedKeys, stateDifferences, wantedOf } from './desired-state';
import { Desk } from './desk';
import { gaveUp } from './gave-up';
import { NETWORK_TROUBLES, Network } from './network';
import { NODE_FAULTS, NodeFaults } from './node-faults';
import { Office } from './office';
import { Random } from './random';
import { Watch } from './watch';
import { DISCOVERY_URL, idsFrom, World } from './world';

const DAY = 24 * 60 * 60_000;
const ALL_RESTS_OVER = 33 * DAY;
const TROUBLE_RATE = 0.2;
const AT_ONCE = 16;
const MOST_TRIES = 50;

/** What became of a fleet. */
export interface FleetReport {
  readonly devices: number;
  /** One line for each device that is not as its policy wants it. */
  readonly failures: readonly string[];
  readonly troubles: ReadonlyMap<string, number>;
}

/**
 * Runs a fleet of one tenant: every device enrolls, syncs while its policy changes and a fifth of all requests and
 * commands fails in every way there is, and must end as its policy wants it.
 */
export async function runFleet(devices: number, seed: number): Promise<FleetReport> {
  const world = new World();
  const random = new Random(seed);
  const office = new Office(`fleet-${seed}`, { world, random, tell: () => undefined });
  await office.open();
  const members = Array.from(
    { length: devices },
    (_, n) => new Member(`fleet-${seed}/${n}`, world, random.int(2 ** 32)),
  );
  const failures = new Map<Member, string>();
  const all = (step: (member: Member) => Promise<void>) => eachOf(members, step, failures);
  await all((member) => member.enroll());
  for (let day = 0; day < 3; day += 1) {
    await all((member) => member.sync());
    await office.changePolicy();
    world.advance(DAY);
  }
  world.advance(ALL_RESTS_OVER);
  await all((member) => member.settle());
  await all((member) => member.expectDesired());
  const troubles = sumOf(members.map((member) => member.troubles));
  return { devices, failures: [...failures.values()], troubles };
}

/** Every kind of trouble that a fleet must have met, large as it is: a kind that never came proves nothing. */
const KINDS: readonly string[] = [
  ...NETWORK_TROUBLES,
  ...STORAGE_TROUBLES.map((kind) => `storage ${kind}`),
  ...NODE_FAULTS.map((code) => `node ${code}`),
];

/** The kinds of trouble that a fleet did not meet. */
export function missedTroubles({ troubles }: FleetReport): readonly string[] {
  return KINDS.filter((kind) => !troubles.has(kind));
}

class Member {
  readonly #name: string;
  readonly #world: World;
  readonly #watch: Watch;
  readonly #network: Network;
  readonly #faults: NodeFaults;
  readonly #desk: Desk;

  constructor(name: string, world: World, seed: number) {
    const random = new Random(seed);
    this.#name = name;
    this.#world = world;
    this.#watch = new Watch(world.store, idsFrom(name));
    this.#faults = new NodeFaults(random);
    this.#network = new Network({
      instances: world.instances,
      random,
      tell: () => undefined,
      replied: (request, response) => this.#watch.replied(request, response),
      late: (request) => this.#watch.late(request),
      killed: () => this.#watch.forget(),
      meanwhile: async () => undefined,
    });
    this.#network.troubleRate = TROUBLE_RATE;
    this.#faults.rate = TROUBLE_RATE;
    // The time of all does not move because one of them waits.
    const clock = { now: world.now, wait: async () => undefined };
    const parts = { clock, discoveryUrl: DISCOVERY_URL, network: this.#network, faults: this.#faults };
    this.#desk = new Desk({ name, tell: () => undefined, ...parts });
  }

  get name(): string {
    return this.#name;
  }

  get troubles(): ReadonlyMap<string, number> {
    return sumOf([this.#network.counts, new Map([...this.#faults.counts].map(([code, n]) => [`node ${code}`, n]))]);
  }

  async enroll(): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if ((await this.#desk.enroll().then(() => '', gaveUp)) === '') return;
    }
    throw new BrokenPromise('the device cannot enroll');
  }

  async sync(): Promise<void> {
    this.#watch.forget();
    const ended = await this.#desk.pc.sync().then(({ ended: end }) => end, gaveUp);
    this.#desk.check();
    // A late copy of its enrollment has opened a newer generation: Windows shows an error, and the user enrolls again.
    if (ended === 'refused') await this.enroll();
  }

  async settle(): Promise<void> {
    this.#network.troubleRate = 0;
    this.#faults.rate = 0;
    while (await this.#network.releaseLate()) this.#watch.forget();
    for (let session = 0; session < 3; session += 1) await this.sync();
  }

  async expectDesired(): Promise<void> {
    const wanted = await wantedOf(this.#world.store, await this.#watch.live());
    const exempt = refusedKeys(wanted.policy, (uri) => this.#faults.isRefused(uri));
    const { pc, account } = this.#desk;
    const wrong = [...differences({ tree: pc.tree, account }, wanted, exempt), ...stateDifferences(wanted, exempt)];
    if (wrong.length > 0) throw new BrokenPromise(wrong.join('\n  '));
  }
}

async function eachOf(
  members: readonly Member[],
  step: (member: Member) => Promise<void>,
  failures: Map<Member, string>,
): Promise<void> {
  const waiting = members.filter((member) => !failures.has(member)).values();
  const work = async () => {
    for (const member of waiting) {
      await step(member).catch((thrown: unknown) => failures.set(member, `${member.name}: ${String(thrown)}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

function sumOf(counts: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const count of counts) for (const [name, n] of count) sum.set(name, (sum.get(name) ?? 0) + n);
  return sum;
}
