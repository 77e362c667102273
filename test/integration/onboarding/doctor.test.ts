import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../../infra/tenant/checks/finding';
import { addMobilityPolicy, consent } from '../../../local/directory/directory';
import { parseTenantId } from '../../../shared/ids';
import { addCustomer, CLIENT_ID, type Customer } from '../../support/directory';
import { consenting, doctorWith, ONBOARD, type OnboardingWorld, runAs, startWorld } from '../../support/onboarding';

let world: OnboardingWorld;
let customer: Customer;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.standIns.entra.withheld.clear();
  customer = addCustomer(world.standIns);
});

const onboarded = () => runAs(world, { script: ONBOARD, customer, person: consenting(customer) }, '--scope', 'all');

interface Examined {
  readonly exitCode: number;
  readonly findings: ReadonlyMap<string, Finding>;
}

async function examine(script = doctorWith()): Promise<Examined> {
  const person = { userId: customer.administrator.id };
  const run = await runAs(world, { script, customer, person }, '--json');
  const { findings }: { findings: Finding[] } = JSON.parse(run.out);
  return { exitCode: run.exitCode, findings: new Map(findings.map((one) => [one.check, one])) };
}

const policy = () => {
  const found = customer.tenant.appPolicies.get(CLIENT_ID);
  if (found === undefined) throw new Error('the customer has a mobility policy');
  return found;
};

describe('the doctor', () => {
  it('finds no problem in a tenant that was onboarded', async () => {
    await onboarded();
    const { exitCode, findings } = await examine();
    const problems = [...findings.values()].filter(({ severity }) => severity === 'problem');
    expect(problems).toEqual([]);
    expect(exitCode).toBe(0);
    expect([...findings.keys()]).toEqual([
      'host-name',
      'dns',
      'certificate',
      'health',
      'clock',
      'consent',
      'permissions',
      'app-id-uri',
      'verified-domain',
      'token',
      'mam-addresses',
      'mam-users',
      'overlap-mam',
      'overlap-mdm',
      'licences',
      'tenant',
      'policy',
      'terms',
    ]);
  });

  it('says of everything that is not well why it matters and how to mend it', async () => {
    customer.tenant.appPolicies.clear();
    customer.tenant.servicePlans.clear();
    const { findings } = await examine();
    for (const { severity, why, mend } of findings.values()) {
      expect(severity === 'ok' || (why.length > 10 && mend.length > 10)).toBe(true);
    }
  });

  it('changes nothing', async () => {
    await onboarded();
    const start = world.standIns.graph.requests.length;
    await examine();
    const methods = world.standIns.graph.requests.slice(start).map(({ method }) => method);
    expect(new Set(methods)).toEqual(new Set(['GET']));
  });

  it('looks at the deployment even when nobody can sign in', async () => {
    const script = doctorWith({ showSignIn: (message) => decline(message) });
    const { exitCode, findings } = await examine(script);
    expect(exitCode).toBe(1);
    expect(findings.get('health')?.severity).toBe('ok');
    expect(findings.get('sign-in')?.severity).toBe('problem');
  });

  const decline = (message: string) =>
    world.standIns.entra.decideDevice(/code ([0-9A-F]{8})/.exec(message)?.[1] ?? '', undefined);

  it.each<[string, string, Finding['severity'], string, () => unknown]>([
    [
      'consent was withdrawn',
      'consent',
      'problem',
      'does not know the application',
      () => customer.tenant.servicePrincipals.clear(),
    ],
    [
      'a permission is missing',
      'permissions',
      'warning',
      'GroupMember.Read.All',
      () => consent(customer.tenant, { ...registered(), graphPermissions: [] }),
    ],
    [
      'the App ID URI is another',
      'app-id-uri',
      'problem',
      'not named',
      () => consent(customer.tenant, { ...registered(), identifierUris: ['https://old.example'] }),
    ],
    [
      'an address is wrong',
      'mam-addresses',
      'problem',
      'termsOfUseUrl is https://old.example',
      () => {
        policy().termsOfUseUrl = 'https://old.example';
      },
    ],
    [
      'nobody is in scope',
      'mam-users',
      'warning',
      'nobody',
      () => {
        policy().appliesTo = 'none';
      },
    ],
    [
      'the application is not listed',
      'mobility',
      'problem',
      'no mobility policy',
      () => customer.tenant.appPolicies.clear(),
    ],
    [
      'another MAM service claims the same users',
      'overlap-mam',
      'problem',
      'Rival',
      () => addMobilityPolicy(customer.tenant.appPolicies, { id: 'rival', displayName: 'Rival', appliesTo: 'all' }),
    ],
    [
      'MDM claims the same users',
      'overlap-mdm',
      'note',
      'Intune',
      () => {
        for (const one of customer.tenant.devicePolicies.values()) one.appliesTo = 'all';
      },
    ],
    ['there is no licence', 'licences', 'problem', 'no licence', () => customer.tenant.servicePlans.clear()],
  ])('sees that %s', async (_, check, severity, seen, spoil) => {
    await onboarded();
    spoil();
    const { findings } = await examine();
    expect(findings.get(check)).toMatchObject({ severity, seen: expect.stringContaining(seen) });
  });

  const registered = () => {
    const application = world.standIns.entra.directory.applications.get(CLIENT_ID);
    if (application === undefined) throw new Error('the vendor registered the service');
    return application;
  };

  it('sees that the tenant gets tokens of version 1, with which it works as well', async () => {
    await onboarded();
    const { applications } = world.standIns.entra.directory;
    const application = registered();
    applications.set(CLIENT_ID, { ...application, tokenVersion: 1 });
    try {
      const { findings } = await examine();
      expect(findings.get('token')).toMatchObject({
        severity: 'warning',
        seen: expect.stringContaining('version 1.0'),
      });
      expect(findings.get('tenant')?.severity).toBe('ok');
    } finally {
      applications.set(CLIENT_ID, application);
    }
  });

  it('does not say what it could not ask: without consent nothing is known of the tenant', async () => {
    await onboarded();
    customer.tenant.servicePrincipals.clear();
    const { findings } = await examine();
    expect(findings.get('tenant')).toMatchObject({ severity: 'note', seen: expect.stringContaining('was not asked') });
  });

  it('sends away who has no role in the service, and says how to get one', async () => {
    await onboarded();
    const person = { userId: customer.user.id };
    const run = await runAs(world, { script: doctorWith(), customer, person }, '--json');
    const { findings }: { findings: Finding[] } = JSON.parse(run.out);
    expect(run.exitCode).toBe(1);
    expect(findings.find(({ check }) => check === 'tenant')).toMatchObject({
      severity: 'problem',
      mend: expect.stringContaining('npm run onboard gives it'),
    });
  });

  it('does not take groups that have nothing in common for an overlap', async () => {
    await onboarded();
    policy().appliesTo = 'selected';
    policy().includedGroups.add(customer.groupId);
    const rival = { id: 'rival', displayName: 'Rival', appliesTo: 'selected', includedGroups: new Set(['x']) } as const;
    addMobilityPolicy(customer.tenant.appPolicies, rival);
    const { findings } = await examine();
    expect(findings.get('overlap-mam')?.severity).toBe('ok');
  });

  it('says that licences cannot be read, and takes it for no problem', async () => {
    await onboarded();
    world.standIns.graph.trouble({ status: 403, only: /subscribedSkus/ });
    const { findings } = await examine();
    expect(findings.get('licences')?.severity).toBe('note');
  });

  it.each([
    ['suspended', 'suspended'],
    ['offboarding', 'offboarding'],
  ] as const)('sees a tenant that is %s', async (_, status) => {
    await onboarded();
    const id = parseTenantId(customer.tenant.id);
    const stored = id && (await world.service.store.tenants.load(id));
    if (!stored) throw new Error('the tenant was onboarded');
    await world.service.store.tenants.replace(stored, { status });
    const { findings, exitCode } = await examine();
    expect(findings.get('tenant')).toMatchObject({ severity: 'problem', seen: expect.stringContaining(status) });
    expect(exitCode).toBe(1);
  });

  it('sees a clock that is minutes off', async () => {
    await onboarded();
    const { findings, exitCode } = await examine(doctorWith({ now: () => new Date(Date.now() - 10 * 60_000) }));
    expect(findings.get('clock')?.severity).toBe('problem');
    expect(exitCode).toBe(1);
  });

  it('reports what it cannot look at and goes on', async () => {
    await onboarded();
    world.standIns.graph.trouble({ status: 500, only: /mobileAppManagementPolicies/ });
    const { findings } = await examine();
    expect(findings.get('mobility')?.seen).toContain('could not be checked');
    expect(findings.get('tenant')?.severity).toBe('ok');
  });
});
