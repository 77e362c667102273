import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addTenant, addUser } from '../../local/directory/directory';
import { parseTenantId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import {
  colleagueOf,
  DEMANDING_POLICY,
  type PcOwner,
  pcOwner,
  serviceOf,
  setVerdict,
} from '../support/compliance-visitor';
import { addCustomer } from '../support/directory';
import { keyOf, pcOf } from '../support/managed-pc';
import { type OnboardingWorld, startWorld } from '../support/onboarding';
import { addressOf, Browser } from '../support/onboarding-browser';

const PAGE = '/mam/compliance';
const CALLBACK = '/mam/compliance/callback';
const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';

let world: OnboardingWorld;
let owner: PcOwner;
let browser: Browser;

beforeAll(async () => {
  world = await startWorld();
  vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', 'header');
  owner = await pcOwner(world, { policy: DEMANDING_POLICY });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.stop();
});
beforeEach(() => {
  browser = new Browser(world);
  world.service.tables.reset();
});

const chosen = (of = browser) => of.chooseAccount(owner.user.userName, PAGE);
const post = (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  browser.open(CALLBACK, { form, headers });

/** Signs in and returns the answer. */
async function lookAs(userName: string, headers: Readonly<Record<string, string>> = {}) {
  const reply = await post(await browser.chooseAccount(userName, PAGE), headers);
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

describe('a sign-in that is not the one of this browser shows nothing', () => {
  afterEach(() => {
    // Whoever is not let in costs no table call.
    expect(world.service.tables.calls).toEqual([]);
  });

  it.each([
    ['no state', ''],
    ['a state of another shape', 'x'],
    ['a state that nobody was given', `20261124-${'A'.repeat(43)}`],
  ])('with %s', async (_, state) => {
    const { code } = await chosen();
    expect((await post({ code, state })).status).toBe(403);
  });

  it('without the cookie', async () => {
    const form = await chosen();
    browser.cookie = undefined;
    expect((await post(form)).status).toBe(403);
  });

  it('with the cookie of another browser', async () => {
    const form = await chosen(new Browser(world));
    await browser.open(`${PAGE}?step=sign-in`);
    expect((await post(form)).status).toBe(403);
  });

  it('with the cookie twice, of which one may be planted', async () => {
    const form = await chosen();
    browser.cookie = `${browser.cookie}; ${browser.cookie}`;
    expect((await post(form)).status).toBe(403);
  });

  it('with a code that was issued for another browser', async () => {
    const { code } = await chosen(new Browser(world));
    const { state } = await chosen();
    expect((await post({ code, state })).status).toBe(401);
  });

  it('with another nonce in the id token', async () => {
    const address = new URL(addressOf(await browser.open(`${PAGE}?step=sign-in`)));
    address.searchParams.set('nonce', 'another');
    expect((await post(await browser.chooseAccountAt(owner.user.userName, address.href))).status).toBe(401);
  });

  it('with a code that was made up', async () => {
    expect((await post({ ...(await chosen()), code: 'made-up' })).status).toBe(401);
  });

  it.each(['code', 'state'] as const)('with the field %s twice', async (field) => {
    const form = await chosen();
    const body = new URLSearchParams([...Object.entries(form), [field, form[field]]]);
    const headers = { cookie: browser.cookie ?? '' };
    const reply = await fetch(`${world.service.origin}${CALLBACK}`, { method: 'POST', body, headers });
    expect(reply.status).toBe(403);
  });

  it('when the user broke it off', async () => {
    const { state } = await chosen();
    const reply = await post({ error: 'access_denied', state });
    expect(reply.status).toBe(403);
    expect(await reply.text()).toContain('The sign-in was broken off or not accepted.');
  });

  it('with what was begun for onboarding', async () => {
    const form = await browser.chooseAccount(owner.user.userName);
    expect((await post(form)).status).toBe(403);
    browser.cookie = browser.cookie?.replace('onboarding', 'compliance');
    expect((await post(form)).status).toBe(401);
  });

  it('with a personal account', async () => {
    const { directory } = world.standIns.entra;
    const consumers = addTenant(directory, { id: CONSUMERS, displayName: 'Personal', domains: ['personal.example'] });
    addUser(consumers, { name: 'Pat' });
    const { status, text } = await lookAs('pat@personal.example');
    directory.tenants.delete(CONSUMERS);
    expect(status).toBe(403);
    expect(text).toContain('Personal Microsoft accounts cannot be used here.');
  });

  it.each(['text/plain', 'application/json'])('in a body of type %s', async (type) => {
    expect((await post(await chosen(), { 'content-type': type })).status).toBe(415);
  });

  it('in a body above 32 KB', async () => {
    expect((await post({ code: 'x'.repeat(40_000) })).status).toBe(413);
  });

  it.each([
    ['POST', PAGE, 'GET'],
    ['HEAD', PAGE, 'GET'],
    ['PUT', PAGE, 'GET'],
    ['GET', CALLBACK, 'POST'],
    ['DELETE', CALLBACK, 'POST'],
  ])('by %s %s', async (method, path, allowed) => {
    const reply = await fetch(`${world.service.origin}${path}`, { method });
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, allowed]);
  });
});

describe('a sign-in is good once', () => {
  it('for its browser, which forgets it', async () => {
    const form = await chosen();
    const first = await post(form);
    expect(first.status).toBe(200);
    expect(first.headers.get('set-cookie')).toMatch(/^__Host-mam-compliance=; Path=\/; Secure; .*Max-Age=0$/);
    expect((await post(form)).status).toBe(403);
  });

  it('for Entra, whoever kept the cookie', async () => {
    const form = await chosen();
    const { cookie } = browser;
    expect((await post(form)).status).toBe(200);
    browser.cookie = cookie;
    expect((await post(form)).status).toBe(401);
  });

  it('of two equal forms that come at once', async () => {
    const form = await chosen();
    const headers = { cookie: browser.cookie ?? '' };
    const both = [1, 2].map(() => new Browser(world).open(CALLBACK, { form, headers }));
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });
});

describe('a user who is not to see a PC', () => {
  it('does not use this service, and learns no more', async () => {
    const customer = addCustomer(world.standIns);
    const { status, text } = await lookAs(customer.user.userName);
    expect(status).toBe(403);
    expect(text).toContain('Your organization does not use this service.');
    expect(world.service.tables.calls.map(({ method, table }) => `${method} ${table}`)).toEqual(['GET tenants']);
  });

  it('sees none of a colleague', async () => {
    const { status, text } = await lookAs(colleagueOf(world, owner).userName);
    expect(status).toBe(200);
    expect(text).toContain('No PC is set up with this account.');
    expect(text).not.toContain('ADA-PC');
  });

  it('sees none of another tenant, although the ids of users are the same', async () => {
    const twin = await pcOwner(world);
    const { directory } = world.standIns.entra;
    const tenant = directory.tenants.get(twin.person.tenantId);
    if (tenant === undefined) throw new Error('the tenant of an owner is in the directory');
    tenant.users.clear();
    const stranger = { ...owner.user, userName: 'twin@elsewhere.example' };
    tenant.users.set(stranger.id, stranger);
    directory.tenants.delete(owner.person.tenantId);
    const { text } = await lookAs(stranger.userName);
    tenant.users.clear();
    const own = addTenant(directory, { id: owner.person.tenantId, displayName: 'Contoso', domains: ['back.example'] });
    own.users.set(owner.user.id, owner.user);
    expect(text).toContain('No PC is set up with this account.');
  });

  it('sees none that somebody else has enrolled since, although the place under the own name is still there', async () => {
    const former = await pcOwner(world);
    const next = colleagueOf(world, former);
    const service = serviceOf(world);
    const pc = pcOf(service, { ...former.person, userId: next.id });
    await pc.enroll(`${world.service.origin}/mam/enroll`);
    // As if the process had died before it gave the place back.
    const { tenantId, userId, deviceId } = await placeOf(former);
    await world.service.store.people.reserveDevice({ tenantId, userId, deviceId }, 5, new Date());
    await world.service.store.people.confirmDevice(
      { tenantId, userId, deviceId },
      await generationOf(former),
      new Date(),
    );
    expect(await world.service.store.people.devicesOf(tenantId, userId)).toEqual([deviceId]);
    expect((await lookAs(former.user.userName)).text).toContain('No PC is set up with this account.');
    expect((await lookAs(next.userName)).text).toContain('ADA-PC');
  });

  it('sees one whose place was never confirmed, because the instance died behind its enrollment', async () => {
    const owner = await pcOwner(world);
    const { people, devices } = world.service.store;
    const { tenantId, deviceId } = keyOf(owner.person);
    const enrollment = (await devices.loadLive(tenantId, deviceId)).enrollment?.value;
    if (enrollment === undefined) throw new Error('the PC has enrolled');
    await people.releaseDevice(enrollment);
    await people.reserveDevice(enrollment, 5, new Date());
    expect((await lookAs(owner.user.userName)).text).toContain('ADA-PC');
  });

  it('sees none that has left', async () => {
    const leaving = await pcOwner(world);
    await leaving.pc.unenroll();
    expect((await lookAs(leaving.user.userName)).text).toContain('No PC is set up with this account.');
  });
});

async function generationOf({ person }: PcOwner) {
  const live = await world.service.store.devices.loadLive(keyOf(person).tenantId, keyOf(person).deviceId);
  if (live.enrollment === undefined) throw new Error('the PC has enrolled');
  return live.enrollment.value.generation;
}

async function placeOf({ person }: PcOwner) {
  const live = await world.service.store.devices.loadHistory(keyOf(person));
  const [enrollment] = live.enrollments;
  if (enrollment === undefined) throw new Error('the PC has enrolled before');
  return enrollment;
}

describe('when something is down', () => {
  it.each([
    ['the tenant', 'tenants'],
    ['the places of the user', 'people'],
    ['the PC', 'devices'],
  ])('the page of %s says so, when to come again, and by what reference it is found', async (_, table) => {
    const form = await chosen();
    const isTable = (call: { table: string }) => call.table === table;
    for (let times = 0; times < 20; times += 1) world.service.tables.injectWhere(isTable, 503);
    const reply = await post(form);
    const text = await reply.text();
    expect([reply.status, Number(reply.headers.get('retry-after')) > 0]).toEqual([503, true]);
    expect(text).toContain('The service cannot answer at the moment.');
    expect(text).toContain(reply.headers.get('x-correlation-id'));
    expect(text).not.toContain('ADA-PC');
  });

  it('the page says so where Entra does not answer', async () => {
    const other = await startWorld();
    vi.stubEnv('IDENTITY_ENDPOINT', other.standIns.entra.identityEndpoint);
    try {
      const visitor = new Browser(other);
      const form = await visitor.chooseAccount(addCustomer(other.standIns).user.userName, PAGE);
      await other.standIns.entra.stop();
      const reply = await visitor.open(CALLBACK, { form });
      expect([reply.status, Number(reply.headers.get('retry-after')) > 0]).toEqual([503, true]);
      expect(await reply.text()).toContain('The service cannot answer at the moment.');
    } finally {
      vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
      await other.stop();
    }
  });
});

describe('the page before the sign-in', () => {
  it('says what it is for, sets no cookie and makes no table call', async () => {
    const reply = await browser.open(PAGE);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('set-cookie')).toBeNull();
    expect(await reply.text()).toContain('<h1>Is my PC all right?</h1>');
    expect(world.service.tables.calls).toEqual([]);
  });

  it('leads to the sign-in at the address that Entra knows, whatever host it was opened by', async () => {
    const { port } = new URL(world.service.origin);
    const text = await (await fetch(`http://localhost:${port}${PAGE}`)).text();
    expect(text).toContain(`action="${world.service.origin}${PAGE}"`);
  });

  it('binds the sign-in to the browser, with PKCE, nonce and a form that no log of addresses has', async () => {
    const begun = await browser.open(`${PAGE}?step=sign-in`);
    expect(begun.status).toBe(303);
    expect(begun.headers.get('set-cookie')).toMatch(
      /^__Host-mam-compliance=\d{10}-[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=None; Max-Age=1800$/,
    );
    const { searchParams } = new URL(addressOf(begun));
    expect(searchParams.get('redirect_uri')).toBe(`${world.service.origin}${CALLBACK}`);
    expect(searchParams.get('response_mode')).toBe('form_post');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
  });

  it('is the page, too, for whoever says twice what to do', async () => {
    expect((await browser.open(`${PAGE}?step=sign-in&step=sign-in`)).status).toBe(200);
  });
});

describe('the page with the PCs', () => {
  it('tells that all is well, since when, and when the PC was last here', async () => {
    const { status, text } = await lookAs(owner.user.userName);
    expect(status).toBe(200);
    expect(text).toContain('<span dir="auto">ADA-PC</span>');
    expect(text).toContain('All right: this PC is as your organization requires.');
    expect(text.match(/<time datetime="20[^"]+">[^<]+UTC<\/time>/g)).toHaveLength(2);
    expect(text).toContain(owner.user.userName);
  });

  it.each([
    ['de-AT,de;q=0.9', 'de', 'ltr', 'In Ordnung: Dieser PC ist so'],
    ['ar', 'ar', 'rtl', 'سليم: هذا الجهاز'],
    ['sv', 'en', 'ltr', 'All right: this PC'],
  ])('speaks to a browser that wants %s in %s', async (languages, lang, dir, sentence) => {
    const { text } = await lookAs(owner.user.userName, { 'accept-language': languages });
    expect(text).toContain(`<html lang="${lang}" dir="${dir}">`);
    expect(text).toContain(sentence);
  });

  it('speaks the language of the tenant where the browser wants none that there is', async () => {
    const french = await pcOwner(world, { settings: { defaultLocale: 'fr-CA' } });
    const { text } = await lookAs(french.user.userName, { 'accept-language': 'sv' });
    expect(text).toContain('<html lang="fr" dir="ltr">');
    expect(text).toContain('Le compte professionnel est configuré.');
  });

  it('tells that the account is set up where nothing is demanded', async () => {
    const undemanded = await pcOwner(world);
    const { text } = await lookAs(undemanded.user.userName);
    expect(text).toContain('The work account is set up.');
  });

  it('tells until when there is time, and what is wrong once it is over', async () => {
    const late = await pcOwner(world, { policy: DEMANDING_POLICY });
    const since = new Date(Date.now() - 3_600_000).toISOString();
    await setVerdict(world, late.person, [{ code: 'firewall.off', kind: 'bad', since }]);
    const inGrace = await lookAs(late.user.userName);
    expect(inGrace.text).toMatch(/Something is to be done by .<time datetime="20/);
    expect(inGrace.text).toContain('The firewall is off or paused.');
    await setVerdict(world, late.person, [{ code: 'firewall.off', kind: 'bad', since }], 0);
    const over = await lookAs(late.user.userName);
    expect(over.text).toContain('Not all right: this PC is not as your organization requires.');
    expect(over.text).toContain('turn on the firewall for all networks');
  });

  it('shows each PC of the user', async () => {
    const both = await pcOwner(world);
    const second = pcOf(serviceOf(world), { ...both.person, deviceId: newGuid() });
    await second.enroll(`${world.service.origin}/mam/enroll`);
    const { text } = await lookAs(both.user.userName);
    expect(text.match(/<h2 /g)).toHaveLength(2);
    expect(text).toContain('Not known yet');
    expect(text).toContain('The work account is set up.');
  });

  it.each([
    ['suspended', 'This service is suspended for your organization.'],
    ['offboarding', 'Your organization is leaving this service.'],
  ] as const)('is there for the user of a tenant that is %s, and says so', async (tenantStatus, sentence) => {
    const other = await pcOwner(world);
    const id = parseTenantId(other.person.tenantId);
    const stored = id && (await world.service.store.tenants.load(id));
    if (stored === undefined) throw new Error('the tenant is there');
    await world.service.store.tenants.replace(stored, { ...stored.value, status: tenantStatus });
    const { status, text } = await lookAs(other.user.userName);
    expect(status).toBe(200);
    expect(text).toContain(sentence);
    expect(text).toContain('ADA-PC');
  });

  it('reads one row of the tenant, the places of the user and each PC, and writes nothing', async () => {
    const form = await chosen();
    world.service.tables.reset();
    expect((await post(form)).status).toBe(200);
    const calls = world.service.tables.calls.map(({ method, table }) => `${method} ${table}`);
    expect(calls).toEqual(['GET tenants', 'GET people', 'GET devices']);
  });

  it('names nobody in the log, and no PC', async () => {
    const before = world.service.logs.length;
    const reply = await post(await chosen());
    await reply.text();
    const lines = world.service.logs.slice(before).join('\n');
    expect(lines).toContain(reply.headers.get('x-correlation-id'));
    expect(lines).toContain(owner.person.tenantId);
    for (const secret of [
      owner.user.userName,
      owner.user.displayName,
      owner.user.id,
      'ADA-PC',
      owner.person.deviceId,
    ]) {
      expect(lines).not.toContain(secret);
    }
  });
});

it('sends every page without scripts, frames, copies and referrers', async () => {
  const pages = [await browser.open(PAGE), await post({ state: 'x' }), await post(await chosen())];
  expect(pages.map(({ status }) => status)).toEqual([200, 403, 200]);
  for (const { headers } of pages) {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

it('tells a refusal in the language of the browser', async () => {
  const text = await (await post({ state: 'x' }, { 'accept-language': 'ar' })).text();
  expect(text).toContain('<html lang="ar" dir="rtl">');
  expect(text).toContain('لا يمكن عرض أجهزتك');
});

it('tells the user what the API tells an administrator', async () => {
  const { compliance } = await owner.admin.device(owner.person.deviceId);
  const { text } = await lookAs(owner.user.userName);
  expect(compliance.state).toBe('compliant');
  expect(text).toContain(`<time datetime="${compliance.since}">`);
});
