import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTenantId } from '../../../shared/ids';
import { newGuid } from '../../../shared/random';
import { deviceToken, managerToken, onboard, startTestService, type TestService } from '../../support/service';

let open: TestService;
let listed: TestService;

beforeAll(async () => {
  [open, listed] = await Promise.all([startTestService({ MAM_TENANT_ADMISSION: 'open' }), startTestService()]);
});
afterAll(() => Promise.all([open.stop(), listed.stop()]));

interface Asked {
  readonly token?: string;
  readonly method?: string;
  readonly body?: unknown;
}

async function ask(service: TestService, { token, method = 'PUT', body = { displayName: 'Contoso' } }: Asked) {
  const reply = await fetch(`${service.origin}/api/v1/onboarding`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(method === 'PUT' ? { body: JSON.stringify(body) } : {}),
  });
  const text = await reply.text();
  return { status: reply.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function stored(service: TestService, tenant: string) {
  const id = parseTenantId(tenant);
  return id && (await service.store.tenants.load(id))?.value;
}

describe('PUT /api/v1/onboarding', () => {
  it('refuses whoever brings no token', async () => {
    expect((await ask(open, {})).status).toBe(401);
  });

  it.each([['Mam.Reader'], ['Mam.LogReader'], ['Mam.Operator']])('refuses the role %s', async (role) => {
    const tenant = newGuid();
    expect((await ask(open, { token: await managerToken(open, tenant, role) })).status).toBe(403);
    expect(await stored(open, tenant)).toBeUndefined();
  });

  it('refuses the token of a device, an administrator’s as well', async () => {
    const person = { tenantId: newGuid(), userId: newGuid(), deviceId: newGuid() };
    const token = await deviceToken(open, person, { roles: ['Mam.Admin'] });
    expect((await ask(open, { token })).body.code).toBe('token.scope');
    expect(await stored(open, person.tenantId)).toBeUndefined();
  });

  it('creates nothing where the operator lists tenants, and says whom to ask', async () => {
    const tenant = newGuid();
    const { status, body } = await ask(listed, { token: await managerToken(listed, tenant, 'Mam.Admin') });
    expect([status, body.code]).toEqual([403, 'onboarding.listed']);
    expect(body.detail).toContain(`/api/v1/operator/tenants/${tenant}`);
    expect(await stored(listed, tenant)).toBeUndefined();
  });

  it('takes no tenant from the body', async () => {
    const [own, other] = [newGuid(), newGuid()];
    const token = await managerToken(open, own, 'Mam.Admin');
    const { status } = await ask(open, { token, body: { displayName: 'Contoso', id: other, tenantId: other } });
    expect(status).toBe(422);
    expect(await stored(open, other)).toBeUndefined();
  });

  it.each([[''], ['\u0000'], ['x'.repeat(257)]])('refuses the name %j', async (displayName) => {
    const token = await managerToken(open, newGuid(), 'Mam.Admin');
    expect((await ask(open, { token, body: { displayName } })).status).toBe(422);
  });

  it('does not lift a suspension', async () => {
    const { tenantId } = await onboard(open, { status: 'suspended' });
    const { status, body } = await ask(open, { token: await managerToken(open, tenantId, 'Mam.Admin') });
    expect([status, body.code]).toEqual([403, 'tenant.suspended']);
  });

  it('creates the tenant of the token, once', async () => {
    const tenant = newGuid();
    const token = await managerToken(open, tenant, 'Mam.Admin');
    expect((await ask(open, { token })).status).toBe(201);
    expect((await ask(open, { token, body: { displayName: 'Other' } })).status).toBe(200);
    expect(await stored(open, tenant)).toMatchObject({ displayName: 'Contoso', status: 'active', version: 1 });
  });
});

describe('DELETE /api/v1/onboarding', () => {
  it('refuses a reader', async () => {
    const { tenantId } = await onboard(open);
    const token = await managerToken(open, tenantId, 'Mam.Reader');
    expect((await ask(open, { token, method: 'DELETE' })).status).toBe(403);
    expect((await stored(open, tenantId))?.status).toBe('active');
  });

  it('begins to leave, and may be repeated', async () => {
    const { tenantId } = await onboard(open);
    const token = await managerToken(open, tenantId, 'Mam.Admin');
    expect((await ask(open, { token, method: 'DELETE' })).body.status).toBe('offboarding');
    expect((await ask(open, { token, method: 'DELETE' })).body.status).toBe('offboarding');
  });

  it('does not turn a suspension into something that can be taken back', async () => {
    const { tenantId } = await onboard(open, { status: 'suspended' });
    const token = await managerToken(open, tenantId, 'Mam.Admin');
    expect((await ask(open, { token, method: 'DELETE' })).body.status).toBe('suspended');
  });

  it('is done already for a tenant that is not here', async () => {
    const token = await managerToken(open, newGuid(), 'Mam.Admin');
    expect((await ask(open, { token, method: 'DELETE' })).status).toBe(204);
  });

  it('leaves every other tenant alone', async () => {
    const [own, other] = [await onboard(open), await onboard(open)];
    await ask(open, { token: await managerToken(open, own.tenantId, 'Mam.Admin'), method: 'DELETE' });
    expect((await stored(open, other.tenantId))?.status).toBe('active');
  });
});

describe('GET /onboard/service', () => {
  it('tells what a script must know to sign in, and nothing else', async () => {
    const facts = await (await fetch(`${open.origin}/onboard/service`)).json();
    expect(Object.keys(Object(facts)).sort()).toEqual([
      'appIdUri',
      'authority',
      'clientId',
      'cloud',
      'publicUrl',
      'tenantAdmission',
    ]);
  });
});
