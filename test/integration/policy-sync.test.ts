import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Enrollment } from '../../shared/enrollment/enrollment';
import type { DeviceId, TenantId, UserId } from '../../shared/ids';
import { newEnrollmentId, newGuid } from '../../shared/random';
import { deviceToken, onboard, startTestService, type TestPerson, type TestService } from '../support/service';

const DM_DEVICE = '5D0C3A7E91B24F6688AD13E07C52F9B4';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** An enrolled device and its token. */
interface Device extends TestPerson {
  readonly enrollment: Enrollment;
  readonly token: string;
}

async function enroll(person: TestPerson): Promise<Enrollment> {
  const enrollment: Enrollment = {
    generation: newEnrollmentId(),
    tenantId: person.tenantId as TenantId,
    deviceId: person.deviceId as DeviceId,
    userId: person.userId as UserId,
    omaDeviceId: DM_DEVICE,
    providerId: 'WindowsMam',
    groupings: { protected: newGuid(), exempt: `EdpExempt-${newGuid()}` },
    device: { name: 'DESKTOP-1', osVersion: '10.0.26200.9278', osEdition: 48 },
    pollMinutes: 1440,
    enrolledAt: new Date().toISOString(),
  };
  const before = await service.store.devices.loadLive(enrollment.tenantId, enrollment.deviceId);
  await service.store.devices.enroll(enrollment, before);
  return enrollment;
}

const POLICY = {
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
  network: { cloudResources: [{ host: 'contoso.sharepoint.com' }] },
};

async function assign(person: TestPerson, document: unknown): Promise<void> {
  const { tenants } = service.store;
  const tenantId = person.tenantId as TenantId;
  const tenant = await tenants.load(tenantId);
  if (tenant === undefined) throw new Error('the tenant of this test exists');
  const saved = await tenants.savePolicy(tenant, {
    name: 'pcs',
    document,
    author: person.userId,
    savedAt: new Date().toISOString(),
  });
  const settings = { ...saved.tenant.value.settings, defaultPolicy: 'pcs' };
  await tenants.replace(saved.tenant, { settings });
}

async function enrolledDevice(policy?: unknown): Promise<Device> {
  const person = await onboard(service);
  if (policy !== undefined) await assign(person, policy);
  const enrollment = await enroll(person);
  return { ...person, enrollment, token: await deviceToken(service, person) };
}

function firstMessage(source = DM_DEVICE, sessionId = '14'): string {
  return syncMl({ sessionId, msgId: 1, source }, '<Alert><CmdID>2</CmdID><Data>1201</Data></Alert>');
}

function syncMl(header: { sessionId: string; msgId: number; source?: string }, body: string): string {
  const { sessionId, msgId, source = DM_DEVICE } = header;
  return `<SyncML xmlns="SYNCML:SYNCML1.2"><SyncHdr><VerDTD>1.2</VerDTD><VerProto>DM/1.2</VerProto><SessionID>${sessionId}</SessionID><MsgID>${msgId}</MsgID><Target><LocURI>https://mam.example.org/mam/sync/x</LocURI></Target><Source><LocURI>${source}</LocURI></Source></SyncHdr><SyncBody>${body}<Final/></SyncBody></SyncML>`;
}

interface Post {
  readonly token?: string | undefined;
  readonly generation?: string;
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
  readonly origin?: string;
}

function post(device: Device, changes: Post = {}): Promise<Response> {
  const { token = device.token, generation = device.enrollment.generation, body = firstMessage() } = changes;
  const headers = {
    'content-type': changes.contentType ?? 'application/vnd.syncml.dm+xml',
    authorization: `Bearer ${token}`,
  };
  const url = `${changes.origin ?? service.origin}/mam/sync/${generation}?mode=Maintenance&Platform=WoA`;
  return fetch(url, { method: 'POST', headers, body });
}

const LEAVING =
  '<Alert><CmdID>2</CmdID><Data>1226</Data><Item><Meta><Type xmlns="syncml:metinf">com.microsoft:mdm.unenrollment.userrequest</Type></Meta><Data>1</Data></Item></Alert>';

function commandIds(reply: string): string[] {
  return [...reply.matchAll(/<(?:Add|Replace|Delete|Atomic)><CmdID>(\d+)<\/CmdID>/g)].map(([, id]) => id ?? '');
}

function statuses(reply: string, header: { sessionId: string; msgId: number }): string {
  const own = `<Status><CmdID>1</CmdID><MsgRef>1</MsgRef><CmdRef>0</CmdRef><Cmd>SyncHdr</Cmd><Data>200</Data></Status>`;
  const answers = commandIds(reply).map(
    (id, n) =>
      `<Status><CmdID>${n + 2}</CmdID><MsgRef>1</MsgRef><CmdRef>${id}</CmdRef><Cmd>Replace</Cmd><Data>200</Data></Status>`,
  );
  return syncMl(header, own + answers.join(''));
}

/** Runs a whole session in which the device takes everything, and returns the replies. */
async function session(device: Device, sessionId: string, origin?: string): Promise<string[]> {
  const at = origin === undefined ? {} : { origin };
  const replies = [await (await post(device, { body: firstMessage(DM_DEVICE, sessionId), ...at })).text()];
  for (let msgId = 2; commandIds(replies.at(-1) ?? '').length > 0; msgId++) {
    const body = statuses(replies.at(-1) ?? '', { sessionId, msgId });
    replies.push(await (await post(device, { body, ...at })).text());
  }
  return replies;
}

describe('a policy sync refuses', () => {
  let device: Device;
  beforeAll(async () => {
    device = await enrolledDevice();
  });

  it('a request without a token with 401 and no SyncML', async () => {
    const reply = await fetch(`${service.origin}/mam/sync/${device.enrollment.generation}`, {
      method: 'POST',
      body: firstMessage(),
    });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    expect(await reply.text()).not.toContain('SyncML');
  });

  it.each([
    ['for another audience', { aud: newGuid() }, 401],
    ['that has expired', { exp: 1_700_000_000 }, 401],
    ['that names another tenant than its issuer', { tid: '99999999-0000-4000-8000-000000000000' }, 401],
    ['without a device', { deviceid: undefined }, 403],
    ['of an application', { idtyp: 'app' }, 403],
    ['with the scope of the management API only', { scp: 'Mam.Manage' }, 403],
  ])('a token %s', async (_name, claims, expected) => {
    const reply = await post(device, { token: await deviceToken(service, device, claims) });
    expect(reply.status).toBe(expected);
  });

  it('a tampered token', async () => {
    const [header, payload, signature] = device.token.split('.');
    const other = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), oid: newGuid() }),
    ).toString('base64url');
    expect((await post(device, { token: `${header}.${other}.${signature}` })).status).toBe(401);
  });

  it('a genuine token of another tenant', async () => {
    const stranger = await onboard(service);
    const token = await deviceToken(service, { ...stranger, deviceId: device.deviceId });
    expect((await post(device, { token })).status).toBe(403);
  });

  it('a genuine token of a tenant that nobody onboarded', async () => {
    const token = await deviceToken(service, { ...device, tenantId: newGuid() });
    expect((await post(device, { token })).status).toBe(403);
  });

  it.each(['', '/'])('an address that ends before the enrollment id (%j)', async (tail) => {
    const headers = { 'content-type': 'application/vnd.syncml.dm+xml', authorization: `Bearer ${device.token}` };
    const reply = await fetch(`${service.origin}/mam/sync${tail}`, { method: 'POST', headers, body: firstMessage() });
    expect(reply.status).toBe(403);
    expect(reply.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('another user of the same tenant on the same device', async () => {
    const token = await deviceToken(service, { ...device, userId: newGuid() });
    expect((await post(device, { token })).status).toBe(403);
  });

  it.each(['AAAAAAAAAAAAAAAAAAAAAA', 'x', '..%2f', `${'A'.repeat(500)}`])(
    'the enrollment id %j',
    async (generation) => {
      expect((await post(device, { generation })).status).toBe(403);
    },
  );

  it('a message of another DM device, and writes that into the audit trail', async () => {
    expect((await post(device, { body: firstMessage('FFFFFFFF91B24F6688AD13E07C52F9B4') })).status).toBe(403);
    const month = new Date().toISOString().slice(0, 7).replace('-', '');
    const { entries } = await service.store.audit.list(device.tenantId as TenantId, month, { size: 20 });
    expect(entries.map(({ action, code }) => `${action} ${code}`)).toContain('sync sync.other-dm-device');
  });

  it.each([
    ['WBXML', 'application/vnd.syncml.dm+wbxml', 415],
    ['JSON', 'application/json', 415],
    ['a form', 'application/x-www-form-urlencoded', 415],
  ])('%s', async (_name, contentType, expected) => {
    expect((await post(device, { contentType })).status).toBe(expected);
  });

  it.each<[string, string | Uint8Array, number]>([
    ['an empty body', '', 400],
    ['text', 'hello', 400],
    ['another document', '<html/>', 400],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><SyncML>&b;</SyncML>', 400],
    ['bytes that are no UTF-8', Uint8Array.of(0x3c, 0x61, 0xff, 0x3e), 400],
    ['a body over 512 KB', `<a>${'x'.repeat(513 * 1024)}</a>`, 413],
  ])('%s with a correlation id', async (_name, body, expected) => {
    const reply = await post(device, { body });
    expect(reply.status).toBe(expected);
    expect(await reply.text()).toContain(reply.headers.get('x-correlation-id') ?? 'no id');
  });

  it('a wrong method with 405 and the right one', async () => {
    const reply = await fetch(`${service.origin}/mam/sync/x`, { method: 'PUT' });
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('a policy sync', () => {
  it('answers with SyncML that has a length and is not stored by anybody on the way', async () => {
    const reply = await post(await enrolledDevice());
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('application/vnd.syncml.dm+xml');
    expect(reply.headers.get('transfer-encoding')).toBeNull();
    expect(Number(reply.headers.get('content-length'))).toBe(Buffer.byteLength(await reply.text()));
    expect(reply.headers.get('cache-control')).toBe('no-store, private');
  });

  it('brings the policy, level last, and shows the administrator what is in force', async () => {
    const device = await enrolledDevice(POLICY);
    const [first, second, third] = await session(device, '20');
    expect(first).toContain('EnterpriseProtectedDomainNames');
    expect(first).not.toContain('EDPEnforcementLevel');
    expect(commandIds(second ?? '')).toHaveLength(1);
    expect(second).toContain('EDPEnforcementLevel');
    expect(commandIds(third ?? '')).toHaveLength(0);
    const live = await service.store.devices.loadLive(device.enrollment.tenantId, device.enrollment.deviceId);
    expect(live.state?.value.settings.every(({ acknowledged, tried }) => acknowledged === tried)).toBe(true);
    expect(live.state?.value.policy).toEqual({ name: 'pcs', revision: 1 });
  });

  it('sends only the difference after a change that another instance saved', async () => {
    const device = await enrolledDevice(POLICY);
    await session(device, '30');
    const changed = { ...POLICY, network: { ...POLICY.network, neutralResources: ['login.contoso.com'] } };
    await assign(device, changed);
    const other = await service.startInstance();
    try {
      const [first] = await session(device, '31', other.origin);
      expect(commandIds(first ?? '')).toHaveLength(1);
      expect(first).toContain('NeutralResources');
    } finally {
      await other.stop();
    }
    expect(await session(device, '32')).toHaveLength(1);
  });

  it('takes an empty user token for none', async () => {
    const empty = `<Alert><CmdID>2</CmdID><Data>1224</Data><Item><Meta><Type xmlns="syncml:metinf">com.microsoft/MDM/AADUserToken</Type></Meta><Data/></Item></Alert>`;
    const body = syncMl({ sessionId: '8', msgId: 1 }, empty);
    expect((await post(await enrolledDevice(), { body })).status).toBe(200);
  });

  it('ends the enrollment when the user leaves, gives the place back and refuses what comes later', async () => {
    const device = await enrolledDevice(POLICY);
    await service.store.people.reserveDevice(device.enrollment, 1, new Date());
    const reply = await post(device, { body: syncMl({ sessionId: '9', msgId: 1 }, LEAVING) });
    expect(reply.status).toBe(200);
    expect(commandIds(await reply.text())).toHaveLength(0);
    expect((await post(device)).status).toBe(403);
    expect((await post(device, { body: syncMl({ sessionId: '9', msgId: 5 }, '') })).status).toBe(403);
    const roster = await service.store.roster.list(device.enrollment.tenantId, { size: 10 });
    expect(roster.entries[0]?.status).toBe('unenrolled');
    const next = { ...device.enrollment, deviceId: newGuid() as DeviceId };
    await expect(service.store.people.reserveDevice(next, 1, new Date())).resolves.toBeUndefined();
  });

  it('answers a farewell that arrives several times at once alike, and audits it once', async () => {
    const device = await enrolledDevice(POLICY);
    const body = syncMl({ sessionId: '9', msgId: 1 }, LEAVING);
    const replies = await Promise.all([1, 2, 3].map(() => post(device, { body })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    const month = new Date().toISOString().slice(0, 7).replace('-', '');
    const { entries } = await service.store.audit.list(device.enrollment.tenantId, month, { size: 20 });
    expect(entries.filter(({ action }) => action === 'device.unenrolled').map(({ outcome }) => outcome)).toEqual([
      'done',
    ]);
  });

  it('tells nobody that a device has left before that is stored', async () => {
    const device = await enrolledDevice(POLICY);
    await service.store.people.reserveDevice(device.enrollment, 1, new Date());
    const body = syncMl({ sessionId: '9', msgId: 1 }, LEAVING);
    for (let attempt = 0; attempt < 3; attempt++)
      service.tables.injectWhere(({ path }) => path.includes('$batch'), 503);
    const refused = await post(device, { body });
    service.tables.reset();
    const roster = await service.store.roster.list(device.enrollment.tenantId, { size: 10 });
    expect([refused.status, roster.entries]).toEqual([503, []]);
    expect((await post(device, { body })).status).toBe(200);
  });

  it('logs neither token nor names nor policy values', async () => {
    const text = service.logs.join('\n');
    expect(text).toContain('"route":"policy-sync"');
    for (const secret of ['eyJ', 'ada@contoso', 'DESKTOP-1', 'contoso.sharepoint.com'])
      expect(text).not.toContain(secret);
  });

  it('answers 503 with Retry-After when storage is down, and changes nothing', async () => {
    const device = await enrolledDevice(POLICY);
    service.tables.failNext(20, 503);
    const reply = await post(device);
    service.tables.reset();
    expect(reply.status).toBe(503);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    const live = await service.store.devices.loadLive(device.enrollment.tenantId, device.enrollment.deviceId);
    expect(live.session).toBeUndefined();
  });
});

const captures = new URL('../../../shared/data/windows-captures/', import.meta.url);

describe.skipIf(!existsSync(captures))(
  'messages of a real Windows 11 client (skipped where the captures are not beside the project)',
  () => {
    const capture = (name: string, device: Device) =>
      readFileSync(new URL(name, captures), 'utf8')
        .replaceAll('0123456789ABCDEF0123456789ABCDEF', DM_DEVICE)
        .replaceAll(
          'https://mdm.example.test/ManagementServer/MDM.svc',
          `${service.origin}/mam/sync/${device.enrollment.generation}`,
        );
    let device: Device;
    beforeEach(async () => {
      device = await enrolledDevice(POLICY);
    });

    it('open a session', async () => {
      const reply = await post(device, { body: capture('package1-user.xml', device) });
      const text = await reply.text();
      expect(reply.status).toBe(200);
      expect([...text.matchAll(/<CmdRef>(\d+)<\/CmdRef>/g)].map(([, ref]) => ref)).toEqual(['0', '2', '3', '4']);
      expect(commandIds(text).length).toBeGreaterThan(3);
    });

    it('end the enrollment', async () => {
      const reply = await post(device, { body: capture('unenroll-1226.xml', device) });
      expect(reply.status).toBe(200);
      expect(commandIds(await reply.text())).toHaveLength(0);
      const live = await service.store.devices.loadLive(device.enrollment.tenantId, device.enrollment.deviceId);
      expect(live.enrollment?.value.ended?.by).toBe('user');
    });
  },
);
