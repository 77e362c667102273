import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseAcceptanceId, parseTenantId, parseUserId } from '../../shared/ids';
import { newAcceptanceId, newGuid } from '../../shared/random';
import type { Acceptance } from '../../shared/terms/acceptance';
import { onboard, startTestService, type TestPerson, type TestService } from '../support/service';
import {
  loadTenant,
  onboardWithTerms,
  openTerms,
  QUERY,
  REQUEST_ID,
  RETURN,
  referenceOf,
  sendDecision,
  termsToken,
} from '../support/terms-visit';

const ECHO = `&client-request-id=${REQUEST_ID}`;
const INVALID_TOKEN = `${RETURN}?error=unauthorized_client&error_description=unauthorized_client${ECHO}`;
const UNAUTHORIZED = `${RETURN}?error=unauthorized_client&error_description=unauthorized%20user%20or%20tenant${ECHO}`;
const UNSUPPORTED = `${RETURN}?error=invalid_request&error_description=unsupported%20version`;
const SERVER_ERROR = `${RETURN}?error=server_error&error_description=internal%20service%20error${ECHO}`;
const ACCESS_DENIED = `${RETURN}?error=access_denied&error_description=Access%20is%20denied%2E${ECHO}`;

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterEach(() => service.tables.reset());
afterAll(() => service.stop());

function partsOf(reference: string) {
  const [tenant, user, acceptance] = reference.split('.');
  const [tenantId, userId, id] = [parseTenantId(tenant), parseUserId(user), parseAcceptanceId(acceptance)];
  if (tenantId === undefined || userId === undefined || id === undefined) throw new Error('the field names a row');
  return { tenantId, userId, id };
}

async function rowOf(reference: string) {
  const { tenantId, userId, id } = partsOf(reference);
  const row = await service.store.people.loadAcceptance(tenantId, userId, id);
  if (row === undefined) throw new Error('the page was stored before it was shown');
  return row;
}

async function auditOf(person: TestPerson) {
  const { value } = await loadTenant(service, person);
  const month = new Date().toISOString().slice(0, 7).replace('-', '');
  const { entries } = await service.store.audit.list(value.id, month, { size: 50 });
  return entries.filter((entry) => entry.action.startsWith('terms.'));
}

/** Changes the stored row behind the service's back. */
async function rewrite(reference: string, change: Partial<Acceptance>) {
  const row = await rowOf(reference);
  await service.store.people.replaceAcceptance(row, { ...row.value, ...change });
}

describe('the terms page refuses', () => {
  it.each<[string, Record<string, unknown>]>([
    ['for another service', { aud: newGuid() }],
    ['that has expired', { exp: 1_700_000_000 }],
    ['of another issuer', { iss: 'https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/' }],
  ])('a token %s, and tells Windows where it waits', async (_what, claims) => {
    const person = await onboardWithTerms(service);
    const authorization = `Bearer ${await termsToken(service, person, claims)}`;
    const reply = await openTerms(service, person, { headers: { authorization } });
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toBe(INVALID_TOKEN);
  });

  it('a token that was tampered with', async () => {
    const person = await onboardWithTerms(service);
    const [header, , signature] = (await termsToken(service, person)).split('.');
    const other = (await termsToken(service, { ...person, userId: newGuid() })).split('.')[1];
    const authorization = `Bearer ${header}.${other}.${signature}`;
    const reply = await openTerms(service, person, { headers: { authorization } });
    expect(reply.headers.get('location')).toBe(INVALID_TOKEN);
  });

  it('a user of a tenant that is not onboarded', async () => {
    const stranger = { tenantId: newGuid(), userId: newGuid(), deviceId: newGuid() };
    const reply = await openTerms(service, stranger);
    expect(reply.headers.get('location')).toBe(UNAUTHORIZED);
  });

  it('a token without the scope of devices', async () => {
    const person = await onboardWithTerms(service);
    const authorization = `Bearer ${await termsToken(service, person, { scp: 'Mam.Manage' })}`;
    const reply = await openTerms(service, person, { headers: { authorization } });
    expect(reply.headers.get('location')).toBe(UNAUTHORIZED);
  });

  it('a request without a token by a plain page where there is no way back', async () => {
    const reply = await fetch(`${service.origin}/mam/terms`, { redirect: 'manual' });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await reply.text()).toContain(reply.headers.get('x-correlation-id') ?? 'no id');
  });

  it.each([
    ['is a web address', 'redirect_uri=https://evil.example/'],
    ['would run', 'redirect_uri=javascript:alert(1)'],
    ['was given twice', `redirect_uri=${RETURN}&redirect_uri=${RETURN}`],
    ['would add a header', `redirect_uri=${RETURN}%0d%0aset-cookie:a=b`],
    ['is missing', `client-request-id=${REQUEST_ID}`],
  ])('a target that %s by a plain page', async (_what, target) => {
    const reply = await openTerms(service, await onboardWithTerms(service), { query: `${target}&api-version=1.0` });
    expect(reply.status).toBe(400);
    expect(reply.headers.get('location')).toBeNull();
    expect(await reply.text()).not.toMatch(/evil|alert|ToUResponse/);
  });

  it('a scheme that the tenant does not allow, even though others may', async () => {
    const person = await onboardWithTerms(service, { settings: { redirectSchemes: ['ms-aadj-redir'] } });
    const reply = await openTerms(service, person);
    expect(reply.status).toBe(400);
  });

  it.each([
    ['without a version', ''],
    ['of version 2.0', '&api-version=2.0'],
    ['that names its version twice', '&api-version=1.0&api-version=1.0'],
  ])('a request %s', async (_what, version) => {
    const reply = await openTerms(service, await onboardWithTerms(service), {
      query: `redirect_uri=${RETURN}${version}`,
    });
    expect(reply.headers.get('location')).toBe(UNSUPPORTED);
  });

  it('a request that names its mode twice', async () => {
    const query = `${QUERY}&mode=azureadjoin&mode=azureadjoin`;
    const reply = await openTerms(service, await onboardWithTerms(service), { query });
    expect(reply.headers.get('location')).toContain('?error=invalid_request&');
  });

  it.each(['suspended', 'offboarding'] as const)('users of a tenant that is %s', async (status) => {
    const person = await onboardWithTerms(service);
    await service.store.tenants.replace(await loadTenant(service, person), { status });
    const reply = await openTerms(service, person);
    expect(reply.headers.get('location')).toBe(UNAUTHORIZED);
  });

  it('users of a tenant that demands an acceptance and has no terms, and tells the operator why', async () => {
    const person = await onboardWithTerms(service, { terms: {} });
    const reply = await openTerms(service, person);
    expect(reply.headers.get('location')).toBe(UNAUTHORIZED);
    const lines = service.logs.filter((line) => line.includes(person.tenantId));
    expect(lines).toContainEqual(expect.stringContaining('"code":"terms.missing"'));
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('the method %s', async (method) => {
    const reply = await fetch(`${service.origin}/mam/terms?${QUERY}`, { method });
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe('GET, POST');
  });
});

describe('the terms page', () => {
  it('shows the terms and has stored that it did', async () => {
    const person = await onboardWithTerms(service);
    const before = Date.now();
    const reply = await openTerms(service, person);
    expect(reply.status).toBe(200);
    const { value } = await rowOf(await referenceOf(reply));
    expect(value).toEqual({
      id: expect.any(String),
      tenantId: person.tenantId,
      userId: person.userId,
      version: '2026-11',
      locale: 'en',
      redirectUri: RETURN,
      clientRequestId: REQUEST_ID,
      shownAt: expect.any(String),
    });
    expect(Date.parse(value.shownAt)).toBeGreaterThanOrEqual(before);
  });

  it('is sent whole, is kept nowhere, sets no cookie and may be framed by Windows', async () => {
    const reply = await openTerms(service, await onboardWithTerms(service));
    const length = Buffer.byteLength(await reply.text());
    const headers = Object.fromEntries(reply.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    });
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' ms-appx-web:; base-uri 'none'$/,
    );
    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(set-cookie|x-frame-options|transfer-encoding)$/)]),
    );
  });

  it.each([
    ['Windows prefers it', { 'cxh-preferredLanguage': 'de-AT', 'accept-language': 'en' }, 'de'],
    ['the browser asks for it', { 'accept-language': 'fr;q=0.9, de-CH' }, 'de'],
    ['the tenant has chosen it and the user none that is there', { 'accept-language': 'ja' }, 'pl'],
  ])('speaks a language because %s', async (_because, headers, locale) => {
    const text = { version: '1', title: 'T', text: 'T' };
    const person = await onboardWithTerms(service, {
      settings: { defaultLocale: 'pl' },
      terms: { en: text, de: text, pl: text },
    });
    const reply = await openTerms(service, person, { headers });
    const reference = await referenceOf(reply);
    expect((await rowOf(reference)).value.locale).toBe(locale);
  });

  it('shows a version of the terms as soon as it is saved', async () => {
    const person = await onboardWithTerms(service);
    await openTerms(service, person);
    const next = { version: '2027-01', title: 'New', text: 'New' };
    await service.store.tenants.saveTerms(await loadTenant(service, person), 'en', next);
    expect(await (await openTerms(service, person)).text()).toContain('2027-01');
  });

  it('does not offer to decline where the organization owns the device', async () => {
    const reply = await openTerms(service, await onboardWithTerms(service), { query: `${QUERY}&mode=azureadjoin` });
    expect(await reply.text()).not.toContain('value="decline"');
  });

  it('lets users pass where the tenant demands nothing and has nothing to show', async () => {
    const reply = await openTerms(service, await onboard(service, { settings: { termsRequired: false } }));
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toMatch(
      /^ms-appx-web:\/\/ContosoMdm\/ToUResponse\?IsAccepted=true&OpaqueBlob=[\w-]{43}&client-request-id=/,
    );
  });
});

describe('the decision is refused', () => {
  const valid = `${newGuid()}.${newGuid()}.${newAcceptanceId()}`;

  it('by a plain page where nobody was shown that page', async () => {
    const reply = await sendDecision(service, { acceptance: valid, decision: 'accept' });
    expect(reply.status).toBe(400);
    expect(reply.headers.get('location')).toBeNull();
  });

  it('for a user in whose partition the row does not lie', async () => {
    const { tenantId, id } = partsOf(await referenceOf(await openTerms(service, await onboardWithTerms(service))));
    const reply = await sendDecision(service, { acceptance: `${tenantId}.${newGuid()}.${id}`, decision: 'accept' });
    expect(reply.status).toBe(400);
  });

  it('when the body is no form', async () => {
    const reply = await sendDecision(
      service,
      { acceptance: valid, decision: 'accept' },
      { 'content-type': 'text/plain' },
    );
    expect(reply.status).toBe(415);
  });

  it('when the body is larger than 8 KB', async () => {
    const reply = await sendDecision(service, { acceptance: 'a'.repeat(9_000), decision: 'accept' });
    expect(reply.status).toBe(413);
  });

  it('when a page of another origin sends it', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    const reply = await sendDecision(service, { acceptance, decision: 'accept' }, { origin: 'https://evil.example' });
    expect(reply.status).toBe(403);
    expect(reply.headers.get('location')).toBeNull();
    expect((await rowOf(acceptance)).value.decision).toBeUndefined();
  });

  it('when the page was open for more than an hour', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    await rewrite(acceptance, { shownAt: new Date(Date.now() - 3_601_000).toISOString() });
    const reply = await sendDecision(service, { acceptance, decision: 'accept' });
    expect(reply.headers.get('location')).toBe(ACCESS_DENIED);
  });

  it('when it turns around an earlier one', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    await sendDecision(service, { acceptance, decision: 'decline' });
    const reply = await sendDecision(service, { acceptance, decision: 'accept' });
    expect(reply.headers.get('location')).toBe(ACCESS_DENIED);
    expect((await rowOf(acceptance)).value.decision).toBe('declined');
  });

  it('when the tenant was suspended while the page was open', async () => {
    const person = await onboardWithTerms(service);
    const acceptance = await referenceOf(await openTerms(service, person));
    await service.store.tenants.replace(await loadTenant(service, person), { status: 'suspended' });
    const reply = await sendDecision(service, { acceptance, decision: 'accept' });
    expect(reply.headers.get('location')).toBe(UNAUTHORIZED);
  });

  it('when the tenant has taken the scheme from its list while the page was open', async () => {
    const person = await onboardWithTerms(service);
    const acceptance = await referenceOf(await openTerms(service, person));
    const tenant = await loadTenant(service, person);
    const settings = { ...tenant.value.settings, redirectSchemes: ['ms-aadj-redir'] };
    await service.store.tenants.replace(tenant, { settings });
    const reply = await sendDecision(service, { acceptance, decision: 'accept' });
    expect(reply.status).toBe(400);
    expect(reply.headers.get('location')).toBeNull();
  });
});

describe('the decision', () => {
  it('to accept is recorded with its time and hands Windows the id of the row', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    const reply = await sendDecision(service, { acceptance, decision: 'accept' }, { origin: service.origin });
    const { id } = partsOf(acceptance);
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toBe(`${RETURN}?IsAccepted=true&OpaqueBlob=${id}${ECHO}`);
    const { decision, decidedAt, boundTo } = (await rowOf(acceptance)).value;
    expect(decision).toBe('accepted');
    expect(Math.abs(Date.now() - Date.parse(decidedAt ?? ''))).toBeLessThan(10_000);
    expect(boundTo).toBeUndefined();
  });

  it('to decline is recorded and hands Windows nothing', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    const reply = await sendDecision(service, { acceptance, decision: 'decline' }, { origin: 'null' });
    expect(reply.headers.get('location')).toBe(`${RETURN}?IsAccepted=false${ECHO}`);
    expect((await rowOf(acceptance)).value.decision).toBe('declined');
  });

  it('keeps the query that the target already had', async () => {
    const target = `${RETURN}?flow=1&step=2`;
    const page = await openTerms(service, await onboardWithTerms(service), {
      query: `redirect_uri=${encodeURIComponent(target)}&api-version=1`,
    });
    const reply = await sendDecision(service, { acceptance: await referenceOf(page), decision: 'decline' });
    expect(reply.headers.get('location')).toBe(`${target}&IsAccepted=false`);
  });

  it('may come from a host name of the tenant', async () => {
    const person = await onboardWithTerms(service, { settings: { publicHosts: ['mam.contoso.example'] } });
    const acceptance = await referenceOf(await openTerms(service, person));
    const origin = 'https://mam.contoso.example';
    const reply = await sendDecision(service, { acceptance, decision: 'decline' }, { origin });
    expect(reply.status).toBe(302);
  });

  it('leaves one row in the audit, however often it is sent, without the id that opens an enrollment', async () => {
    const person = await onboardWithTerms(service);
    const acceptance = await referenceOf(await openTerms(service, person));
    const first = await sendDecision(service, { acceptance, decision: 'accept' });
    const again = await sendDecision(service, { acceptance, decision: 'accept' });
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    const entries = await auditOf(person);
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'terms.accepted',
        outcome: 'done',
        actor: person.userId,
        facts: { version: '2026-11', locale: 'en' },
      }),
    ]);
    expect(JSON.stringify(entries)).not.toContain(partsOf(acceptance).id);
  });

  it('is the same for all when it is sent several times at once', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => sendDecision(service, { acceptance, decision: 'accept' })),
    );
    const locations = new Set(replies.map((reply) => reply.headers.get('location')));
    expect([...locations]).toEqual([expect.stringContaining('?IsAccepted=true&')]);
  });

  it('is only one when both are sent at once', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    const replies = await Promise.all([
      sendDecision(service, { acceptance, decision: 'accept' }),
      sendDecision(service, { acceptance, decision: 'decline' }),
    ]);
    const locations = replies.map((reply) => reply.headers.get('location'));
    expect(locations.filter((location) => location === ACCESS_DENIED)).toHaveLength(1);
  });
});

describe('with storage in trouble', () => {
  it('the page tells Windows of a server error', async () => {
    const person = await onboardWithTerms(service);
    service.tables.failNext(100, 503);
    const reply = await openTerms(service, person);
    expect(reply.headers.get('location')).toBe(SERVER_ERROR);
  });

  it('the decision is answered by a plain page, because the way back lies in storage', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    service.tables.failNext(100, 503);
    const reply = await sendDecision(service, { acceptance, decision: 'accept' });
    expect(reply.status).toBe(503);
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it('the decision can be sent again afterwards', async () => {
    const acceptance = await referenceOf(await openTerms(service, await onboardWithTerms(service)));
    service.tables.failNext(100, 503);
    await sendDecision(service, { acceptance, decision: 'accept' });
    service.tables.reset();
    const reply = await sendDecision(service, { acceptance, decision: 'accept' });
    expect(reply.headers.get('location')).toContain('?IsAccepted=true&');
  });
});

it('a visit costs four table calls for the page and four for the decision', async () => {
  const person = await onboardWithTerms(service);
  service.tables.reset();
  const acceptance = await referenceOf(await openTerms(service, person));
  await sendDecision(service, { acceptance, decision: 'accept' });
  const calls = service.tables.calls.map(({ method, table }) => `${method} ${table}`);
  expect(calls).toHaveLength(8);
});

it('the log of a whole visit carries no token, no name, no blob and no user', async () => {
  const person = await onboardWithTerms(service);
  const token = await termsToken(service, person);
  const acceptance = await referenceOf(await openTerms(service, person));
  await sendDecision(service, { acceptance, decision: 'accept' });
  const { id, userId } = partsOf(acceptance);
  const log = service.logs.join('\n');
  expect(log).toContain(`"event":"terms.accepted","`);
  for (const secret of [token.slice(0, 30), 'megan', id, userId, 'ToUResponse']) expect(log).not.toContain(secret);
});
