import { startTables } from '../../local/tables';
import { parseDeviceId, parseTenantId, parseUserId } from '../../shared/ids';
import { newEnrollmentId, newGuid } from '../../shared/random';
import { createTables } from '../../shared/storage/tables';
import { writeRst } from '../../simulator/enrollment/write-rst';
import type { Random } from '../chaos/random';
import { deviceToken, onboard, startServiceOn, type TestPerson, type TestService } from '../support/running-service';
import { hostileMessage } from './mutate';

const DM_DEVICE = '5D0C3A7E91B24F6688AD13E07C52F9B4';
const LONGEST_MS = 2_000;

/** One message that was not answered as it must be. */
export interface Broken {
  readonly what: string;
  readonly body: Uint8Array;
}

/**
 * Posts hostile messages to the deployable bundle: never a 5xx, never a hang, and nothing written
 * for a refused one but the trail of a genuine user.
 */
export async function fuzzOverHttp(
  count: number,
  corpus: readonly Uint8Array[],
  random: Random,
): Promise<{ broken: readonly Broken[]; statuses: ReadonlyMap<string, number> }> {
  const tables = await startTables({ port: 0 });
  await createTables({ connectionString: tables.connectionString });
  const service = await startServiceOn(tables.connectionString);
  try {
    return await new HttpFuzz(service, random).run(count, corpus);
  } finally {
    await service.stop();
    await tables.stop();
  }
}

class HttpFuzz {
  readonly #service: TestService;
  readonly #random: Random;
  readonly #broken: Broken[] = [];
  readonly #statuses = new Map<string, number>();

  constructor(service: TestService, random: Random) {
    this.#service = service;
    this.#random = random;
  }

  async run(count: number, corpus: readonly Uint8Array[]) {
    const person = await onboard(this.#service);
    const token = await deviceToken(this.#service, person);
    const address = `/mam/sync/${await enroll(this.#service, person)}`;
    // A farewell would end the enrollment, and everything behind it would be refused.
    const messages = corpus.filter((bytes) => !Buffer.from(bytes).includes('>1226<'));
    const requests = [await enrollmentRequest(this.#service, person)];
    const syncHeaders = { 'content-type': 'application/vnd.syncml.dm+xml', authorization: `Bearer ${token}` };
    const soapHeaders = { 'content-type': 'application/soap+xml; charset=utf-8' };
    for (let n = 0; n < count; n += 1) {
      if (n % 4 === 0) await this.#post('/mam/enroll', soapHeaders, hostileMessage(requests, this.#random));
      else await this.#post(address, syncHeaders, hostileMessage(messages, this.#random));
    }
    return { broken: this.#broken, statuses: this.#statuses };
  }

  async #post(path: string, headers: Record<string, string>, body: Buffer): Promise<void> {
    const { origin, tables } = this.#service;
    tables.reset();
    const started = performance.now();
    const reply = await fetch(`${origin}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
    const text = await reply.text();
    const ms = performance.now() - started;
    const route = path.startsWith('/mam/sync') ? 'sync' : 'enroll';
    const name = `${route} ${reply.status}`;
    this.#statuses.set(name, (this.#statuses.get(name) ?? 0) + 1);
    const wrong = this.#wrongWith(reply.status, text, ms);
    if (wrong !== undefined) {
      this.#broken.push({ what: `${name}: ${wrong}\n  ${body.subarray(0, 300).toString('latin1')}`, body });
    }
  }

  #wrongWith(status: number, text: string, ms: number): string | undefined {
    if (ms > LONGEST_MS) return `it took ${Math.round(ms)} ms`;
    if (status >= 500) return text;
    const written = this.#service.tables.calls.filter(({ method, table }) => method !== 'GET' && table !== 'audit');
    return status >= 400 && written.length > 0 ? `it wrote to ${written.map(({ table }) => table).join()}` : undefined;
  }
}

async function enroll({ store }: TestService, person: TestPerson): Promise<string> {
  const [tenantId, deviceId, userId] = [
    parseTenantId(person.tenantId),
    parseDeviceId(person.deviceId),
    parseUserId(person.userId),
  ];
  if (tenantId === undefined || deviceId === undefined || userId === undefined) throw new TypeError('a GUID is an id');
  const enrollment = {
    generation: newEnrollmentId(),
    ...{ tenantId, deviceId, userId, omaDeviceId: DM_DEVICE, providerId: 'WindowsMam' },
    groupings: { protected: newGuid(), exempt: `EdpExempt-${newGuid()}` },
    device: { osVersion: '10.0.26200.9278', osEdition: 48 },
    pollMinutes: 1440,
    enrolledAt: new Date().toISOString(),
  };
  await store.devices.enroll(enrollment, await store.devices.loadLive(tenantId, deviceId));
  return enrollment.generation;
}

async function enrollmentRequest(service: TestService, person: TestPerson): Promise<Uint8Array> {
  const token = await deviceToken(service, { ...person, deviceId: newGuid() });
  const items = Object.entries({
    DeviceID: 'A1B2C3D4E5F60718293A4B5C6D7E8F90',
    EnrollmentType: 'AppManagement',
    DeviceType: 'CIMClient_Windows',
    OSEdition: '48',
    OSVersion: '10.0.19045.2364',
    Locale: 'de-AT',
  }).map(([name, value]) => [name, value] as const);
  return Buffer.from(writeRst({ url: `${service.origin}/mam/enroll`, token, items }));
}
