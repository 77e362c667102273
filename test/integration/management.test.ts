import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newGuid } from '../../shared/random';
import {
  deviceToken,
  managerToken,
  onboard,
  startTestService,
  type TestPerson,
  type TestService,
} from '../support/service';

let service: TestService;
let person: TestPerson;
beforeAll(async () => {
  service = await startTestService();
  person = await onboard(service);
});
afterAll(() => service.stop());

const WIP_POLICY = {
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
};

interface Ask {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function ask(method: string, path: string, { token, body, headers }: Ask = {}) {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const reply = await fetch(`${service.origin}/api/v1/${path}`, {
    method,
    headers: { ...authorization, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) };
}

const admin = () => managerToken(service, person.tenantId, 'Mam.Admin');
const operator = () => managerToken(service, service.homeTenant, 'Mam.Operator');

describe('the management API refuses', () => {
  const routes: [string, string][] = [
    ['GET', 'tenant'],
    ['PUT', 'tenant'],
    ['GET', 'policies'],
    ['GET', 'policies/pcs'],
    ['PUT', 'policies/pcs'],
    ['GET', 'terms/en'],
    ['PUT', 'terms/en'],
    ['GET', 'devices'],
    ['GET', `devices/${newGuid()}`],
    ['PUT', `operator/tenants/${newGuid()}`],
  ];

  it.each(routes)('%s %s without a token', async (method, path) => {
    const { status, body, headers } = await ask(method, path);
    expect([status, body.code]).toEqual([401, 'token.missing']);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body.correlationId).toBe(headers.get('x-correlation-id'));
  });

  it.each(routes)("%s %s to an administrator's device token", async (method, path) => {
    const token = await deviceToken(service, person, { roles: ['Mam.Admin', 'Mam.Operator'] });
    expect((await ask(method, path, { token })).status).toBe(403);
  });

  it.each(routes)('%s %s to somebody without a role', async (method, path) => {
    const token = await managerToken(service, person.tenantId);
    expect((await ask(method, path, { token })).status).toBe(403);
  });

  it.each(routes.filter(([method]) => method === 'PUT'))('%s %s to a reader', async (method, path) => {
    const token = await managerToken(service, person.tenantId, 'Mam.Reader');
    expect((await ask(method, path, { token, body: {} })).status).toBe(403);
  });

  it('an operator outside the home tenant', async () => {
    const token = await managerToken(service, person.tenantId, 'Mam.Operator');
    const { status } = await ask('PUT', `operator/tenants/${newGuid()}`, { token, body: { displayName: 'X' } });
    expect(status).toBe(403);
  });

  it('a display name that could not stand in an XML document', async () => {
    const body = { displayName: 'Con\u0001toso' };
    const refused = await ask('PUT', `operator/tenants/${newGuid()}`, { token: await operator(), body });
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'displayName']);
  });

  it('an administrator of a tenant that nobody onboarded', async () => {
    const token = await managerToken(service, newGuid(), 'Mam.Admin');
    const { status, body } = await ask('GET', 'tenant', { token });
    expect([status, body.code]).toEqual([403, 'tenant.unknown']);
  });

  it('changes of a suspended tenant, which may still be read', async () => {
    const suspended = await onboard(service, { status: 'suspended' });
    const token = await managerToken(service, suspended.tenantId, 'Mam.Admin');
    expect((await ask('PUT', 'policies/pcs', { token, body: WIP_POLICY })).body.code).toBe('tenant.suspended');
    expect((await ask('GET', 'tenant', { token })).status).toBe(200);
  });

  it.each([
    ['text', 'hello', 400, 'body.not-json'],
    ['more than 1 MB', `"${'x'.repeat(1024 * 1024)}"`, 413, 'body.too-large'],
  ])('a body of %s', async (_name, body, status, code) => {
    const refused = await ask('PUT', 'policies/pcs', { token: await admin(), body });
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it.each(['Pcs', 'a_b', '-a', 'a'.repeat(65), '__proto__'])('the policy name %j', async (name) => {
    const { status, body } = await ask('PUT', `policies/${name}`, { token: await admin(), body: WIP_POLICY });
    expect([status, body.code]).toEqual([400, 'policy.name']);
  });

  it('a document with the path of every wrong member', async () => {
    const { status, body } = await ask('PUT', 'policies/pcs', {
      token: await admin(),
      body: { ...WIP_POLICY, network: { cloudResources: [{ host: '*.contoso.com' }] }, wipp: {} },
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'network.cloudResources[0].host',
      'wipp',
    ]);
    expect(body.errors.find(({ rule }: { rule: string }) => rule === 'NET-5').suggestion).toContain('.contoso.com');
  });

  it('settings that name a policy nobody saved, and tells how to save it', async () => {
    const { status, body } = await ask('PUT', 'tenant', { token: await admin(), body: { defaultPolicy: 'absent' } });
    expect([status, body.errors[0].path]).toEqual([422, 'defaultPolicy']);
  });

  it('a redirect scheme that a browser would open', async () => {
    const { status, body } = await ask('PUT', 'tenant', { token: await admin(), body: { redirectSchemes: ['https'] } });
    expect([status, body.errors[0].path]).toEqual([422, 'redirectSchemes[0]']);
  });

  it('a stale If-Match with 412', async () => {
    const { status, body } = await ask('PUT', 'tenant', {
      token: await admin(),
      body: {},
      headers: { 'if-match': '"old"' },
    });
    expect([status, body.code]).toEqual([412, 'etag.mismatch']);
  });
});

describe('the management API', () => {
  it('onboards a tenant from nothing to an assigned policy, and audits each change', async () => {
    const tenantId = newGuid();
    const created = await ask('PUT', `operator/tenants/${tenantId}`, {
      token: await operator(),
      body: { displayName: 'Contoso' },
    });
    expect([created.status, created.body.status]).toEqual([200, 'active']);
    const token = await managerToken(service, tenantId, 'Mam.Admin');
    const terms = { version: '2026-11', title: 'Terms', text: 'Be kind.' };
    expect((await ask('PUT', 'terms/en', { token, body: terms })).status).toBe(200);
    expect((await ask('GET', 'terms/en', { token })).body).toEqual(terms);
    const saved = await ask('PUT', 'policies/pcs', { token, body: WIP_POLICY });
    expect(saved.body).toMatchObject({ name: 'pcs', revision: 1 });
    expect(saved.body.warnings.map(({ rule }: { rule: string }) => rule)).toContain('WIP-3');
    expect((await ask('PUT', 'tenant', { token, body: { defaultPolicy: 'pcs' } })).status).toBe(200);
    const tenant = await ask('GET', 'tenant', { token });
    expect(tenant.body).toMatchObject({
      policies: { pcs: 1 },
      terms: { en: '2026-11' },
      settings: { defaultPolicy: 'pcs' },
    });
    expect((await ask('GET', 'policies', { token })).body.items).toEqual([{ name: 'pcs', revision: 1, default: true }]);
    expect((await ask('GET', 'devices', { token })).body.items).toEqual([]);
  });

  it('gives a changed document the next revision and keeps versions of terms as they are', async () => {
    const token = await admin();
    await ask('PUT', 'policies/revised', { token, body: WIP_POLICY });
    const second = await ask('PUT', 'policies/revised', { token, body: { ...WIP_POLICY, name: 'Renamed' } });
    expect(second.body.revision).toBe(2);
    await ask('PUT', 'terms/de', { token, body: { version: '1', title: 'Bedingungen', text: 'Eins.' } });
    const taken = await ask('PUT', 'terms/de', { token, body: { version: '1', title: 'Bedingungen', text: 'Zwei.' } });
    expect([taken.status, taken.body.code]).toEqual([409, 'terms.version-taken']);
  });

  it('lets a reader try settings and terms, judges them, and saves nothing', async () => {
    const { tenantId } = await onboard(service);
    const [reader, token] = await Promise.all([
      managerToken(service, tenantId, 'Mam.Reader'),
      managerToken(service, tenantId, 'Mam.Admin'),
    ]);
    const terms = { version: '1', title: 'Bedingungen', text: 'Eins.' };
    await ask('PUT', 'terms/de', { token, body: terms });
    const before = await ask('GET', 'tenant', { token });
    const tried = await ask('PUT', 'tenant?dryRun=true', { token: reader, body: { pollMinutes: 720 } });
    expect([tried.status, tried.body.settings.pollMinutes]).toEqual([200, 720]);
    for (const [path, body, status] of [
      ['tenant', { defaultPolicy: 'absent' }, 422],
      ['terms/de', { ...terms, text: 'Zwei.' }, 409],
      ['terms/de', { ...terms, version: '2' }, 200],
      ['terms/fr', terms, 200],
    ] as const) {
      expect((await ask('PUT', `${path}?dryRun=true`, { token: reader, body })).status, path).toBe(status);
      expect((await ask('PUT', path, { token: reader, body })).body.code).toBe('role.missing');
    }
    expect((await ask('GET', 'tenant', { token })).body).toEqual(before.body);
  });

  it('shows nothing of another tenant', async () => {
    const other = await onboard(service);
    const token = await managerToken(service, other.tenantId, 'Mam.Admin');
    await ask('PUT', 'policies/secret', { token: await admin(), body: WIP_POLICY });
    expect((await ask('GET', 'policies/secret', { token })).status).toBe(404);
    expect((await ask('GET', 'policies', { token })).body.items).toEqual([]);
  });

  it('answers a wrong method with the right ones', async () => {
    const { status, headers } = await ask('DELETE', 'tenant');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, PUT']);
  });
});
