import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEntra } from '../../local/entra/start-entra';
import { parseDeviceId, parseTenantId, parseUserId } from '../../shared/ids';
import { newAcceptanceId, newGuid } from '../../shared/random';
import type { AuditEntry } from '../../shared/storage/stores/audit';
import type { TenantSettings, TenantStatus } from '../../shared/tenant/tenant';
import type { Acceptance } from '../../shared/terms/acceptance';
import { type EnrollmentReply, postEnrollment } from '../support/enrollment-client';
import { enrollmentFixture, mamRst, OMA_DEVICE_ID } from '../support/rst';
import { deviceToken, onboard, startTestService, type TestPerson, type TestService } from '../support/service';

const MESSAGE_ID = 'urn:uuid:0d5a1441-5891-453b-becf-a2e5f6ea3749';
const ISSUE = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512/Issue';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';
const SOAP_1_2 = 'http://www.w3.org/2003/05/soap-envelope';
const SOAP_1_1 = 'http://schemas.xmlsoap.org/soap/envelope/';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const url = () => `${service.origin}/mam/enroll`;

function known<T>(id: T | undefined): T {
  if (id === undefined) throw new Error('the ids of a test person are GUIDs');
  return id;
}

const idsOf = (person: TestPerson) => ({
  tenantId: known(parseTenantId(person.tenantId)),
  userId: known(parseUserId(person.userId)),
  deviceId: known(parseDeviceId(person.deviceId)),
});

const liveEnrollment = async (person: TestPerson) => {
  const { tenantId, deviceId } = idsOf(person);
  return (await service.store.devices.loadLive(tenantId, deviceId)).enrollment?.value;
};

async function auditOf(person: TestPerson): Promise<AuditEntry[]> {
  const month = new Date().toISOString().slice(0, 7).replace('-', '');
  const { entries } = await service.store.audit.list(idsOf(person).tenantId, month, { size: 100 });
  return entries;
}

/** Enrolls as Windows does, with a good token unless `parts` bring another. */
async function enroll(person: TestPerson, parts: { opaqueBlob?: string; omaDeviceId?: string } = {}) {
  return postEnrollment(url(), mamRst({ token: await deviceToken(service, person), ...parts }));
}

function expectFault(reply: EnrollmentReply, fault: string, status = 400): void {
  expect({ fault: reply.fault, status: reply.status }).toEqual({ fault, status });
  expect(reply.headers.get('content-length')).toBe(String(Buffer.byteLength(reply.text)));
  expect(reply.headers.get('transfer-encoding')).toBeNull();
  expect(reply.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(reply.reason).not.toBe('');
}

describe('a token', () => {
  let person: TestPerson;
  beforeEach(async () => {
    person = await onboard(service);
  });

  const past = Math.floor(Date.now() / 1000) - 7200;
  const later = Math.floor(Date.now() / 1000) + 7200;

  it.each<[string, Record<string, unknown>, string]>([
    ['for another audience', { aud: newGuid() }, 'Authentication'],
    ['that has expired', { nbf: past - 60, exp: past }, 'Authentication'],
    ['that is not valid yet', { nbf: later, exp: later + 60 }, 'Authentication'],
    ['without user', { oid: 'somebody' }, 'Authentication'],
    ['of an application', { idtyp: 'app', scp: undefined }, 'Authorization'],
    ['without scope', { scp: undefined }, 'Authorization'],
    ['of another scope', { scp: 'User.Read' }, 'Authorization'],
    ['of the management API', { scp: 'Mam.Manage' }, 'Authorization'],
    ['without device', { deviceid: undefined }, 'Authorization'],
    ['with a device id that is none', { deviceid: '../live' }, 'Authorization'],
  ])('%s is refused, and audited, because its signature vouches for the tenant', async (_what, claims, fault) => {
    const token = await deviceToken(service, person, claims);
    expectFault(await postEnrollment(url(), mamRst({ token })), fault);
    expect(await liveEnrollment(person)).toBeUndefined();
    expect(await auditOf(person)).toEqual([
      expect.objectContaining({ action: 'enrollment', outcome: 'refused', code: fault }),
    ]);
  });

  it.each<[string, (good: string) => string | Promise<string>]>([
    ['of nothing', () => ''],
    ['of garbage', () => 'not.a.token'],
    ['with other claims under the same signature', tampered],
    ['without signature', (good) => `${good.split('.').slice(0, 2).join('.')}.`],
    ['with algorithm none', unsigned],
    [
      'of another issuer',
      async () => deviceToken(service, person, { iss: `${service.entra.origin}/${newGuid()}/v2.0` }),
    ],
    ['signed by somebody else', signedElsewhere],
  ])('%s is refused and not audited, because nothing vouches for its tenant', async (_what, spoil) => {
    const token = await spoil(await deviceToken(service, person));
    expectFault(await postEnrollment(url(), mamRst({ token })), 'Authentication');
    expect(await liveEnrollment(person)).toBeUndefined();
    expect(await auditOf(person)).toEqual([]);
  });

  it('of a tenant that is not onboarded is refused', async () => {
    const stranger = { tenantId: newGuid(), userId: newGuid(), deviceId: newGuid() };
    expectFault(await enroll(stranger), 'Authorization');
    expect(await liveEnrollment(stranger)).toBeUndefined();
  });

  it.each<TenantStatus>(['suspended', 'offboarding'])('of a tenant that is %s is refused', async (status) => {
    const member = await onboard(service, { status });
    expectFault(await enroll(member), 'Authorization');
    expect(await auditOf(member)).toEqual([
      expect.objectContaining({ outcome: 'refused', code: 'Authorization', actor: member.userId }),
    ]);
  });

  function tampered(good: string): string {
    const [header = '', claims = '', signature = ''] = good.split('.');
    const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), oid: newGuid() };
    return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
  }

  function unsigned(good: string): string {
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    return `${header}.${good.split('.')[1] ?? ''}.`;
  }

  async function signedElsewhere(good: string): Promise<string> {
    const other = await startEntra({ port: 0 });
    const token = await other.token(JSON.parse(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString()));
    await other.stop();
    return token;
  }
});

describe('a message', () => {
  const good = 'header.claims.signature';

  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['without body', '', 'MessageFormat'],
    ['of HTML', '<!DOCTYPE html><html><body>Sign in</body></html>', 'MessageFormat'],
    ['of JSON', '{"token": "x"}', 'MessageFormat'],
    ['that is cut off', mamRst({ token: good }).slice(0, 900), 'MessageFormat'],
    ['that is no envelope', '<Envelope/>', 'MessageFormat'],
    ['with an entity', `<!DOCTYPE s [<!ENTITY x "y">]>${mamRst({ token: good })}`, 'MessageFormat'],
    ['that is not UTF-8', new Uint8Array([0x3c, 0x61, 0xff, 0xfe, 0x2f, 0x3e]), 'MessageFormat'],
    ['nested without end', '<a>'.repeat(5_000), 'MessageFormat'],
    ['over 64 KB', mamRst({ token: good }, ['KITCHEN-PC', 'x'.repeat(65_536)]), 'MessageFormat'],
    ['of discovery', enrollmentFixture('discover', {}), 'NotSupported'],
    ['that asks for certificate policies', enrollmentFixture('get-policies', {}), 'NotSupported'],
    ['of another action', mamRst({}, ['RST/wstep', 'RST/other']), 'NotSupported'],
    [
      'without security header',
      mamRst({}, ['wsse:Security ', 'wsse:Insecurity '], ['/wsse:Security', '/wsse:Insecurity']),
      'InvalidSecurity',
    ],
    ['with a token of another type', mamRst({}, [JWT, 'urn:other']), 'InvalidSecurity'],
    ['with a password', enrollmentFixture('username-token', {}), 'Authentication'],
  ])('%s is refused before any token is looked at', async (_what, body, fault) => {
    expectFault(await postEnrollment(url(), body), fault);
  });

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])(
    'of type %s is refused, however good it is',
    async (contentType) => {
      const person = await onboard(service);
      const body = mamRst({ token: await deviceToken(service, person) });
      expectFault(await postEnrollment(url(), body, { 'content-type': contentType }), 'MessageFormat');
      expect(await liveEnrollment(person)).toBeUndefined();
    },
  );

  it.each<[string, [string, string], string]>([
    ['that renews', [ISSUE, ISSUE.replace('Issue', 'Renew')], 'NotEligibleToRenew'],
    ['that recovers', [ISSUE, ISSUE.replace('Issue', 'Recovery')], 'NotSupported'],
    ['of an unknown request type', [ISSUE, `${ISSUE}d`], 'MessageFormat'],
    ['that enrolls a whole device', ['AppManagement', 'Full'], 'NotSupported'],
    ['that enrolls by device', ['AppManagement', 'Device'], 'NotSupported'],
    ['of a phone', ['CIMClient_Windows', 'WindowsPhone'], 'DeviceNotSupported'],
    ['without DeviceID', [OMA_DEVICE_ID, ''], 'MessageFormat'],
  ])('%s is refused with a good token, and audited with what its user saw', async (_what, edit, fault) => {
    const person = await onboard(service);
    expectFault(await postEnrollment(url(), mamRst({ token: await deviceToken(service, person) }, edit)), fault);
    expect(await liveEnrollment(person)).toBeUndefined();
    const { userId: actor, deviceId } = person;
    expect(await auditOf(person)).toEqual([
      expect.objectContaining({ outcome: 'refused', code: fault, actor, deviceId }),
    ]);
  });

  it('is refused in the version, the language and with the id of the request', async () => {
    const body = mamRst({}, [SOAP_1_2, SOAP_1_1]);
    const reply = await postEnrollment(url(), body, { 'content-type': 'text/xml; charset=utf-8' });
    expect(reply).toMatchObject({ version: '1.1', fault: 'Authentication', relatesTo: MESSAGE_ID });
    expect(reply.reason).toContain('Anmeldung');
    expect(reply.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  });

  it('that cannot be read is refused in SOAP 1.2', async () => {
    const reply = await postEnrollment(url(), 'x');
    expect(reply.version).toBe('1.2');
    expect(reply.headers.get('content-type')).toBe('application/soap+xml; charset=utf-8');
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('by %s is refused with the methods that there are', async (method) => {
    const reply = await fetch(url(), { method });
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toContain('POST');
  });
});

describe('the probe of a client', () => {
  it.each(['GET', 'HEAD'])('by %s finds the service there and nothing in it', async (method) => {
    const reply = await fetch(url(), { method });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-length')).toBe('0');
    expect(await reply.text()).toBe('');
  });
});

describe('the service', () => {
  it('in maintenance says so, in the words of the operator too', async () => {
    const closed = await startTestService({ MAM_MAINTENANCE: 'Back at 14:00 UTC.' });
    const person = await onboard(closed);
    const reply = await postEnrollment(
      `${closed.origin}/mam/enroll`,
      mamRst({ token: await deviceToken(closed, person) }),
    );
    await closed.stop();
    expectFault(reply, 'InMaintenance', 500);
    expect(reply.reason).toContain('Back at 14:00 UTC.');
    expect(await auditOf(person)).toEqual([expect.objectContaining({ outcome: 'refused', code: 'InMaintenance' })]);
  });

  it('without storage answers with a fault that promises better', async () => {
    const person = await onboard(service);
    service.tables.failNext(1_000, 503);
    const reply = await enroll(person);
    service.tables.reset();
    expectFault(reply, 'InternalServiceFault', 500);
    expect(await liveEnrollment(person)).toBeUndefined();
  });
});

describe('an accepted request', () => {
  let person: TestPerson;
  beforeEach(async () => {
    person = await onboard(service);
  });

  it('is answered with a provisioning document that leads to its own generation', async () => {
    const reply = await enroll(person);
    expect(reply).toMatchObject({ status: 200, version: '1.2', fault: undefined, relatesTo: MESSAGE_ID });
    expect(reply.headers.get('content-type')).toBe('application/soap+xml; charset=utf-8');
    expect(reply.headers.get('content-length')).toBe(String(Buffer.byteLength(reply.text)));
    expect(reply.headers.get('transfer-encoding')).toBeNull();
    const enrollment = await liveEnrollment(person);
    expect(Object.fromEntries(reply.provisioned)).toEqual({
      'APPLICATION/APPID': 'w7',
      'APPLICATION/PROVIDER-ID': 'WindowsMam',
      'APPLICATION/NAME': 'Contoso',
      'APPLICATION/ADDR': `${service.origin}/mam/sync/${enrollment?.generation}`,
      'APPLICATION/DEFAULTENCODING': 'application/vnd.syncml.dm+xml',
      'DMClient/Provider/WindowsMam/Poll/NumberOfRemainingScheduledRetries': '0',
      'DMClient/Provider/WindowsMam/Poll/IntervalForRemainingScheduledRetries': String(enrollment?.pollMinutes),
    });
  });

  it('leaves an enrollment, a row in the roster and one row in the audit', async () => {
    await enroll(person);
    const enrollment = await liveEnrollment(person);
    expect(enrollment).toMatchObject({
      ...person,
      omaDeviceId: OMA_DEVICE_ID,
      device: { name: 'KITCHEN-PC', osEdition: 48 },
    });
    expect(enrollment?.groupings.protected).not.toMatch(/EdpExempt/i);
    expect(enrollment?.groupings.exempt).toContain('EdpExempt');
    const { entries } = await service.store.roster.list(idsOf(person).tenantId, { size: 10 });
    expect(entries).toEqual([
      expect.objectContaining({
        ...person,
        status: 'enrolled',
        deviceName: 'KITCHEN-PC',
        generation: enrollment?.generation,
      }),
    ]);
    const { userId: actor, deviceId } = person;
    const facts = { generation: enrollment?.generation };
    expect(await auditOf(person)).toEqual([
      expect.objectContaining({ action: 'enrollment', outcome: 'done', actor, deviceId, facts }),
    ]);
  });

  it('leaves nothing of the hardware behind, and nothing of the user in the log', async () => {
    await enroll(person);
    expect(JSON.stringify(await liveEnrollment(person))).not.toMatch(/C0-?FFEE/i);
    expect(service.logs.join('\n')).not.toMatch(/C0-?FFEE|KITCHEN-PC|contoso\.example|eyJ/i);
  });

  it.each<[string, (token: string) => string]>([
    [
      'of an old Windows 10, with a PKCS#10 request and other prefixes',
      (token) => enrollmentFixture('rst-windows-10-1703', { token }),
    ],
    ['in SOAP 1.1', (token) => mamRst({ token }, [SOAP_1_2, SOAP_1_1])],
    [
      'with the token type of the specification',
      (token) =>
        mamRst({ token }, [
          JWT,
          'http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment/DeviceEnrollmentUserToken',
        ]),
    ],
    [
      'with the older token type',
      (token) =>
        mamRst({ token }, [
          JWT,
          'http://schemas.microsoft.com/ConfigurationManager/Enrollment/DeviceEnrollmentUserToken',
        ]),
    ],
    ['without EnrollmentType', (token) => mamRst({ token }, ['Name="EnrollmentType"', 'Name="Other"'])],
    ['without EnrollmentData', (token) => mamRst({ token }, ['Name="EnrollmentData"', 'Name="Other"'])],
    [
      'with items that nobody knows',
      (token) => mamRst({ token }, ['Name="NotInOobe"', 'Name="AutopilotDeviceAssociationTag"']),
    ],
    ['in UTF-8 with a byte order mark', (token) => `\u{FEFF}${mamRst({ token })}`],
  ])('may be one %s', async (_what, write) => {
    const reply = await postEnrollment(url(), write(await deviceToken(service, person)));
    expect(reply.fault).toBeUndefined();
    expect(reply.provisioned.get('APPLICATION/ADDR')).toContain((await liveEnrollment(person))?.generation);
  });

  it('may carry any query, since administrators put the address into Entra by hand', async () => {
    const reply = await postEnrollment(
      `${url()}?source=windows`,
      mamRst({ token: await deviceToken(service, person) }),
    );
    expect(reply.status).toBe(200);
  });

  it('is answered under the own host of the tenant when it was posted there', async () => {
    const settings: Partial<TenantSettings> = { publicHosts: ['mam.contoso.example'] };
    const member = await onboard(service, { settings });
    const token = await deviceToken(service, member);
    const own = await postEnrollment(url(), mamRst({ token }, ['mam.example.test', 'mam.contoso.example']));
    expect(own.provisioned.get('APPLICATION/ADDR')).toMatch(/^https:\/\/mam\.contoso\.example\/mam\/sync\/[\w-]{22}$/);
    const foreign = await postEnrollment(url(), mamRst({ token }, ['mam.example.test', 'evil.example']));
    expect(foreign.provisioned.get('APPLICATION/ADDR')).toContain(`${service.origin}/mam/sync/`);
  });
});

describe('terms of use', () => {
  const aMinuteAgo = () => new Date(Date.now() - 60_000).toISOString();

  async function accept(person: TestPerson, changes: Partial<Acceptance> = {}): Promise<string> {
    const { tenantId, userId } = idsOf(person);
    const at = aMinuteAgo();
    const shown = { id: newAcceptanceId(), tenantId, userId, version: '1', locale: 'en', shownAt: at };
    const decided = { decision: 'accepted', decidedAt: at, redirectUri: 'ms-appx-web://x/y' } as const;
    const acceptance: Acceptance = { ...shown, ...decided, ...changes };
    await service.store.people.saveAcceptance(acceptance);
    return acceptance.id;
  }

  let person: TestPerson;
  beforeEach(async () => {
    person = await onboard(service, { settings: { termsRequired: true } });
  });

  it.each<[string, () => string | Promise<string>]>([
    ['missing', () => ''],
    ['the literal null of emulators', () => 'null'],
    ['made up', () => newAcceptanceId()],
    ['no id at all', () => '&lt;script&gt;'],
    ['declined', () => accept(person, { decision: 'declined' })],
    ['older than an hour', () => accept(person, { decidedAt: new Date(Date.now() - 3_601_000).toISOString() })],
    ['of another user', () => accept({ ...person, userId: newGuid() })],
    ['of another tenant', () => accept({ ...person, tenantId: newGuid() })],
    ['used by another device', () => accept(person, { boundTo: idsOf({ ...person, deviceId: newGuid() }).deviceId })],
  ])('whose blob is %s refuse the enrollment', async (_what, blob) => {
    expectFault(await enroll(person, { opaqueBlob: await blob() }), 'InvalidEnrollmentData');
    expect(await liveEnrollment(person)).toBeUndefined();
    expect(await auditOf(person)).toEqual([
      expect.objectContaining({ outcome: 'refused', code: 'InvalidEnrollmentData' }),
    ]);
  });

  it('that were accepted are bound to the device, which may use them again, and no other may', async () => {
    const opaqueBlob = await accept(person);
    expect((await enroll(person, { opaqueBlob })).status).toBe(200);
    expect((await enroll(person, { opaqueBlob })).status).toBe(200);
    expectFault(await enroll({ ...person, deviceId: newGuid() }, { opaqueBlob }), 'InvalidEnrollmentData');
  });

  it('that were accepted let one of two devices in when both come at once', async () => {
    const opaqueBlob = await accept(person);
    const replies = await Promise.all([
      enroll(person, { opaqueBlob }),
      enroll({ ...person, deviceId: newGuid() }, { opaqueBlob }),
    ]);
    expect(replies.map(({ fault }) => fault).sort()).toEqual(['InvalidEnrollmentData', undefined]);
  });

  it('are not asked for where the tenant does not want them', async () => {
    const member = await onboard(service);
    expect((await enroll(member, { opaqueBlob: newAcceptanceId() })).status).toBe(200);
  });
});

describe('a repeated enrollment', () => {
  let person: TestPerson;
  beforeEach(async () => {
    person = await onboard(service, { settings: { deviceCapPerUser: 1 } });
  });

  it('opens a new generation although the request is the same to the byte, because MessageID is a constant', async () => {
    const request = mamRst({ token: await deviceToken(service, person) });
    const first = await postEnrollment(url(), request);
    const second = await postEnrollment(url(), request);
    const addresses = [first, second].map(({ provisioned }) => provisioned.get('APPLICATION/ADDR'));
    expect(new Set(addresses).size).toBe(2);
    expect(addresses[1]).toContain((await liveEnrollment(person))?.generation);
  });

  it('names in the audit the generation that it replaces', async () => {
    await enroll(person);
    const before = await liveEnrollment(person);
    await enroll(person);
    const facts = { generation: (await liveEnrollment(person))?.generation, replaces: before?.generation };
    expect((await auditOf(person)).map((entry) => entry.facts)).toContainEqual(facts);
  });

  it('has AppLocker groupings of its own, so that the old one cannot take its rules along', async () => {
    await enroll(person);
    const before = await liveEnrollment(person);
    await enroll(person);
    const after = await liveEnrollment(person);
    expect(after?.groupings.protected).not.toBe(before?.groupings.protected);
    expect(after?.groupings.exempt).not.toBe(before?.groupings.exempt);
  });

  it('by another user of the device displaces the first, says so in the audit, and frees the place of the first', async () => {
    await enroll(person);
    const second = { ...person, userId: newGuid() };
    expect((await enroll(second)).status).toBe(200);
    expect(await liveEnrollment(person)).toMatchObject({ userId: second.userId });
    const facts = (await auditOf(person)).map((entry) => entry.facts);
    expect(facts).toContainEqual(expect.objectContaining({ displacedUser: person.userId }));
    expect((await enroll({ ...person, deviceId: newGuid() })).status).toBe(200);
  });

  it('at the same moment leaves one live generation, and every attempt in the audit', async () => {
    const replies = await Promise.all(Array.from({ length: 4 }, () => enroll(person)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const addresses = replies.map(({ provisioned }) => provisioned.get('APPLICATION/ADDR') ?? '');
    const live = (await liveEnrollment(person))?.generation ?? '-';
    expect(addresses.filter((address) => address.endsWith(live))).toHaveLength(1);
    expect((await auditOf(person)).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'done']);
  });
});

describe('an enrollment that is interrupted', () => {
  let person: TestPerson;
  beforeEach(async () => {
    person = await onboard(service, { settings: { deviceCapPerUser: 1 } });
  });
  afterEach(() => service.tables.reset());

  // Three times, because storage tries each call three times.
  const outageOf = (table: string, method = /./) => {
    const where = (call: { table: string; method: string }) => call.table === table && method.test(call.method);
    for (let attempt = 0; attempt < 3; attempt += 1) service.tables.injectWhere(where, 503);
  };

  it.each(['people', 'devices', 'roster'])(
    'at table %s fails, is audited as such, and succeeds when Windows tries again',
    async (table) => {
      outageOf(table, /POST|PUT/);
      expectFault(await enroll(person), 'InternalServiceFault', 500);
      expect(await auditOf(person)).toEqual([
        expect.objectContaining({ outcome: 'failed', code: 'InternalServiceFault', actor: person.userId }),
      ]);
      expect((await enroll(person)).status).toBe(200);
    },
  );

  it('before the intention is on record changes nothing', async () => {
    outageOf('audit');
    expectFault(await enroll(person), 'InternalServiceFault', 500);
    expect(await liveEnrollment(person)).toBeUndefined();
  });

  it('by a lost answer of storage ends in a generation that the device was told', async () => {
    service.tables.injectWhere(({ table, path }) => table === 'devices' && path === '$batch', 'after');
    const reply = await enroll(person);
    expect(reply.status).toBe(200);
    expect(reply.provisioned.get('APPLICATION/ADDR')).toContain((await liveEnrollment(person))?.generation);
  });
});

describe('the device cap', () => {
  it('refuses one device more than the tenant allows, and audits it', async () => {
    const person = await onboard(service, { settings: { deviceCapPerUser: 2 } });
    const another = () => ({ ...person, deviceId: newGuid() });
    expect((await enroll(another())).status).toBe(200);
    expect((await enroll(another())).status).toBe(200);
    const third = another();
    expectFault(await enroll(third), 'DeviceCapReached');
    expect(await liveEnrollment(third)).toBeUndefined();
    const row = (await auditOf(person)).find(({ deviceId }) => deviceId === third.deviceId);
    expect(row).toMatchObject({ outcome: 'refused', code: 'DeviceCapReached' });
    expect(row?.facts).toBeUndefined();
  });

  it('holds when all devices of a user enroll at once', async () => {
    const person = await onboard(service, { settings: { deviceCapPerUser: 3 } });
    const devices = Array.from({ length: 6 }, () => ({ ...person, deviceId: newGuid() }));
    const replies = await Promise.all(devices.map((device) => enroll(device)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
    const refused = replies.filter(({ status }) => status !== 200);
    expect(refused.map(({ fault }) => fault)).toEqual(Array(3).fill('DeviceCapReached'));
  });

  it('does not count a device that enrolls again', async () => {
    const person = await onboard(service, { settings: { deviceCapPerUser: 1 } });
    expect((await enroll(person)).status).toBe(200);
    expect((await enroll(person)).status).toBe(200);
  });

  it('is each user’s own', async () => {
    const person = await onboard(service, { settings: { deviceCapPerUser: 1 } });
    expect((await enroll(person)).status).toBe(200);
    expect((await enroll({ ...person, userId: newGuid(), deviceId: newGuid() })).status).toBe(200);
  });
});
