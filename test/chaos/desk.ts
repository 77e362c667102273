import type { Action } from '../../shared/actions/action';
import {
  type Applied,
  guidFrom,
  type PcClock,
  type PcIdentity,
  type PcOptions,
  SimulatedPc,
  seededGuids,
} from '../../simulator/index';
import { withoutDevice } from '../../simulator/tree/read-facts';
import { enforcementLevel, hasAllowRule, identityDomains, WIP_SETTINGS } from '../../simulator/tree/wip';
import { BrokenPromise } from './broken-promise';
import type { Network } from './network';
import type { NodeFaults } from './node-faults';
import { idsFrom, plainTokens } from './world';

const UNENROLL = './Vendor/MSFT/DMClient/Provider/{ProviderID}/Unenroll';
const EPOCH_SIZE = 100_000;
const TOOK_EFFECT: ReadonlySet<number> = new Set([200, 202]);

/** What a desk is made of. */
export interface DeskParts {
  readonly name: string;
  readonly clock: PcClock;
  readonly discoveryUrl: string;
  readonly network: Network;
  readonly faults: NodeFaults;
  readonly tell: (line: string) => void;
  /** Options of the PC beyond these. */
  readonly options?: (identity: PcIdentity) => Partial<PcOptions>;
}

/** One PC with the users who work at it, one after the other. Keeps what must never happen on it from passing unseen. */
export class Desk {
  pc: SimulatedPc;
  /** Nodes that the last enrollment wrote by itself. */
  account: ReadonlySet<string> = new Set();
  readonly #parts: DeskParts;
  #user = 'ada';
  readonly #executed = new Set<string>();
  #brokenPromise: string | undefined;
  // Value of RevokeOnUnenroll as Unenroll found it.
  #unenrolledWith: string | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.pc = this.#newPc(this.#user);
  }

  /** Somebody enrolls the PC; what an enrollment of another user wrote is gone then. @throws as `SimulatedPc.enroll` */
  async enroll(user = this.#user): Promise<void> {
    const pc = user === this.#user ? this.pc : this.#newPc(user);
    await pc.enroll(this.#parts.discoveryUrl);
    this.pc = pc;
    this.#user = user;
    this.account = new Set(this.pc.tree.snapshot().map(([uri]) => uri));
    this.#executed.clear();
  }

  /** @throws BrokenPromise when a command did what must not be */
  check(): void {
    if (this.#brokenPromise !== undefined) throw new BrokenPromise(this.#brokenPromise);
  }

  /**
   * What Unenroll found, held against the actions that it may have run for.
   * @throws BrokenPromise
   */
  checkExit(actions: readonly Action[]): void {
    const found = this.#unenrolledWith;
    this.#unenrolledWith = undefined;
    if (found === undefined) return;
    const wanted = actions.filter(({ status }) => status !== 'pending' && status !== 'cancelled').map(revokeData);
    if (!wanted.some((data) => data === 'any' || data === found)) {
      throw new BrokenPromise(`Unenroll ran with RevokeOnUnenroll ${found}, wanted was ${wanted.join(' or ')}`);
    }
  }

  #newPc(user: string): SimulatedPc {
    const { name, clock, network, faults, options } = this.#parts;
    const { tenantId, deviceId } = idsFrom(name);
    const identity: PcIdentity = {
      ...IDENTITY,
      tenantId,
      deviceId,
      userId: guidFrom(`user ${name} ${user}`),
      userName: `${user}@contoso.example`,
      omaDeviceId: guidFrom(`dm ${name}`).replaceAll('-', '').toUpperCase(),
    };
    const pc: SimulatedPc = new SimulatedPc({
      identity,
      tokens: plainTokens(identity),
      transport: network.transport,
      clock,
      guids: seededGuids(name),
      fault: faults.of(() => pc.tree),
      onApplied: (applied) => this.#applied(applied),
      behaviors: new Map([[UNENROLL, { exec: () => this.#unenroll() }]]),
      ...options?.(identity),
    });
    return pc;
  }

  #unenroll(): 'unenroll' {
    this.#unenrolledWith = this.pc.tree.valueOf(`${WIP_SETTINGS}/RevokeOnUnenroll`) ?? 'nothing';
    return 'unenroll';
  }

  #applied({ cmdId, verb, uri, code }: Applied): void {
    this.#parts.tell(`    ${cmdId} ${verb} ${uri}: ${code}`);
    if (verb === 'Exec' && TOOK_EFFECT.has(code)) this.#countExec(cmdId, uri);
    if (verb !== 'Get') this.#checkLevel(`${verb} ${uri}`);
  }

  #countExec(cmdId: string, uri: string): void {
    // With other values it is another request.
    const { tree } = this.pc;
    const above = withoutDevice(uri.slice(0, uri.lastIndexOf('/')));
    const values = tree.writtenBelow(above).map((below) => `${below}=${tree.valueOf(below)}`);
    const once = `${Math.floor(Number(cmdId) / EPOCH_SIZE)} ${uri} ${values.join()}`;
    if (this.#executed.has(once)) this.#brokenPromise ??= `${uri} took effect twice in one epoch`;
    this.#executed.add(once);
  }

  #checkLevel(after: string): void {
    const { tree } = this.pc;
    if (enforcementLevel(tree) === 0) return;
    if (identityDomains(tree).length === 0) this.#brokenPromise ??= `WIP is on without a domain after ${after}`;
    if (!hasAllowRule(tree)) this.#brokenPromise ??= `WIP is on without an app after ${after}`;
  }
}

const IDENTITY = {
  deviceName: 'DESKTOP-7A1M2S',
  osVersion: '10.0.19045.2364',
  osEdition: 48,
  locale: 'de-AT',
};

function revokeData({ request }: Action): '0' | '1' | 'any' | 'none' {
  if (request.type === 'wipe') return '1';
  if (request.type !== 'unenroll') return 'none';
  return request.keepData === undefined ? 'any' : request.keepData ? '0' : '1';
}
