import type { Action } from '../../shared/actions/action';
import type { DeviceId, TenantId } from '../../shared/ids';
import type { Store } from '../../shared/storage/store';
import type { LiveDevice } from '../../shared/storage/stores/devices';
import type { HttpRequestOut, HttpResponseIn } from '../../simulator/index';
import { BrokenPromise } from './broken-promise';

/** What is answered to a sync: a message, no right to one, or later. Anything else is an error of the service. */
const SYNC_STATUSES: ReadonlySet<number> = new Set([200, 403, 503]);

const COMMAND = /<(Add|Replace|Delete|Exec|Get|Atomic)><CmdID>(\d+)<\/CmdID>.*?<\/\1>/g;
const EPOCH_SIZE = 100_000;

interface Last {
  readonly body: string;
  readonly reply: string;
  /** The reply closed the session. MsgID 1 opens another one then, and may bring what is new. */
  readonly closed: boolean;
}

/** Looks at every reply of the service and at the rows behind it, for one device. */
export class Watch {
  readonly #store: Store;
  readonly #device: { readonly tenantId: TenantId; readonly deviceId: DeviceId };
  readonly #revisions = new Map<string, number>();
  readonly #commands = new Map<string, string>();
  #last: Last | undefined;

  constructor(store: Store, device: { readonly tenantId: TenantId; readonly deviceId: DeviceId }) {
    this.#store = store;
    this.#device = device;
  }

  /** From here on the same request may be answered differently: something else happened, or time has passed. */
  forget(): void {
    this.#last = undefined;
  }

  live(): Promise<LiveDevice> {
    return this.#store.devices.loadLive(this.#device.tenantId, this.#device.deviceId);
  }

  /** Every action of the device, open or over, as far as the history goes. */
  async actions(): Promise<readonly Action[]> {
    const { actions } = await this.#store.devices.loadHistory(this.#device);
    return [...(await this.live()).actions.map(({ value }) => value), ...actions];
  }

  /** @throws BrokenPromise */
  async replied(request: HttpRequestOut, response: HttpResponseIn): Promise<void> {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/mam/sync/')) return this.forget();
    const text = new TextDecoder().decode(response.body);
    if (!SYNC_STATUSES.has(response.status)) throw new BrokenPromise(`HTTP ${response.status}: ${text}`);
    // It may have taken effect all the same.
    if (response.status !== 200) return this.forget();
    const live = await this.live();
    const generation = live.enrollment?.value.generation;
    if (generation === undefined || pathname !== `/mam/sync/${generation}`) {
      throw new BrokenPromise('an old generation got an answer');
    }
    this.#checkRepetition({ body: new TextDecoder().decode(request.body), reply: text, closed: isClosed(live) });
    this.#checkRevision(generation, live);
    this.#checkCommandIds(generation, text);
    checkGroupings(text, live);
  }

  /**
   * To be called before a request is delivered that nobody waits for any more; the result is called behind it. A message
   * that answers another epoch than the present one must change nothing.
   */
  async late(request: HttpRequestOut): Promise<() => Promise<void>> {
    const before = await this.live();
    const answered = epochsIn(new TextDecoder().decode(request.body));
    const epoch = before.session?.value.epoch;
    if (answered.length === 0 || answered.some((other) => other === epoch)) return async () => undefined;
    return async () => {
      const after = await this.live();
      if (after.session?.etag !== before.session?.etag || after.state?.etag !== before.state?.etag) {
        throw new BrokenPromise(`a message that answers epoch ${answered.join()} changed epoch ${epoch}`);
      }
    };
  }

  // A number names one command for ever: a status can then never be taken for that of another one.
  #checkCommandIds(generation: string, reply: string): void {
    for (const [markup, , id] of reply.matchAll(COMMAND)) {
      const name = `${generation} ${id}`;
      if ((this.#commands.get(name) ?? markup) !== markup) throw new BrokenPromise(`CmdID ${id} was used twice`);
      this.#commands.set(name, markup);
    }
  }

  #checkRepetition(now: Last): void {
    const before = this.#last;
    this.#last = now;
    if (before?.body !== now.body || before.reply === now.reply) return;
    if (before.closed && now.body.includes('<MsgID>1</MsgID>')) return;
    throw new BrokenPromise(`the repeated message got another answer:\n${before.reply}\n${now.reply}`);
  }

  // An instance with an old tenant row never takes back what another one delivered.
  #checkRevision(generation: string, { session }: LiveDevice): void {
    if (session?.value.generation !== generation) throw new BrokenPromise('the session is not of this generation');
    const revision = session.value.decision.policy?.revision ?? 0;
    const highest = this.#revisions.get(generation) ?? 0;
    if (revision === 0) return;
    if (revision < highest) throw new BrokenPromise(`revision ${revision} went out after revision ${highest}`);
    this.#revisions.set(generation, revision);
  }
}

function isClosed({ session }: LiveDevice): boolean {
  return session?.value.open === false;
}

/** Epochs of the commands that a client's message answers. */
function epochsIn(message: string): readonly number[] {
  const ids = [...message.matchAll(/<CmdRef>(\d+)<\/CmdRef>/g)].map(([, id]) => Number(id));
  return ids.filter((id) => id >= EPOCH_SIZE).map((id) => Math.floor(id / EPOCH_SIZE));
}

// Their names are made for one generation: another one's would be left over from it.
function checkGroupings(reply: string, { enrollment }: LiveDevice): void {
  const own: readonly (string | undefined)[] = Object.values(enrollment?.value.groupings ?? {});
  for (const [, name] of reply.matchAll(/AppLocker\/EnterpriseDataProtection\/([^/<]+)/g)) {
    if (!own.includes(name)) throw new BrokenPromise('an app list of an old generation went out');
  }
}
