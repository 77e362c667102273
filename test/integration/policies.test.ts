import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceId, TenantId, UserId } from '../../shared/ids';
import { presets } from '../../shared/policy/preset-catalog';
import { newEnrollmentId, newGuid } from '../../shared/random';
import { managerToken, onboard, startTestService, type TestPerson, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

type Json = Record<string, unknown>;

const POLICY = {
  schemaVersion: 1,
  name: 'Personal PCs',
  wip: { mode: 'silent', primaryDomain: 'contoso.com' },
  apps: {
    protected: [
      {
        type: 'desktop',
        name: 'Notepad',
        publisher: 'O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
        product: '*',
        binary: 'notepad.exe',
      },
    ],
  },
  network: { cloudResources: [{ host: 'contoso.sharepoint.com' }] },
};
const withWip = (wip: Json) => ({ ...POLICY, wip });
const withHost = (host: string) => ({ ...POLICY, network: { cloudResources: [{ host }] } });

const OFF = withWip({ mode: 'off' });
const OTHER_DOMAIN = withWip({ mode: 'silent', primaryDomain: 'fabrikam.com' });
const NO_WIP = { schemaVersion: 1, name: 'Without' };

const everyMember = JSON.parse(
  readFileSync(new URL('../fixtures/policies/every-member.json', import.meta.url), 'utf8'),
);

/** Values that may stand in the request that brought them, and nowhere else. */
const PLANTED = [
  'planted-wifi-key',
  'cGxhbnRlZC1jaGFsbGVuZ2U=',
  'planted-pfx-password',
  everyMember.certificates.pfx[0].pkcs12,
];
const SECRETIVE = {
  ...everyMember,
  certificates: {
    ...everyMember.certificates,
    scep: [{ ...everyMember.certificates.scep[0], challenge: PLANTED[1] }],
    pfx: [{ ...everyMember.certificates.pfx[0], password: PLANTED[2] }],
  },
  wifi: [{ ...everyMember.wifi[0], sharedKey: PLANTED[0] }],
};

interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function ask(method: string, path: string, { token, body, headers }: Ask = {}) {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const reply = await fetch(`${service.origin}/api/v1/policies${path}`, {
    method,
    headers: { ...authorization, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  const { status } = reply;
  const [etag, allow] = [reply.headers.get('etag'), reply.headers.get('allow')];
  return { status, etag, allow, text, body: text === '' ? undefined : JSON.parse(text) };
}

/** A tenant with an administrator, a reader, and the given revisions of the policy `pcs`, saved through the API. */
async function tenantWith(...revisions: unknown[]) {
  const person = await onboard(service);
  const token = await managerToken(service, person.tenantId, 'Mam.Admin');
  const reader = await managerToken(service, person.tenantId, 'Mam.Reader');
  for (const body of revisions) {
    const { status, text } = await ask('PUT', '/pcs', { token, body });
    if (status !== 200) throw new Error(`a revision of this test was refused: ${text}`);
  }
  return { person, token, reader };
}

/** Saves a revision past the rules, as an older version of the service may have. */
async function saveUnchecked({ tenantId }: TestPerson, document: unknown): Promise<void> {
  const tenant = await service.store.tenants.load(tenantId as TenantId);
  if (tenant === undefined) throw new Error('the tenant of this test exists');
  const savedAt = new Date().toISOString();
  await service.store.tenants.savePolicy(tenant, { name: 'pcs', document, author: newGuid(), savedAt });
}

async function enroll(person: TestPerson, osVersion: string): Promise<void> {
  const enrollment = {
    generation: newEnrollmentId(),
    tenantId: person.tenantId as TenantId,
    deviceId: person.deviceId as DeviceId,
    userId: person.userId as UserId,
    omaDeviceId: '5D0C3A7E91B24F6688AD13E07C52F9B4',
    providerId: 'WindowsMam',
    groupings: { protected: newGuid(), exempt: `${newGuid()}EdpExempt` },
    device: { name: 'ADA-PC', osVersion, osEdition: 48 },
    pollMinutes: 1440,
    enrolledAt: new Date().toISOString(),
  };
  const before = await service.store.devices.loadLive(enrollment.tenantId, enrollment.deviceId);
  await service.store.devices.enroll(enrollment, before);
}

async function auditOf({ tenantId }: TestPerson) {
  const month = new Date().toISOString().slice(0, 7).replace('-', '');
  return (await service.store.audit.list(tenantId as TenantId, month, { size: 100 })).entries;
}

const rules = (findings: readonly { rule: string }[]) => findings.map(({ rule }) => rule);

describe('the policies API refuses', () => {
  const routes: [string, string, 'reads' | 'writes'][] = [
    ['GET', '', 'reads'],
    ['GET', '/pcs', 'reads'],
    ['PUT', '/pcs', 'writes'],
    ['PUT', '/pcs?dryRun=true', 'reads'],
    ['PUT', '/pcs?dryRun=false', 'writes'],
    ['POST', '/validate', 'reads'],
    ['GET', '/pcs/revisions', 'reads'],
    ['GET', '/pcs/revisions/1', 'reads'],
    ['POST', '/pcs/rollback', 'writes'],
    ['POST', '/pcs/explain', 'reads'],
    ['POST', '/pcs/diff', 'reads'],
  ];

  it.each(routes)('%s %s without a token', async (method, path) => {
    expect([(await ask(method, path)).status, (await ask(method, path)).body.code]).toEqual([401, 'token.missing']);
  });

  it.each(routes)('%s %s to one who may only read devices and logs', async (method, path) => {
    const { person } = await tenantWith();
    const token = await managerToken(service, person.tenantId, 'Mam.LogReader');
    expect((await ask(method, path, { token })).body.code).toBe('role.missing');
  });

  it.each(routes.filter(([, , kind]) => kind === 'writes'))('%s %s to a reader', async (method, path) => {
    const { reader } = await tenantWith(POLICY);
    expect((await ask(method, path, { token: reader, body: POLICY })).body.code).toBe('role.missing');
  });

  it.each(routes.filter(([, , kind]) => kind === 'writes'))('%s %s of a suspended tenant', async (method, path) => {
    const { tenantId } = await onboard(service, { status: 'suspended' });
    const token = await managerToken(service, tenantId, 'Mam.Admin');
    expect((await ask(method, path, { token, body: POLICY })).body.code).toBe('tenant.suspended');
  });

  it.each([
    ['GET', '/pcs', undefined],
    ['GET', '/pcs/revisions', undefined],
    ['GET', '/pcs/revisions/1', undefined],
    ['POST', '/pcs/rollback', { revision: 1 }],
    ['POST', '/pcs/explain', undefined],
    ['POST', '/pcs/diff', {}],
  ])("%s %s of another tenant's policy", async (method, path, body) => {
    await tenantWith(POLICY);
    const { token } = await tenantWith();
    const refused = await ask(method, path, { token, body });
    expect([refused.status, refused.body.code]).toEqual([404, 'policy.unknown']);
  });

  it.each(['GET', 'PUT'])('%s of a policy named validate, which is an operation', async (method) => {
    const { token } = await tenantWith();
    const { status, body } = await ask(method, '/validate', { token, body: method === 'PUT' ? POLICY : undefined });
    expect([status, body.code]).toEqual([400, 'policy.name-reserved']);
  });

  it.each([
    ['POST', '/pcs', 'GET, PUT'],
    ['DELETE', '/pcs/revisions', 'GET'],
    ['PUT', '/pcs/revisions/1', 'GET'],
    ['GET', '/pcs/rollback', 'POST'],
    ['GET', '/pcs/explain', 'POST'],
    ['PUT', '/pcs/diff', 'POST'],
  ])('%s %s and names what is allowed', async (method, path, allow) => {
    expect(await ask(method, path)).toMatchObject({ status: 405, allow });
  });

  it.each([
    ['/pcs/revisions/0', 400, 'policy.revision'],
    ['/pcs/revisions/x', 400, 'policy.revision'],
    ['/pcs/revisions/1e3', 400, 'policy.revision'],
    ['/pcs/revisions/2', 404, 'policy.revision-unknown'],
    ['/pcs/revisions/999999999', 404, 'policy.revision-unknown'],
    ['/pcs/revisions?continuation=-1', 422, 'document.refused'],
    ['/other/revisions', 404, 'policy.unknown'],
    ['/A_B/revisions', 400, 'policy.name'],
  ])('GET %s', async (path, status, code) => {
    const { token } = await tenantWith(POLICY);
    const refused = await ask('GET', path, { token });
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it.each([
    ['rollback', {}, 422, 'document.refused'],
    ['rollback', { revision: 0 }, 422, 'document.refused'],
    ['rollback', { revision: 1, more: true }, 422, 'document.refused'],
    ['rollback', { revision: 3 }, 404, 'policy.revision-unknown'],
    ['rollback', { revision: 2 }, 409, 'policy.revision-current'],
    ['diff', { from: 9 }, 404, 'policy.revision-unknown'],
    ['diff', { to: 9 }, 404, 'policy.revision-unknown'],
    ['diff', { to: { schemaVersion: 2 } }, 422, 'document.refused'],
    ['diff', 'text', 400, 'body.not-json'],
    ['explain', { schemaVersion: 2 }, 422, 'document.refused'],
    ['explain?device=x', undefined, 422, 'document.refused'],
    ['explain?device=d0000000-0000-4000-8000-000000000001', undefined, 404, 'device.unknown'],
    ['diff?device=d0000000-0000-4000-8000-000000000001', {}, 404, 'device.unknown'],
  ])('POST %s with %j', async (operation, body, status, code) => {
    const { token } = await tenantWith(POLICY, withHost('mail.contoso.com'));
    const refused = await ask('POST', `/pcs/${operation}`, { token, body });
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it.each(['yes', '1', ''])('the query dryRun=%s, lest something is saved that was only to be tried', async (flag) => {
    const { token } = await tenantWith();
    const { status, body } = await ask('PUT', `/pcs?dryRun=${flag}`, { token, body: POLICY });
    expect([status, body.errors[0].path]).toEqual([422, 'dryRun']);
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['another revision than the latest', { 'if-match': '"1"' }, '/pcs', 'etag.mismatch'],
    ['a policy that exists', { 'if-none-match': '*' }, '/pcs', 'policy.exists'],
    ['a policy that does not exist', { 'if-match': '"1"' }, '/new', 'etag.mismatch'],
    ['any revision of none', { 'if-match': '*' }, '/new', 'etag.mismatch'],
  ])('a save under the condition of %s', async (_name, headers, path, code) => {
    const { token } = await tenantWith(POLICY, POLICY);
    for (const query of ['', '?dryRun=true']) {
      const refused = await ask('PUT', path + query, { token, body: POLICY, headers });
      expect([refused.status, refused.body.code]).toEqual([412, code]);
    }
  });

  it('a mark in place of a secret that was never saved', async () => {
    const { token } = await tenantWith();
    const { body } = await ask('PUT', '/pcs', {
      token,
      body: { ...SECRETIVE, wifi: [{ ...SECRETIVE.wifi[0], sharedKey: { secret: 'set' } }] },
    });
    expect(body.errors).toMatchObject([{ path: 'wifi[0].sharedKey' }]);
  });

  it.each<[string, unknown[], unknown, string]>([
    ['another primary domain than the latest revision', [POLICY], OTHER_DOMAIN, 'WIP-4'],
    ['no section wip after one', [POLICY], NO_WIP, 'WIP-11'],
    ['no section wip after mode off', [POLICY, OFF], NO_WIP, 'WIP-11'],
    [
      'another domain than an earlier revision, though the latest says nothing',
      [POLICY, NO_WIP],
      OTHER_DOMAIN,
      'WIP-4',
    ],
    ['no section wip after an earlier one, though the latest has none', [POLICY, NO_WIP], NO_WIP, 'WIP-11'],
    ['the same with many revisions in between', [POLICY, ...Array(25).fill(NO_WIP)], NO_WIP, 'WIP-11'],
  ])('%s', async (_name, earlier, next, rule) => {
    const { person, token } = await tenantWith();
    for (const document of earlier) await saveUnchecked(person, document);
    for (const path of ['/pcs', '/pcs?dryRun=true']) {
      const { status, body } = await ask('PUT', path, { token, body: next });
      expect([status, rules(body.errors)]).toEqual([422, [rule]]);
    }
  });

  it('a rollback to a revision that breaks the rules of today', async () => {
    const { person, token } = await tenantWith();
    await saveUnchecked(person, { ...POLICY, wip: { mode: 'silent' } });
    await saveUnchecked(person, POLICY);
    const { status, body } = await ask('POST', '/pcs/rollback', { token, body: { revision: 1 } });
    expect([status, rules(body.errors)]).toEqual([422, ['WIP-1']]);
  });

  it('to explain or compare a revision that has a form of yesterday, and shows it nevertheless', async () => {
    const { person, token } = await tenantWith();
    await saveUnchecked(person, { schemaVersion: 0 });
    expect((await ask('POST', '/pcs/explain', { token })).body.code).toBe('policy.revision-outdated');
    expect((await ask('POST', '/pcs/diff', { token, body: {} })).body.code).toBe('policy.revision-outdated');
    expect((await ask('GET', '/pcs', { token })).body.document).toEqual({ schemaVersion: 0 });
    expect((await ask('PUT', '/pcs', { token, body: POLICY })).body.revision).toBe(2);
  });

  it('a value that an earlier version took, which is explained as it stands until it is saved anew', async () => {
    const { person, token } = await tenantWith();
    const outdated = withHost('a\u00a0.contoso.com');
    await saveUnchecked(person, outdated);
    const { body } = await ask('POST', '/pcs/explain', { token });
    expect(JSON.stringify(body)).toContain('a\u00a0.contoso.com');
    expect((await ask('PUT', '/pcs', { token, body: outdated })).status).toBe(422);
  });
});

const sixWords = ['path', 'rule', 'message', 'found', 'allowed', 'suggestion'];

/** The words that findings of a reply lack. */
const lacking = (findings: readonly Record<string, unknown>[]) =>
  findings.flatMap((finding) => sixWords.filter((word) => typeof finding[word] !== 'string'));

describe('the policies API', () => {
  it.each([
    ['a document that is refused', 'PUT', '/pcs', { ...POLICY, wipe: {}, wip: { mode: 'loud' } }],
    ['a document that contradicts the revision before', 'PUT', '/pcs', OTHER_DOMAIN],
    ['a document that is accepted with warnings', 'PUT', '/pcs', POLICY],
    ['a change that reaches far', 'POST', '/pcs/diff', { to: { ...POLICY, wip: { ...POLICY.wip, mode: 'block' } } }],
  ])('says of %s what was found, what is allowed and what to write instead', async (_, method, path, body) => {
    const { token } = await tenantWith(POLICY);
    const answer = await ask(method, path, { token, body });
    const findings = [...(answer.body.errors ?? []), ...(answer.body.warnings ?? [])];
    expect(findings).not.toEqual([]);
    expect(lacking(findings)).toEqual([]);
  });

  it('gives each save the next number, and the number as ETag', async () => {
    const { token } = await tenantWith(POLICY);
    expect(await ask('GET', '/pcs', { token })).toMatchObject({ status: 200, etag: '"1"', body: { revision: 1 } });
    const saved = await ask('PUT', '/pcs', { token, body: POLICY, headers: { 'if-match': '"1"' } });
    expect(saved).toMatchObject({ status: 200, etag: '"2"', body: { name: 'pcs', revision: 2 } });
    const created = await ask('PUT', '/new', { token, body: POLICY, headers: { 'if-none-match': '*' } });
    expect(created.body.revision).toBe(1);
  });

  it('lets one of two save that know the same revision', async () => {
    const { token } = await tenantWith(POLICY);
    const save = (host: string) => ask('PUT', '/pcs', { token, body: withHost(host), headers: { 'if-match': '"1"' } });
    const both = await Promise.all([save('a.contoso.com'), save('b.contoso.com')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('tells in a dry run what a save would say and change, and saves nothing', async () => {
    const { person, token } = await tenantWith(POLICY);
    const block = withWip({ mode: 'block', primaryDomain: 'contoso.com' });
    const { status, etag, body } = await ask('PUT', '/pcs?dryRun=true', { token, body: block });
    expect([status, etag]).toEqual([200, '"1"']);
    expect(body).toMatchObject({ dryRun: true, revision: 2, unchanged: false });
    expect(rules(body.warnings)).toContain('WIP-3');
    expect(rules(body.diff.warnings)).toEqual(['CHANGE-1']);
    expect(body.diff.changes).toMatchObject([{ member: 'wip.mode', nodes: [{ before: '1', after: '3' }] }]);
    expect((await ask('GET', '/pcs', { token })).body.revision).toBe(1);
    expect((await auditOf(person)).filter(({ action }) => action === 'policy.save')).toHaveLength(1);
  });

  it('says in a dry run that a document is what is saved already', async () => {
    const { token } = await tenantWith(SECRETIVE);
    const { document } = (await ask('GET', '/pcs', { token })).body;
    const { body } = await ask('PUT', '/pcs?dryRun=true', { token, body: document });
    expect([body.unchanged, body.diff.changes]).toEqual([true, []]);
  });

  it('lets the primary domain change after mode off, and warns about PCs that have not seen it yet', async () => {
    const { token } = await tenantWith(POLICY, OFF);
    const { status, body } = await ask('PUT', '/pcs', { token, body: OTHER_DOMAIN });
    expect([status, body.warnings.filter(({ rule }: { rule: string }) => rule === 'WIP-4')]).toEqual([
      200,
      [expect.objectContaining({ path: 'wip.primaryDomain', allowed: 'contoso.com' })],
    ]);
  });

  it('lists revisions newest first with author and time, in pages', async () => {
    const { person, token } = await tenantWith(POLICY);
    for (let revision = 2; revision <= 23; revision++) await saveUnchecked(person, POLICY);
    const first = (await ask('GET', '/pcs/revisions', { token })).body;
    expect(first.items.map(({ revision }: { revision: number }) => revision)).toEqual(
      Array.from({ length: 20 }, (_, index) => 23 - index),
    );
    const second = (await ask('GET', `/pcs/revisions?continuation=${first.continuation}`, { token })).body;
    expect(second.items.map(({ revision }: { revision: number }) => revision)).toEqual([3, 2, 1]);
    expect(second.continuation).toBeUndefined();
    const [entry] = first.items;
    expect(Object.keys(entry).sort()).toEqual(['author', 'revision', 'savedAt']);
    expect(Date.parse(entry.savedAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('rolls back to an earlier document with a new revision, audited with its origin', async () => {
    const { person, token, reader } = await tenantWith(POLICY, withHost('mail.contoso.com'));
    const rolled = await ask('POST', '/pcs/rollback', { token, body: { revision: 1 } });
    expect(rolled).toMatchObject({ status: 200, etag: '"3"', body: { name: 'pcs', revision: 3 } });
    const [third, first] = await Promise.all(
      [3, 1].map(async (revision) => (await ask('GET', `/pcs/revisions/${revision}`, { token: reader })).body.document),
    );
    expect(third).toEqual(first);
    const entry = (await auditOf(person)).find(({ action }) => action === 'policy.rollback');
    expect(entry).toMatchObject({ outcome: 'done', facts: { policy: 'pcs', to: 1, before: 2, after: 3 } });
  });

  it('tries a rollback without saving it', async () => {
    const { token } = await tenantWith(POLICY, withHost('mail.contoso.com'));
    const { body } = await ask('POST', '/pcs/rollback?dryRun=true', { token, body: { revision: 1 } });
    expect(body).toMatchObject({ dryRun: true, revision: 3, diff: { changes: [{ kind: 'change' }] } });
    expect((await ask('GET', '/pcs', { token })).body.revision).toBe(2);
  });

  it('brings secrets along in a rollback', async () => {
    const { person, token } = await tenantWith(SECRETIVE, { ...SECRETIVE, wifi: [] });
    await ask('POST', '/pcs/rollback', { token, body: { revision: 1 } });
    const stored = await service.store.tenants.loadPolicy(person.tenantId as TenantId, 'pcs', 3);
    expect(stored?.document).toEqual(SECRETIVE);
  });

  it('keeps secrets when a document that was read is sent back', async () => {
    const { person, token } = await tenantWith(SECRETIVE);
    const { document } = (await ask('GET', '/pcs', { token })).body;
    await ask('PUT', '/pcs', { token, body: { ...document, name: 'Renamed' } });
    const stored = await service.store.tenants.loadPolicy(person.tenantId as TenantId, 'pcs', 2);
    expect(stored?.document).toEqual({ ...SECRETIVE, name: 'Renamed' });
  });

  it('offers ready parts of a document, those of an organization by its label', async () => {
    const { reader } = await tenantWith();
    const get = (query: string) =>
      fetch(`${service.origin}/api/v1/presets${query}`, { headers: { authorization: `Bearer ${reader}` } });
    const { items } = JSON.parse(await (await get('')).text());
    expect(items.map(({ name, sections }: Json) => [name, sections !== undefined])).toEqual(
      presets.map(({ name, needsOrganization }) => [name, !needsOrganization]),
    );
    expect(await (await get('?organization=contoso')).text()).toContain('contoso-my.sharepoint.com');
    expect((await get('?organization=*.contoso')).status).toBe(422);
  });

  it('validates a document by itself', async () => {
    const { reader } = await tenantWith();
    const good = await ask('POST', '/validate', { token: reader, body: POLICY });
    expect(good).toMatchObject({ status: 200, body: { ok: true, errors: [] } });
    const bad = await ask('POST', '/validate', { token: reader, body: { ...POLICY, wipp: {} } });
    expect(bad).toMatchObject({ status: 200, body: { ok: false, errors: [{ path: 'wipp', rule: 'DOC-1' }] } });
  });

  it('validates a document as the next revision of a policy', async () => {
    const { reader } = await tenantWith(POLICY);
    const { body } = await ask('POST', '/validate?policy=pcs', { token: reader, body: OTHER_DOMAIN });
    expect([body.ok, rules(body.errors)]).toEqual([false, ['WIP-4']]);
    expect((await ask('POST', '/validate', { token: reader, body: OTHER_DOMAIN })).body.ok).toBe(true);
  });

  it('explains the latest revision on a typical PC', async () => {
    const { reader } = await tenantWith(POLICY);
    const { status, body } = await ask('POST', '/pcs/explain', { token: reader });
    expect([status, body.name, body.revision]).toEqual([200, 'pcs', 1]);
    expect(body.device.description).toContain('typical PC');
    expect(body.settings.find(({ member }: Json) => member === 'wip.mode')).toMatchObject({
      why: 'the document says wip.mode: "silent"',
      nodes: [{ uri: './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/EDPEnforcementLevel', data: '1' }],
    });
  });

  it('explains a document that nobody saved, for a policy that does not exist', async () => {
    const { reader } = await tenantWith();
    const { status, body } = await ask('POST', '/draft/explain', { token: reader, body: POLICY });
    expect([status, body.revision]).toEqual([200, undefined]);
    expect(rules(body.warnings)).toContain('WIP-3');
  });

  it('explains on a real device what its release cannot have', async () => {
    const pin = { ...POLICY, signIn: { windowsHello: { enabled: true, pinRecovery: true } } };
    const { person, reader } = await tenantWith(pin);
    await enroll(person, '10.0.10240.0');
    const { body } = await ask('POST', `/pcs/explain?device=${person.deviceId}`, { token: reader });
    expect(body.device).toEqual({
      deviceId: person.deviceId,
      description: 'ADA-PC',
      osVersion: '10.0.10240.0',
      osEdition: 48,
    });
    expect(body.leftOut.map(({ member }: Json) => member)).toContain('signIn.windowsHello.pinRecovery');
  });

  it.each<[string, unknown, Json]>([
    ['the last save', {}, { from: 2, to: 3 }],
    ['an earlier revision and the latest', { from: 1 }, { from: 1, to: 3 }],
    ['the latest revision and an earlier one, as a rollback would', { to: 1 }, { from: 3, to: 1 }],
    ['two revisions', { from: 1, to: 2 }, { from: 1, to: 2 }],
    ['the latest revision and a document', { to: withHost('d.contoso.com') }, { from: 3 }],
  ])('compares %s', async (_name, body, expected) => {
    const { reader } = await tenantWith(POLICY, withHost('b.contoso.com'), withHost('c.contoso.com'));
    const answer = await ask('POST', '/pcs/diff', { token: reader, body });
    expect(answer.body).toMatchObject({ ...expected, changes: [{ kind: 'change', member: 'network.cloudResources' }] });
    expect(rules(answer.body.warnings)).toEqual(['CHANGE-6']);
  });

  it('compares the first revision and a document for a new policy with nothing', async () => {
    const { reader } = await tenantWith(POLICY);
    const first = await ask('POST', '/pcs/diff', { token: reader, body: {} });
    const fresh = await ask('POST', '/new/diff', { token: reader, body: { to: POLICY } });
    expect(first.body.changes).toEqual(fresh.body.changes);
    expect(first.body.changes.every(({ kind }: Json) => kind === 'add')).toBe(true);
  });

  const guessing = (guesses: readonly (string | undefined)[]) => ({
    ...SECRETIVE,
    certificates: {
      ...SECRETIVE.certificates,
      scep: [{ ...SECRETIVE.certificates.scep[0], challenge: guesses[1] }],
      pfx: [{ ...SECRETIVE.certificates.pfx[0], password: guesses[2], pkcs12: guesses[3] }],
    },
    wifi: [{ ...SECRETIVE.wifi[0], sharedKey: guesses[0] }],
  });
  const WRONG = ['another-wifi-key', 'YW5vdGhlci1jaGFsbGVuZ2U=', 'another-password', 'YW5vdGhlci1wa2NzMTI='];

  it.each([
    ['the key of a network', 0, 'wifi[0]'],
    ['a challenge', 1, 'certificates.scep[0]'],
    ['a password', 2, 'certificates.pfx[0]'],
    ['a certificate with its key', 3, 'certificates.pfx[0]'],
  ])('tells a reader the same of a guess of %s, right or wrong', async (_, index, member) => {
    const { token, reader } = await tenantWith(SECRETIVE);
    const hidden = (await ask('GET', '/pcs', { token: reader })).body.document;
    const marks = [
      hidden.wifi[0].sharedKey,
      hidden.certificates.scep[0].challenge,
      hidden.certificates.pfx[0].password,
      hidden.certificates.pfx[0].pkcs12,
    ];
    const document = (guesses: readonly (string | undefined)[]) => guessing(marks.with(index, guesses[index]));
    const answers = async (guesses: readonly (string | undefined)[], as: string) =>
      Promise.all([
        ask('PUT', '/pcs?dryRun=true', { token: as, body: document(guesses) }),
        ask('POST', '/pcs/diff', { token: as, body: { to: document(guesses) } }),
        ask('POST', '/pcs/diff', { token: as, body: { from: 1, to: document(guesses) } }),
        ask('POST', '/validate?policy=pcs', { token: as, body: document(guesses) }),
        ask('POST', '/pcs/explain', { token: as, body: document(guesses) }),
      ]);
    const [right, wrong] = [await answers(PLANTED, reader), await answers(WRONG, reader)];
    expect(right.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(right).toEqual(wrong);
    expect(right[0]?.body).toMatchObject({ unchanged: false, diff: { changes: [{ kind: 'change', member }] } });
    expect(right[1]?.body).toMatchObject({ changes: [{ kind: 'change', member }] });
    const [known] = await answers(PLANTED, token);
    expect(known?.body).toMatchObject({ unchanged: true, diff: { changes: [] } });
  });

  it('finds a document unchanged for a reader where marks stand in place of its secrets', async () => {
    const { reader } = await tenantWith(SECRETIVE);
    const { document } = (await ask('GET', '/pcs', { token: reader })).body;
    const { body } = await ask('PUT', '/pcs?dryRun=true', { token: reader, body: document });
    expect(body).toMatchObject({ unchanged: true, diff: { changes: [] } });
    expect((await ask('POST', '/pcs/diff', { token: reader, body: { to: document } })).body.changes).toEqual([]);
  });

  it('tries a rollback for a reader with the secrets as they were saved', async () => {
    const { reader } = await tenantWith(SECRETIVE, { ...SECRETIVE, name: 'Renamed' });
    const { body } = await ask('POST', '/pcs/rollback?dryRun=true', { token: reader, body: { revision: 1 } });
    expect(body.diff.changes).toEqual([]);
  });

  it('shows a secret in no answer, audit row or log line', async () => {
    const { person, token, reader } = await tenantWith(SECRETIVE);
    const other = { ...SECRETIVE, wifi: [{ ...SECRETIVE.wifi[0], sharedKey: 'planted-other-key' }] };
    const broken = { ...SECRETIVE, wifi: [{ ...SECRETIVE.wifi[0], sharedKey: PLANTED[0], cost: 'much' }], nmae: 1 };
    const answers = [
      await ask('PUT', '/pcs?dryRun=true', { token, body: other }),
      await ask('PUT', '/pcs', { token, body: other }),
      await ask('PUT', '/pcs', { token, body: broken }),
      await ask('PUT', '/pcs', { token, body: `${JSON.stringify(SECRETIVE)}}` }),
      await ask('PUT', '/pcs', {
        token,
        body: { ...SECRETIVE, wifi: [{ ...SECRETIVE.wifi[0], sharedKey: { secret: PLANTED[0] } }] },
      }),
      await ask('GET', '/pcs', { token: reader }),
      await ask('GET', '/pcs/revisions', { token: reader }),
      await ask('GET', '/pcs/revisions/1', { token: reader }),
      await ask('POST', '/pcs/rollback?dryRun=true', { token, body: { revision: 1 } }),
      await ask('POST', '/pcs/rollback', { token, body: { revision: 1 } }),
      await ask('POST', '/pcs/rollback', { token, body: { revision: 1, key: PLANTED[0] } }),
      await ask('POST', '/pcs/explain', { token: reader }),
      await ask('POST', '/pcs/explain', { token: reader, body: broken }),
      await ask('POST', '/pcs/diff', { token: reader, body: { from: 1, to: 2 } }),
      await ask('POST', '/pcs/diff', { token: reader, body: { to: broken } }),
      await ask('POST', '/validate', { token: reader, body: broken }),
      await ask('POST', '/validate?policy=pcs', { token: reader, body: other }),
    ];
    const audit = await auditOf(person);
    expect(audit.length).toBeGreaterThan(2);
    const told = [...answers.map(({ text }) => text), JSON.stringify(audit), ...service.logs].join('\n');
    expect(told).toContain('"secret":"set"');
    expect([...PLANTED, 'planted-other-key'].filter((secret) => told.includes(secret))).toEqual([]);
  });
});
