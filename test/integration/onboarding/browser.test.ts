import { createHash } from 'node:crypto';
import { odata, TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { assignRole, consent } from '../../../local/directory/directory';
import { parseTenantId } from '../../../shared/ids';
import { APP_ROLES, addCustomer, CLIENT_ID, type Customer } from '../../support/directory';
import { type OnboardingWorld, startWorld } from '../../support/onboarding';
import { addressOf, Browser, fieldOf } from '../../support/onboarding-browser';

let world: OnboardingWorld;
let customer: Customer;
let browser: Browser;

beforeAll(async () => {
  world = await startWorld();
  vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', 'header');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.stop();
});
beforeEach(() => {
  customer = addCustomer(world.standIns);
  browser = new Browser(world);
});

const administrator = () => customer.administrator.userName;

async function tenantIn(of: OnboardingWorld, { tenant }: Customer = customer) {
  const id = parseTenantId(tenant.id);
  return id && (await of.service.store.tenants.load(id))?.value;
}

const registered = () => {
  const application = world.standIns.entra.directory.applications.get(CLIENT_ID);
  if (application === undefined) throw new Error('the vendor registered the service');
  return application;
};

/** Whether a visit with this `state` stands in the table. */
async function isStored(state: string): Promise<boolean> {
  const people = TableClient.fromConnectionString(inject('tablesConnection'), 'people', {
    allowInsecureConnection: true,
  });
  const key = `visit_${createHash('sha256').update(state).digest('hex')}`;
  const filter = odata`PartitionKey eq ${`onboarding_${state.slice(0, 8)}`} and RowKey eq ${key}`;
  for await (const _ of people.listEntities({ queryOptions: { filter } })) return true;
  return false;
}

const textOf = async (reply: Response) => [reply.status, await reply.text()] as const;

describe('a sign-in that is not the one of this browser', () => {
  it.each([
    ['no state', ''],
    ['a state of another shape', 'x'],
    ['a state that nobody was given', `20261124-${'A'.repeat(43)}`],
    ['two states at once', `20261124-${'A'.repeat(43)},20261124-${'B'.repeat(43)}`],
  ])('is refused with %s', async (_, state) => {
    const { code } = await browser.chooseAccount(administrator());
    const reply = await browser.open('/onboard/signed-in', { form: { code, state } });
    expect(reply.status).toBe(403);
    expect(await tenantIn(world)).toBeUndefined();
  });

  it('is refused without the cookie', async () => {
    const form = await browser.chooseAccount(administrator());
    browser.cookie = undefined;
    expect((await browser.open('/onboard/signed-in', { form })).status).toBe(403);
  });

  it('is refused with the cookie of another browser', async () => {
    const form = await browser.chooseAccount(administrator());
    const other = new Browser(world);
    await other.open('/onboard?step=sign-in');
    expect((await other.open('/onboard/signed-in', { form })).status).toBe(403);
  });

  it('is refused with the cookie twice, of which one may be planted', async () => {
    const form = await browser.chooseAccount(administrator());
    browser.cookie = `${browser.cookie}; ${browser.cookie}`;
    expect((await browser.open('/onboard/signed-in', { form })).status).toBe(403);
  });

  it('is refused with a code that was issued for another browser', async () => {
    const victim = await new Browser(world).chooseAccount(administrator());
    const { state } = await browser.chooseAccount(administrator());
    const reply = await browser.open('/onboard/signed-in', { form: { code: victim.code, state } });
    expect(reply.status).toBe(401);
  });

  it('is refused the second time', async () => {
    const form = await browser.chooseAccount(administrator());
    expect((await browser.open('/onboard/signed-in', { form })).status).toBe(200);
    expect((await browser.open('/onboard/signed-in', { form })).status).toBe(403);
  });

  it('lets one of two equal forms through that come at once', async () => {
    const form = await browser.chooseAccount(administrator());
    const replies = await Promise.all([1, 2].map(() => browser.open('/onboard/signed-in', { form })));
    expect(replies.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  });

  it('is over when the user broke it off', async () => {
    const { state } = await browser.chooseAccount(administrator());
    const form = { error: 'access_denied', state };
    expect((await browser.open('/onboard/signed-in', { form })).status).toBe(403);
  });

  it('is told when to come again while storage is down', async () => {
    const form = await browser.chooseAccount(administrator());
    const { tables } = world.service;
    for (let times = 0; times < 20; times += 1) tables.injectWhere(({ table }) => table === 'people', 503);
    const reply = await browser.open('/onboard/signed-in', { form });
    tables.reset();
    expect([reply.status, Number(reply.headers.get('retry-after')) > 0]).toEqual([503, true]);
  });

  it.each([
    ['text/plain', 415],
    ['application/json', 415],
  ])('takes no body of type %s', async (type, status) => {
    const headers = { 'content-type': type };
    expect((await browser.open('/onboard/signed-in', { form: { state: 'x' }, headers })).status).toBe(status);
  });

  it('takes no body above 32 KB', async () => {
    expect((await browser.open('/onboard/signed-in', { form: { code: 'x'.repeat(40_000) } })).status).toBe(413);
  });
});

describe('a confirmation', () => {
  const visit = async () => fieldOf(await (await browser.signIn(administrator())).text(), 'visit');
  const headers = () => ({ origin: world.service.origin });

  it.each([
    ['another site', 'https://evil.example'],
    ['a page without origin', 'null'],
  ])('is refused when it comes from %s', async (_, origin) => {
    const form = { step: 'confirm', visit: await visit(), displayName: 'Contoso' };
    expect((await browser.open('/onboard/signed-in', { form, headers: { origin } })).status).toBe(403);
  });

  it('is refused from another browser', async () => {
    const form = { step: 'confirm', visit: await visit(), displayName: 'Contoso' };
    const other = new Browser(world);
    await other.open('/onboard?step=sign-in');
    expect((await other.open('/onboard/signed-in', { form, headers: headers() })).status).toBe(403);
  });

  it('is refused before anybody signed in', async () => {
    const { state } = await browser.chooseAccount(administrator());
    const form = { step: 'confirm', visit: state, displayName: 'Contoso' };
    expect((await browser.open('/onboard/signed-in', { form, headers: headers() })).status).toBe(403);
  });

  it('needs a name that an XML document can hold', async () => {
    const form = { step: 'confirm', visit: await visit(), displayName: '\u0000' };
    expect((await browser.open('/onboard/signed-in', { form, headers: headers() })).status).toBe(400);
  });
});

describe('a return from the consent', () => {
  it('creates nothing when the consent was refused', async () => {
    const back = await browser.decideConsent(administrator(), 'cancel');
    const [status, text] = await textOf(await browser.open(back));
    expect(status).toBe(403);
    expect(text).toContain('Nobody consented for your organization');
    expect(await tenantIn(world)).toBeUndefined();
  });

  it('creates nothing when the query claims a consent that nobody gave', async () => {
    const asked = new URL(addressOf(await browser.confirm(customer.user.userName)));
    const query = new URLSearchParams({ admin_consent: 'True', tenant: customer.tenant.id });
    query.set('state', asked.searchParams.get('state') ?? '');
    expect((await browser.open(`/onboard/callback?${query}`)).status).toBe(403);
    expect(await tenantIn(world)).toBeUndefined();
  });

  it('creates nothing when the query names another tenant than the one of the sign-in', async () => {
    const other = addCustomer(world.standIns);
    consent(other.tenant, registered());
    const back = new URL(await browser.decideConsent(administrator(), 'accept'));
    back.searchParams.set('tenant', other.tenant.id);
    const [status, text] = await textOf(await browser.open(back.href));
    expect(status).toBe(403);
    expect(text).toContain('another organization');
    expect(await tenantIn(world)).toBeUndefined();
    expect(await tenantIn(world, other)).toBeUndefined();
  });

  it('creates nothing when the tenant is named twice', async () => {
    const back = await browser.decideConsent(administrator(), 'accept');
    expect((await browser.open(`${back}&tenant=${customer.tenant.id}`)).status).toBe(403);
    expect(await tenantIn(world)).toBeUndefined();
  });

  it('is refused in another browser', async () => {
    const back = await browser.decideConsent(administrator(), 'accept');
    expect((await new Browser(world).open(back)).status).toBe(403);
    expect(await tenantIn(world)).toBeUndefined();
  });

  it('is refused the second time', async () => {
    const back = await browser.decideConsent(administrator(), 'accept');
    expect((await browser.open(back)).status).toBe(200);
    expect((await browser.open(back)).status).toBe(403);
  });

  it('is refused to a user of a tenant that had consented before', async () => {
    consent(customer.tenant, registered());
    const asked = new URL(addressOf(await browser.confirm(customer.user.userName)));
    const query = new URLSearchParams({ admin_consent: 'True', tenant: customer.tenant.id });
    query.set('state', asked.searchParams.get('state') ?? '');
    const [status, text] = await textOf(await browser.open(`/onboard/callback?${query}`));
    expect(status).toBe(403);
    expect(text).toContain('had let the service in before');
    expect(await tenantIn(world)).toBeUndefined();
  });

  it('tells whom to ask where the operator lists tenants', async () => {
    const listed = await startWorld({ MAM_TENANT_ADMISSION: 'listed' });
    vi.stubEnv('IDENTITY_ENDPOINT', listed.standIns.entra.identityEndpoint);
    try {
      const newcomer = addCustomer(listed.standIns);
      const visitor = new Browser(listed);
      const back = await visitor.decideConsent(newcomer.administrator.userName, 'accept');
      const [status, text] = await textOf(await visitor.open(back));
      expect(status).toBe(403);
      expect(text).toContain(`/api/v1/operator/tenants/${newcomer.tenant.id}`);
      expect(await tenantIn(listed, newcomer)).toBeUndefined();
    } finally {
      vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
      await listed.stop();
    }
  });
});

describe('onboarding by browser', () => {
  it('shows what it is about to create before anybody signs in, and sets no cookie', async () => {
    const reply = await browser.open('/onboard');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('set-cookie')).toBeNull();
    const text = await reply.text();
    expect(text).toContain('You see what would be created');
    expect(text).not.toContain('<script');
  });

  it('sends every page under a policy without scripts and without frames', async () => {
    const pages = [await browser.open('/onboard'), await browser.signIn(administrator())];
    for (const page of [...pages, await browser.open('/onboard/callback')]) {
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src|unsafe/);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('binds the sign-in to the browser, with PKCE and nonce', async () => {
    const begun = await browser.open('/onboard?step=sign-in');
    expect(begun.status).toBe(303);
    expect(begun.headers.get('set-cookie')).toMatch(
      /^__Host-mam-onboarding=\d{10}-[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=None; Max-Age=1800$/,
    );
    const { searchParams } = new URL(addressOf(begun));
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('nonce')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('response_mode')).toBe('form_post');
  });

  it('stores nothing before Entra has vouched for somebody', async () => {
    const form = await browser.chooseAccount(administrator());
    expect(await isStored(form.state)).toBe(false);
    expect((await browser.open('/onboard/signed-in', { form: { ...form, code: 'made-up' } })).status).toBe(401);
    expect(await isStored(form.state)).toBe(false);
    expect((await browser.open('/onboard/signed-in', { form })).status).toBe(200);
    expect(await isStored(form.state)).toBe(true);
  });

  it.each([
    ['de-AT,de;q=0.9,en;q=0.5', 'de', 'ltr', 'Ihre Organisation aufnehmen'],
    ['ar', 'ar', 'rtl', 'ضم مؤسستك'],
    ['sv', 'en', 'ltr', 'Bring your organization in'],
  ])('speaks to a browser that wants %s in %s', async (languages, lang, dir, title) => {
    const reply = await browser.open('/onboard', { headers: { 'accept-language': languages } });
    const text = await reply.text();
    expect(text).toContain(`<html lang="${lang}" dir="${dir}">`);
    expect(text).toContain(`<h1>${title}</h1>`);
  });

  it('tells a refusal in the language of the browser, with the reference for the operator', async () => {
    const reply = await browser.open('/onboard/callback', { headers: { 'accept-language': 'fr' } });
    const [status, text] = await textOf(reply);
    expect(status).toBe(403);
    expect(text).toContain('Votre organisation n’a pas été inscrite');
    expect(text).toContain(reply.headers.get('x-correlation-id'));
  });

  it('shows the tenant of the signed-in account', async () => {
    const [status, text] = await textOf(await browser.signIn(administrator()));
    expect(status).toBe(200);
    expect(text).toContain(customer.tenant.id);
    expect(text).toContain(administrator());
  });

  it('creates the tenant of the signed-in account under the name that was confirmed', async () => {
    const back = await browser.decideConsent(administrator(), 'accept');
    const [status, text] = await textOf(await browser.open(back));
    expect(status).toBe(200);
    expect(text).toContain('npm run onboard');
    expect(await tenantIn(world)).toMatchObject({ displayName: 'Contoso', status: 'active' });
  });

  it('lets somebody with Mam.Admin go on where the tenant had consented before', async () => {
    const { id } = consent(customer.tenant, registered());
    assignRole(customer.tenant, {
      principalId: customer.administrator.id,
      resourceId: id,
      appRoleId: APP_ROLES[0].id,
    });
    const back = await browser.decideConsent(administrator(), 'accept');
    expect((await browser.open(back)).status).toBe(200);
    expect(await tenantIn(world)).toBeDefined();
  });

  it('changes nothing of a tenant that is there already', async () => {
    expect((await browser.open(await browser.decideConsent(administrator(), 'accept'))).status).toBe(200);
    const before = await tenantIn(world);
    const principal = customer.tenant.servicePrincipals.get(CLIENT_ID);
    customer.tenant.servicePrincipals.delete(CLIENT_ID);
    expect(principal).toBeDefined();
    const again = new Browser(world);
    expect((await again.open(await again.decideConsent(administrator(), 'accept'))).status).toBe(200);
    expect(await tenantIn(world)).toEqual(before);
  });

  it('sends the command line’s administrator back to it and changes nothing', async () => {
    const [status, text] = await textOf(
      await browser.open(`/onboard/callback?admin_consent=True&tenant=${customer.tenant.id}&state=command-line`),
    );
    expect(status).toBe(200);
    expect(text).toContain('Back to the command line');
    expect(await tenantIn(world)).toBeUndefined();
  });
});
