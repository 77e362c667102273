import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../infra/tenant/checks/finding';
import type { HostProbe } from '../../../infra/tenant/checks/host';
import { addMobilityPolicy, consent, type RegisteredApplication } from '../../../local/directory/directory';
import { type Claims, deviceClaimsV2 } from '../../../local/entra/claims';
import { newGuid } from '../../../shared/random';
import { EnrollmentFault, httpTransport, SimulatedPc, steppedClock, type Transport } from '../../../simulator/index';
import { addCustomer, type Customer } from '../../support/directory';
import {
  consenting,
  doctorWith,
  OFFBOARD,
  ONBOARD,
  type OnboardingWorld,
  runAs,
  startWorld,
} from '../../support/onboarding';

let world: OnboardingWorld;
let customer: Customer;
let application: RegisteredApplication;
let host: string;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  customer = addCustomer(world.standIns);
  host = `mam.${customer.tenant.domains[0]}`;
  application = {
    clientId: newGuid(),
    displayName: 'Contoso MAM',
    identifierUris: [`https://${host}`],
    redirectUris: [],
    appRoles: [],
    graphPermissions: [],
    tokenVersion: 2,
  };
  consent(customer.tenant, application);
  // What the vendor offers is not listed, which is why the tenant made its own.
  customer.tenant.appPolicies.clear();
  addMobilityPolicy(customer.tenant.appPolicies, { id: application.clientId, displayName: 'Contoso MAM' });
});

const own = () => ['--own-app', application.clientId, '--own-host', host];
const onboard = () =>
  runAs(world, { script: ONBOARD, customer, person: consenting(customer) }, '--scope', 'all', ...own());

const PROBE: HostProbe = {
  addresses: async () => ['192.0.2.1'],
  certificate: async () => ({ validTo: new Date(Date.now() + 200 * 86_400_000), refusal: undefined }),
};

async function examine(probe = PROBE) {
  const person = { userId: customer.administrator.id };
  const run = await runAs(world, { script: doctorWith({ probe }), customer, person }, '--json');
  const { findings }: { findings: Finding[] } = JSON.parse(run.out);
  return { exitCode: run.exitCode, findings: new Map(findings.map((one) => [one.check, one])) };
}

/** DNS and certificate of the tenant's own host name: its addresses lead to the service. */
function throughOwnHost(visited: string[]): Transport {
  const send = httpTransport();
  return (request) => {
    visited.push(new URL(request.url).host);
    return send({ ...request, url: request.url.replace(`https://${host}`, world.service.origin) });
  };
}

/** A PC of the customer's user whose tokens are for the tenant's own application. */
function ownPc(visited: string[] = [], claims: Claims = {}, tenantId = customer.tenant.id): SimulatedPc {
  const person = { tenantId, userId: customer.user.id, userName: customer.user.userName, deviceId: newGuid() };
  const { entra } = world.standIns;
  return new SimulatedPc({
    identity: {
      ...person,
      omaDeviceId: createHash('md5').update(person.deviceId).digest('hex').toUpperCase(),
      deviceName: 'SAM-PC',
      osVersion: '10.0.19045.2364',
      osEdition: 48,
      locale: 'de-AT',
    },
    tokens: (purpose) => {
      const { deviceId, ...user } = person;
      const who = { ...(purpose === 'terms' ? user : { ...user, deviceId }), audience: application.clientId };
      return entra.token({ ...deviceClaimsV2(entra.origin, who), ...claims });
    },
    clock: steppedClock(new Date()),
    transport: throughOwnHost(visited),
  });
}

async function enroll(pc: SimulatedPc): Promise<void> {
  const page = await pc.showTerms(`https://${host}/mam/terms`);
  const answer = await pc.answerTerms(page, 'accept');
  if (!answer.accepted) throw new Error('the terms were accepted');
  await pc.enroll(`https://${host}/mam/enroll`, answer.opaqueBlob);
}

describe('a tenant with an application of its own', () => {
  it('takes its PCs from terms to policy under its own host name, with tokens for its own application', async () => {
    expect(await onboard()).toMatchObject({ exitCode: 0, err: '' });
    const visited: string[] = [];
    const pc = ownPc(visited);
    await enroll(pc);
    const { applied } = await pc.sync();
    expect(applied.map(({ uri }) => uri).join()).toContain('EDPEnforcementLevel');
    expect(new Set(visited)).toEqual(new Set([host]));
  });

  it('takes tokens of version 1, whose audience is its App ID URI', async () => {
    await onboard();
    await expect(enroll(ownPc([], { aud: `https://${host}` }))).resolves.toBeUndefined();
  });

  it('is alone with it: the same application opens no other tenant', async () => {
    await onboard();
    const other = addCustomer(world.standIns);
    await runAs(world, { script: ONBOARD, customer: other, person: consenting(other) }, '--scope', 'all');
    const stranger = ownPc([], {}, other.tenant.id);
    await expect(stranger.enroll(`https://${host}/mam/enroll`)).rejects.toThrow(EnrollmentFault);
  });

  it('is left in peace when it goes: its mobility policy is cleared, and nobody new enrolls', async () => {
    await onboard();
    const person = { userId: customer.administrator.id, answer: true };
    const run = await runAs(world, { script: OFFBOARD, customer, person }, '--work-data', 'remove', ...own());
    expect(run).toMatchObject({ exitCode: 0, err: '' });
    expect(customer.tenant.appPolicies.get(application.clientId)).toMatchObject({
      appliesTo: 'none',
      discoveryUrl: '',
    });
  });
});

describe('the doctor of a tenant with an application of its own', () => {
  it('finds no problem where everything fits, and looks at host name and application', async () => {
    await onboard();
    const { exitCode, findings } = await examine();
    expect([...findings.values()].filter(({ severity }) => severity === 'problem')).toEqual([]);
    expect(exitCode).toBe(0);
    for (const check of ['own-dns', 'own-certificate', 'own-verified-domain', 'own-application', 'mam-addresses']) {
      expect(findings.get(check)?.severity).toBe('ok');
    }
  });

  it('is not led astray by an entry of the vendor that leads nowhere', async () => {
    await onboard();
    addMobilityPolicy(customer.tenant.appPolicies, { id: world.standIns.application.clientId, displayName: 'Vendor' });
    expect((await examine()).findings.get('mam-addresses')).toMatchObject({ severity: 'ok' });
  });

  it.each<[string, string, string, () => unknown]>([
    [
      'the App ID URI is another',
      'own-application',
      'no App ID URI',
      () => consent(customer.tenant, { ...application, identifierUris: ['api://something'] }),
    ],
    [
      'the application is gone',
      'own-application',
      'does not know the application',
      () => customer.tenant.servicePrincipals.delete(application.clientId),
    ],
    [
      'the domain is no longer verified',
      'own-verified-domain',
      'no domain that this tenant has verified',
      () => customer.tenant.domains.shift(),
    ],
    [
      'the addresses lead to a host name that the service does not know',
      'mam-addresses',
      'instead of',
      () => {
        const policy = customer.tenant.appPolicies.get(application.clientId);
        if (policy !== undefined) policy.discoveryUrl = 'https://old.example/mam/enroll';
      },
    ],
  ])('sees that %s', async (_, check, seen, spoil) => {
    await onboard();
    spoil();
    expect((await examine()).findings.get(check)).toMatchObject({
      severity: 'problem',
      seen: expect.stringContaining(seen),
    });
  });

  it('sees that the host name of its own leads nowhere', async () => {
    await onboard();
    const addresses = () => Promise.reject(new Error('ENOTFOUND'));
    const { findings } = await examine({ ...PROBE, addresses });
    expect(findings.get('own-dns')).toMatchObject({ severity: 'problem' });
  });
});
