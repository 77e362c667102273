import { restsOnSolidGround } from '../../shared/sync/foundations';
import { LEVEL } from '../../shared/sync/work-identity';
import { ProtocolViolation, type SyncOptions } from '../../simulator/index';
import { BrokenPromise } from './broken-promise';
import { differences, refusedKeys, stateDifferences, stateInShort, wantedOf } from './desired-state';
import { Desk } from './desk';
import { gaveUp } from './gave-up';
import { Network } from './network';
import { NodeFaults } from './node-faults';
import { Office } from './office';
import { Random } from './random';
import { Watch } from './watch';
import { DISCOVERY_URL, idsFrom, World } from './world';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Longer than anything rests, a PC without WIP included. */
const ALL_RESTS_OVER = 33 * DAY;
/** Complete sessions after which a PC must be as wanted, once nothing fails any more. */
const SESSIONS_TO_CONVERGE = 2;
const MOST_ROUNDS = 12;

/** One schedule, as it went. */
export interface ScheduleReport {
  readonly seed: number;
  readonly failure: string | undefined;
  readonly story: readonly string[];
  /** How many troubles of each kind there were. */
  readonly troubles: ReadonlyMap<string, number>;
}

/** Runs the schedule of a seed: a PC, its users, its administrators and all that goes wrong between them. */
export async function runSchedule(seed: number): Promise<ScheduleReport> {
  const schedule = new Schedule(seed);
  const failure = await schedule.run().then(
    () => undefined,
    (thrown: unknown) =>
      thrown instanceof Error ? `${thrown.name}: ${thrown.message}\n${thrown.stack}` : String(thrown),
  );
  return { seed, failure, story: schedule.story, troubles: schedule.troubles };
}

type Step = () => Promise<unknown>;

class Schedule {
  readonly story: string[] = [];
  readonly #random: Random;
  readonly #world = new World();
  readonly #watch: Watch;
  readonly #network: Network;
  readonly #faults: NodeFaults;
  readonly #office: Office;
  readonly #desk: Desk;
  readonly #bootsDaily: boolean;
  #inSession = false;
  #isCalm = false;

  constructor(seed: number) {
    const name = String(seed);
    const random = new Random(seed);
    const tell = (line: string) => this.story.push(`${this.#world.now().toISOString()} ${line}`);
    this.#random = random;
    this.#bootsDaily = random.chance(0.4);
    this.#watch = new Watch(this.#world.store, idsFrom(name));
    this.#faults = new NodeFaults(random);
    this.#office = new Office(name, { world: this.#world, random, tell });
    this.#network = new Network({
      instances: this.#world.instances,
      random,
      tell,
      replied: (request, response) => this.#watch.replied(request, response),
      late: (request) => this.#watch.late(request),
      killed: () => this.#watch.forget(),
      meanwhile: () => this.#meanwhile(),
    });
    const parts = { discoveryUrl: DISCOVERY_URL, network: this.#network, faults: this.#faults, tell };
    // Some clients take small messages only, and some send what they read back in pieces.
    const maxMsgSize = random.pick([0, 0, 10_000, 30_000]);
    const partSize = random.pick([0, 0, 60]);
    const sizes = { limits: maxMsgSize === 0 ? {} : { maxMsgSize }, ...(partSize === 0 ? {} : { partSize }) };
    this.#desk = new Desk({ name, clock: this.#world.pcClock, options: () => sizes, ...parts });
  }

  get troubles(): ReadonlyMap<string, number> {
    return new Map([
      ...this.#network.counts,
      ...[...this.#faults.counts].map(([code, n]) => [`node ${code}`, n] as const),
    ]);
  }

  async run(): Promise<void> {
    await this.#office.open();
    await this.#desk.enroll();
    await this.#sync();
    this.#network.troubleRate = this.#random.pick([0, 0.15, 0.3, 0.5]);
    this.#faults.rate = this.#random.pick([0, 0.05, 0.15, 0.3]);
    for (let steps = 8 + this.#random.int(24); steps > 0; steps -= 1) await this.#random.weighed(this.#steps)();
    await this.#calmDown();
    await this.#converge();
  }

  readonly #steps: readonly (readonly [weight: number, step: Step])[] = [
    [10, () => this.#sync(this.#anyOpening())],
    [5, () => this.#office.changePolicy()],
    [4, async () => this.#office.ask(await this.#watch.live())],
    [1, async () => this.#office.cancel(await this.#watch.live())],
    [3, () => this.#pass(this.#random.pick([1, 4, 6, 20, 24 * 60, 8 * 24 * 60]) * MINUTE)],
    [2, () => this.#cutSession()],
    [1, () => this.#sync({ sessionId: '0' })],
    [1, () => this.#enroll(this.#random.pick(['ada', 'ada', 'ben']))],
    [1, () => this.#leave()],
    [1, () => this.#office.setStatus(this.#random.pick(['active', 'suspended', 'offboarding']))],
    [1, () => this.#office.assign(this.#random.chance(0.7))],
  ];

  // Some PCs begin to count their sessions anew after each boot, and boot every day.
  #anyOpening(): SyncOptions {
    return {
      ...(this.#bootsDaily ? { sessionId: '0' } : {}),
      startedBy: this.#random.pick(['client', 'client', 'server', 'unsaid']),
      signedIn: this.#random.pick(['user', 'user', 'user', 'unsaid', 'others', 'none']),
    };
  }

  #tell(line: string): void {
    this.story.push(`${this.#world.now().toISOString()} ${line}`);
  }

  async #pass(milliseconds: number): Promise<void> {
    this.#tell(`${milliseconds / MINUTE} minutes pass`);
    this.#world.advance(milliseconds);
    this.#watch.forget();
  }

  // Administrators do not wait for a session to end.
  async #meanwhile(): Promise<void> {
    if (!this.#inSession || this.#isCalm || !this.#random.chance(0.06)) return;
    this.#watch.forget();
    const steps: readonly Step[] = [
      () => this.#office.changePolicy(),
      async () => this.#office.ask(await this.#watch.live()),
      async () => this.#office.cancel(await this.#watch.live()),
    ];
    await this.#random.pick(steps)();
  }

  async #cutSession(): Promise<void> {
    this.#network.requestsLeft = 1 + this.#random.int(4);
    await this.#sync();
    this.#network.repair();
  }

  /** Runs a policy sync; true when it came to its end without an exit. */
  async #sync(options: SyncOptions = {}): Promise<boolean> {
    this.#watch.forget();
    this.#tell(`sync ${JSON.stringify(options)}`);
    this.#inSession = true;
    const ended = await this.#desk.pc.sync(options).then(
      ({ ended: end }) => end,
      (thrown: unknown) => this.#explain(thrown),
    );
    this.#inSession = false;
    this.#tell(`  ${ended}`);
    this.#desk.checkExit(await this.#watch.actions());
    this.#desk.check();
    if (ended === 'refused' && this.#isCalm) await this.#enrollAgain();
    return ended === 'normally';
  }

  // The simulated PC takes a refused app list for one that is still wanted. It cannot know of a policy that was changed in
  // the middle of the session, but here that can be looked up.
  async #explain(thrown: unknown): Promise<string> {
    const isAboutApps = thrown instanceof ProtocolViolation && /Policy is refused/.test(thrown.message);
    if (!isAboutApps) return gaveUp(thrown);
    const { policy, live } = await wantedOf(this.#world.store, await this.#watch.live());
    const states = new Map(live.state?.value.settings.map((setting) => [setting.key, setting]));
    const wanted = new Map(policy.settings.map((setting) => [setting.key, setting]));
    const level = wanted.get(LEVEL);
    if (level === undefined || !restsOnSolidGround(level, wanted, states)) throw thrown;
    return 'given up';
  }

  async #enroll(user: string): Promise<void> {
    this.#watch.forget();
    this.#tell(`${user} enrolls`);
    await this.#desk.enroll(user).catch((thrown: unknown) => this.#tell(`  ${gaveUp(thrown)}`));
  }

  // A wipe that the PC has followed without being heard keeps it out until its time is over.
  async #enrollAgain(): Promise<void> {
    await this.#office.expire(await this.#watch.live());
    await this.#enroll('ada');
  }

  async #leave(): Promise<void> {
    this.#tell('the user removes the account');
    this.#watch.forget();
    await this.#desk.pc.unenroll().catch((thrown: unknown) => this.#tell(`  ${gaveUp(thrown)}`));
  }

  async #calmDown(): Promise<void> {
    this.#tell('calm');
    this.#isCalm = true;
    this.#network.troubleRate = 0;
    this.#faults.rate = 0;
    while (await this.#network.releaseLate()) this.#watch.forget();
    await this.#office.setStatus('active');
    await this.#office.assign(true);
  }

  async #converge(): Promise<void> {
    for (let round = 0, sessions = 0; round < MOST_ROUNDS; round += 1) {
      await this.#pass(ALL_RESTS_OVER);
      if (this.#desk.pc.enrollment === undefined) await this.#enrollAgain();
      if (await this.#sync()) sessions += 1;
      const wrong = sessions === 0 ? ['no session was complete'] : await this.#wrong();
      if (wrong.length === 0) return this.#expectSilence();
      if (sessions >= SESSIONS_TO_CONVERGE) {
        const { state } = await this.#watch.live();
        throw new BrokenPromise(`${wrong.join('\n  ')}\n    state: ${stateInShort(state?.value)}`);
      }
    }
    throw new BrokenPromise('the PC does not come to rest');
  }

  async #wrong(): Promise<readonly string[]> {
    const wanted = await wantedOf(this.#world.store, await this.#watch.live());
    const exempt = refusedKeys(wanted.policy, (uri) => this.#faults.isRefused(uri));
    const { pc, account } = this.#desk;
    return [...differences({ tree: pc.tree, account }, wanted, exempt), ...stateDifferences(wanted, exempt)];
  }

  async #expectSilence(): Promise<void> {
    const report = await this.#desk.pc.sync();
    if (report.messages === 1 && report.applied.length === 0) return;
    throw new BrokenPromise(
      `a sync with nothing to do took ${report.messages} messages: ${JSON.stringify(report.applied)}`,
    );
  }
}
