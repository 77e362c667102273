import { describe, expect, it } from 'vitest';
import { tenantSettings } from '../../shared/tenant/tenant';
import {
  fileTime,
  guidFrom,
  SimulatedPc,
  SyncRefused,
  seededGuids,
  TransportFailure,
  type WipLogRecord,
  wipLogBehaviors,
  type XmlForm,
} from '../../simulator/index';
import { Network } from '../chaos/network';
import { Random } from '../chaos/random';
import { DISCOVERY_URL, idsFrom, plainTokens, World } from '../chaos/world';
import { WIP_POLICY } from '../support/managed-pc';

const EVENTS = 10_000;
const HOUR = 3_600_000;
const POLICY = { ...WIP_POLICY, logs: { collectWipAudit: true, everyHours: 1 } };

/** Quiet and busy times: gaps, several records within a millisecond, and bursts with a single time stamp. */
function busyLog(random: Random): WipLogRecord[] {
  let ticks = fileTime('2026-11-24T09:00:00Z');
  return Array.from({ length: EVENTS }, (_, n) => {
    if (n % 1_000 > 60) ticks += BigInt(random.pick([0, 1, 700, 9_000, 20_000, 10_000_000, 40_000_000]));
    const members = { Policy: 'CopyPaste', Object: `event ${n}`, FilePath: `C:\\<Ada> & Bo\\${n}.docx` };
    return { ticks, logType: 'DataCopied', userId: 'S-1-12-1-1-2-3-4', enterpriseId: 'contoso.com', members };
  });
}

async function tenantOf(world: World, name: string): Promise<void> {
  const { tenantId, userId } = idsFrom(name);
  const settings = tenantSettings.parse({ termsRequired: false, defaultPolicy: 'pcs' });
  const tenant = await world.store.tenants.create({ id: tenantId, displayName: 'Contoso', status: 'active', settings });
  const savedAt = world.now().toISOString();
  await world.store.tenants.savePolicy(tenant, { name: 'pcs', document: POLICY, author: userId, savedAt });
}

/** Two instances of the service over one storage, and a PC behind a line on which everything goes wrong that can. */
function pcOn(
  world: World,
  records: readonly WipLogRecord[],
  setup: { name: string; random: Random; xmlForm: XmlForm },
) {
  const { name, random, xmlForm } = setup;
  const network = new Network({
    instances: world.instances,
    random,
    tell: () => undefined,
    replied: async () => undefined,
    late: async () => async () => undefined,
    killed: () => undefined,
    meanwhile: async () => undefined,
  });
  const identity = {
    ...idsFrom(name),
    userName: 'ada@contoso.example',
    omaDeviceId: guidFrom(name).replaceAll('-', '').toUpperCase(),
    deviceName: 'ADA-PC',
    osVersion: '10.0.19045.2364',
    osEdition: 48,
    locale: 'de-AT',
  };
  const pc = new SimulatedPc({
    identity,
    tokens: plainTokens(identity),
    transport: network.transport,
    clock: world.pcClock,
    guids: seededGuids(name),
    behaviors: wipLogBehaviors(records),
    limits: { maxMsgSize: 30_000 },
    xmlForm,
  });
  return { network, pc };
}

// A sync that fails is tried again at the next time, as Windows does.
async function syncSomehow(pc: SimulatedPc): Promise<void> {
  try {
    await pc.sync();
  } catch (thrown) {
    if (!(thrown instanceof TransportFailure || thrown instanceof SyncRefused)) throw thrown;
  }
}

async function storedIn(world: World, name: string): Promise<string[]> {
  const span = { from: new Date('2026-01-01'), to: new Date('2027-12-31') };
  const stored: string[] = [];
  let continuation: string | undefined;
  do {
    const page = { size: 1_000, now: world.now(), ...(continuation === undefined ? {} : { continuation }) };
    const { events, ...rest } = await world.store.wipLogs.list(idsFrom(name), span, page);
    stored.push(...events.map(({ event }) => event.object ?? ''));
    continuation = rest.continuation;
  } while (continuation !== undefined);
  return stored;
}

describe('a log of 10,000 events in small pages', () => {
  it.each<[XmlForm, number]>([
    ['escaped', 1],
    ['cdata', 2],
    ['inline', 3],
  ])(
    'arrives %s once each, while requests and replies get lost and instances die between the records and their place (seed %d)',
    async (xmlForm, seed) => {
      const random = new Random(seed);
      const name = `contoso ${seed}/ada`;
      const world = new World();
      await tenantOf(world, name);
      const records = busyLog(random);
      const { network, pc } = pcOn(world, records, { name, random, xmlForm });
      await pc.enroll(DISCOVERY_URL);
      await pc.sync();
      world.advance(24 * HOUR);
      network.troubleRate = 0.25;
      const known = new Set<string>();
      for (let syncs = 0; known.size < EVENTS; syncs += 1) {
        expect(syncs).toBeLessThan(1_000);
        await syncSomehow(pc);
        world.advance(2 * HOUR);
        if (syncs % 10 === 0) for (const event of await storedIn(world, name)) known.add(event);
      }
      for (let more = 0; more < 10; more += 1) {
        await syncSomehow(pc);
        world.advance(2 * HOUR);
      }
      const stored = await storedIn(world, name);
      expect(stored).toHaveLength(EVENTS);
      expect(new Set(stored)).toEqual(new Set(records.map(({ members }) => members['Object'])));
      expect([...network.counts.keys()]).toEqual(
        expect.arrayContaining(['lost-reply', 'lost-request', 'storage killed-before']),
      );
    },
    120_000,
  );
});
