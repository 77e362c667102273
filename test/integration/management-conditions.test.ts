import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newGuid } from '../../shared/random';
import { managedPc } from '../support/managed-pc';
import { managerToken, onboard, startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

interface Ask {
  readonly token: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask(method: string, path: string, { token, body, headers }: Ask) {
  const reply = await fetch(`${service.origin}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { headers: got, status } = reply;
  return {
    status,
    type: got.get('content-type'),
    etag: got.get('etag') ?? undefined,
    body: JSON.parse(await reply.text()),
  };
}

const TERMS = { version: '1', title: 'Terms', text: 'Be kind.' };

/** What is written as a whole: its path, and two bodies that may follow each other. */
const PLACES = [
  ['the settings of a tenant', 'tenant', { pollMinutes: 600 }, { pollMinutes: 700 }],
  ['terms', 'terms/en', TERMS, { ...TERMS, version: '2' }],
  ['a tenant, by the operator', 'operator/tenants/{id}', { displayName: 'One' }, { displayName: 'Two' }],
] as const;

async function placeOf(path: string) {
  const { tenantId } = await onboard(service);
  const isOperation = path.startsWith('operator');
  const token = isOperation
    ? await managerToken(service, service.homeTenant, 'Mam.Operator')
    : await managerToken(service, tenantId, 'Mam.Admin');
  return { token, path: path.replace('{id}', tenantId) };
}

describe('a conditional write of', () => {
  it.each(PLACES)('%s is refused when something else is there by now', async (_, path, one, two) => {
    const { token, path: place } = await placeOf(path);
    const { etag = '' } = await ask('PUT', place, { token, body: one });
    expect((await ask('PUT', place, { token, body: two, headers: { 'if-match': etag } })).status).toBe(200);
    const late = await ask('PUT', place, { token, body: one, headers: { 'if-match': etag } });
    expect([late.status, late.type, late.body.code]).toEqual([412, 'application/problem+json', 'etag.mismatch']);
  });

  it.each(PLACES)('%s is refused to one who wants to create what is there', async (_, path, one, two) => {
    const { token, path: place } = await placeOf(path);
    await ask('PUT', place, { token, body: one });
    const late = await ask('PUT', place, { token, body: two, headers: { 'if-none-match': '*' } });
    expect([late.status, late.body.code]).toEqual([412, 'etag.exists']);
  });

  it.each(['terms/en', `operator/tenants/${newGuid()}`])('%s is refused where there is nothing yet', async (path) => {
    const { token, path: place } = await placeOf(path);
    const body = path.startsWith('terms') ? TERMS : { displayName: 'New' };
    for (const tag of ['*', '"1"']) {
      const { status } = await ask('PUT', place, { token, body, headers: { 'if-match': tag } });
      expect(status).toBe(412);
    }
  });

  it.each(PLACES)(
    '%s takes the tag of the reply, that of a reading, a list of tags, or any',
    async (_, path, one, two) => {
      const { token, path: place } = await placeOf(path);
      const first = await ask('PUT', place, { token, body: one });
      const read = await ask('GET', place, { token });
      expect(read.etag).toBe(first.etag);
      const write = async (body: unknown, tag = '') =>
        (await ask('PUT', place, { token, body, headers: { 'if-match': tag } })).status;
      expect(await write(two, read.etag)).toBe(200);
      const { etag } = await ask('GET', place, { token });
      expect(etag).not.toBe(read.etag);
      expect(await write(two, `"other", ${etag}`)).toBe(200);
      expect(await write(two, '*')).toBe(200);
    },
  );

  it.each(PLACES)('%s is not asked for: without a condition the last one wins', async (_, path, one, two) => {
    const { token, path: place } = await placeOf(path);
    const statuses = [];
    for (const body of [one, two]) statuses.push((await ask('PUT', place, { token, body })).status);
    expect(statuses).toEqual([200, 200]);
  });
});

describe('the view of a device', () => {
  it('has a tag that stays while nothing happens to it, and changes when something does', async () => {
    const { person, admin } = await managedPc(service);
    const token = await managerToken(service, person.tenantId, 'Mam.Reader');
    const tag = async () => (await ask('GET', `devices/${person.deviceId}`, { token })).etag;
    const first = await tag();
    expect(first).toMatch(/^"[\w-]{22}"$/);
    expect(await tag()).toBe(first);
    await admin.act(person.deviceId, { type: 'resync' });
    expect(await tag()).not.toBe(first);
  });
});

describe('the list of tenants', () => {
  it('is refused to whoever is not an operator of the home tenant', async () => {
    const { tenantId } = await onboard(service);
    for (const roles of [['Mam.Admin'], ['Mam.Operator'], ['Mam.Admin', 'Mam.Operator']]) {
      const token = await managerToken(service, tenantId, ...roles);
      expect((await ask('GET', 'operator/tenants', { token })).status).toBe(403);
    }
  });

  it('refuses a continuation that it did not give out', async () => {
    const token = await managerToken(service, service.homeTenant, 'Mam.Operator');
    for (const text of ['x', 'eyJuZXh0UGFydGl0aW9uS2V5IjoiYSJ9', encodeURIComponent("' or '1' eq '1")]) {
      expect((await ask('GET', `operator/tenants?continuation=${text}`, { token })).status).toBe(422);
    }
  });

  it('leads through every tenant once, page by page', async () => {
    const mine = [await onboard(service), await onboard(service)].map(({ tenantId }) => tenantId);
    const token = await managerToken(service, service.homeTenant, 'Mam.Operator');
    const seen: string[] = [];
    let next = '?limit=1';
    for (let page = 0; next !== ''; page += 1) {
      const { body } = await ask('GET', `operator/tenants${next}`, { token });
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      next = body.continuation === undefined ? '' : `?limit=${page < 3 ? 1 : 1000}&continuation=${body.continuation}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(mine));
  });

  it('shows one tenant with its tag, and says of another that it does not exist', async () => {
    const { tenantId } = await onboard(service);
    const token = await managerToken(service, service.homeTenant, 'Mam.Operator');
    const { body, etag } = await ask('GET', `operator/tenants/${tenantId}`, { token });
    expect([body.id, etag === undefined]).toEqual([tenantId, false]);
    const absent = await ask('GET', `operator/tenants/${newGuid()}`, { token });
    expect([absent.status, absent.body.code]).toEqual([404, 'tenant.not-found']);
  });
});
