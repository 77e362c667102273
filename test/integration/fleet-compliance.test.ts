import { describe, expect, it } from 'vitest';
import { handleCall } from '../../functions/http';
import { complianceRoute } from '../../functions/management/compliance';
import type { Service } from '../../functions/service';
import { createLog } from '../../shared/log';
import { newCorrelationId } from '../../shared/random';
import { tenantSettings } from '../../shared/tenant/tenant';
import { guidFrom, type HttpRequestOut, SimulatedPc, seededGuids, type Transport } from '../../simulator/index';
import { Delivery } from '../chaos/delivery';
import { PlainRequest } from '../chaos/plain-request';
import { DISCOVERY_URL, idsFrom, plainTokens, World } from '../chaos/world';
import { FLEET_DEMANDS, type FleetPc, readFleet } from '../support/fleet';
import { WIP_POLICY } from '../support/managed-pc';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PROTECTION = 'enterprisedataprotection/status';

/** Readings of a PC as the simulator spells its nodes; undefined for a node that it does not have. */
const SPELLED: ReadonlyMap<string, string> = new Map(
  ['SecureBootState', 'Compliance/EncryptionCompliance', 'TPM/SpecificationVersion', 'Antivirus/Status']
    .concat(['Antivirus/SignatureStatus', 'Firewall/Status'])
    .map((leaf) => [`devicestatus/${leaf.toLowerCase()}`, `./Vendor/MSFT/DeviceStatus/${leaf}`]),
);

const heldAt = (said: string | undefined) => (said === '404' ? undefined : said);

/** The line to an instance, on which a PC keeps the results of some nodes to itself. */
function lineTo(world: World, { readings }: FleetPc): Transport {
  const withheld = [...readings].filter(([, said]) => said === 'none').map(([node]) => node);
  const [instance] = world.instances;
  return async (request) => {
    const body = new TextDecoder()
      .decode(request.body)
      .replace(/<Results>.*?<\/Results>/gs, (part) =>
        withheld.some((node) => part.toLowerCase().includes(`/${node}<`)) ? '' : part,
      );
    const reply = await instance.answer({ ...request, body: new TextEncoder().encode(body) }, new Delivery());
    if (reply === undefined) throw new Error('no instance dies here');
    return reply;
  };
}

function simulated(world: World, pc: FleetPc, name: string): SimulatedPc {
  const identity = {
    ...idsFrom(name),
    userName: `${name}@contoso.example`,
    omaDeviceId: guidFrom(name).replaceAll('-', '').toUpperCase(),
    deviceName: name,
    osVersion: pc.osVersion ?? '',
    osEdition: 48,
    locale: 'de-AT',
  };
  const readings = [...pc.readings].flatMap(([node, said]) => {
    const uri = SPELLED.get(node);
    return uri === undefined || said === 'none' ? [] : [[uri, heldAt(said)] as const];
  });
  const protection = { read: () => heldAt(pc.readings.get(PROTECTION)) };
  return new SimulatedPc({
    identity,
    tokens: plainTokens(identity),
    transport: lineTo(world, pc),
    clock: world.pcClock,
    guids: seededGuids(name),
    readings: new Map(readings),
    behaviors: new Map([['./Vendor/MSFT/EnterpriseDataProtection/Status', protection]]),
  });
}

interface Visit {
  /** Milliseconds before the list is looked at. */
  readonly before: number;
  readonly come: () => Promise<void>;
}

/** When a PC is there: it enrolls and syncs, and once more after the hours since its first bad reading. */
function visitsOf(world: World, pc: FleetPc, name: string): Visit[] {
  const simulatedPc = simulated(world, pc, name);
  const last = pc.quiet * DAY;
  const first: Visit = {
    before: last + pc.first * HOUR,
    come: async () => {
      await simulatedPc.enroll(DISCOVERY_URL);
      await simulatedPc.sync();
    },
  };
  const second: Visit = { before: last, come: async () => void (await simulatedPc.sync()) };
  return pc.first === 0 ? [first] : [first, second];
}

async function listOf(world: World, name: string): Promise<Map<string, string>> {
  const { tenantId, userId: id } = idsFrom(name);
  const [{ service }] = world.instances;
  const reader = { kind: 'person', tenantId, id, roles: new Set(['Mam.Reader'] as const), tenant: undefined } as const;
  const reading: Service = { ...service, verifier: { ...service.verifier, verifyCaller: async () => reader } };
  const standings = new Map<string, string>();
  for (let next: string | undefined = '?limit=70'; next !== undefined; ) {
    const headers = new Map([['authorization', 'Bearer a.b.c']]);
    const url = `http://127.0.0.1:7071/api/v1/compliance${next}`;
    const request: HttpRequestOut = { method: 'GET', url, headers, body: new Uint8Array() };
    const log = createLog({ info: () => undefined, warn: () => undefined, error: () => undefined });
    const call = { service: () => reading, correlationId: newCorrelationId(), log };
    const { body = '' } = await handleCall(complianceRoute, { ...call, request: new PlainRequest(request, {}) });
    const { items, continuation } = JSON.parse(String(body));
    for (const { deviceId, state, reasons } of items) {
      const codes = reasons.map(({ code }: { code: string }) => code).join(' ');
      standings.set(deviceId, `${state} ${codes}`.trim());
    }
    next = continuation === undefined ? undefined : `?limit=70&continuation=${encodeURIComponent(continuation)}`;
  }
  return standings;
}

describe('a fleet of 200 simulated PCs with mixed health', () => {
  it('enrolls, syncs and falls silent, and is listed as the list written by hand says', async () => {
    const world = new World();
    const settings = tenantSettings.parse({ termsRequired: false, defaultPolicy: 'pcs' });
    const { tenantId, userId } = idsFrom('fleet/0');
    const tenant = await world.store.tenants.create({
      id: tenantId,
      displayName: 'Contoso',
      status: 'active',
      settings,
    });
    const document = { ...WIP_POLICY, compliance: FLEET_DEMANDS };
    const savedAt = world.now().toISOString();
    await world.store.tenants.savePolicy(tenant, { name: 'pcs', document, author: userId, savedAt });

    const fleet = readFleet().map((pc, n) => ({ pc, name: `fleet/${n}` }));
    const visits = fleet.flatMap(({ pc, name }) => visitsOf(world, pc, name)).sort((a, b) => b.before - a.before);
    let ahead = visits[0]?.before ?? 0;
    for (const { before, come } of visits) {
      world.advance(ahead - before);
      ahead = before;
      await come();
    }

    const standings = await listOf(world, 'fleet/0');
    const found = fleet.map(({ pc, name }) => [pc.line, standings.get(idsFrom(name).deviceId)]);
    expect(found).toEqual(fleet.map(({ pc }) => [pc.line, [pc.state, ...pc.reasons].join(' ')]));
    expect(world.log).toEqual([]);
  }, 600_000);
});
