import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEALTHY, healthCertificate } from '../../local/attestation/health';
import { type AttestationStandIn, startAttestation } from '../../local/attestation/start-attestation';
import type { Behaviors, NodeBehavior } from '../../simulator/tree/behavior';
import { keyOf, type ManagedPc, managedPc, WIP_POLICY } from '../support/managed-pc';
import { startTestService, type TestService } from '../support/service';

const ROOT = './Vendor/MSFT/HealthAttestation';
const POLICY = {
  ...WIP_POLICY,
  compliance: { requireHealthAttestation: { maxReportAgeHours: 24, attributes: ['SecureBootEnabled'] } },
};

let standIn: AttestationStandIn;
let service: TestService;
beforeAll(async () => {
  standIn = await startAttestation({ port: 0 });
  service = await startTestService({ MAM_DEV_ATTESTATION_URL: standIn.origin });
});
afterAll(async () => {
  await service.stop();
  await standIn.stop();
});

/** A PC that measured these attributes when it started, and seals them for whatever nonce it is given. */
function measuring(attributes: Readonly<Record<string, string>>): Behaviors {
  let isReady = false;
  const verify = () => {
    isReady = true;
    return 200;
  };
  return new Map<string, NodeBehavior>([
    [`${ROOT}/VerifyHealth`, { exec: verify }],
    [`${ROOT}/Status`, { read: () => (isReady ? '3' : '0') }],
    [
      `${ROOT}/Certificate`,
      { read: (_uri, tree) => healthCertificate({ nonce: tree.valueOf(`${ROOT}/Nonce`) ?? '', attributes }) },
    ],
  ]);
}

async function attestationOf({ person }: ManagedPc) {
  const { tenantId, deviceId } = keyOf(person);
  const live = await service.store.devices.loadLive(tenantId, deviceId);
  return live.state?.value.inquiries?.attestation;
}

describe('a PC whose policy demands a healthy start', () => {
  it.each([
    ['healthy', HEALTHY, []],
    ['started without secure boot', { ...HEALTHY, SecureBootEnabled: 'false' }, ['SecureBootEnabled']],
  ])('that is %s is reported so by the service that can tell', async (_, attributes, bad) => {
    const managed = await managedPc(service, { policy: POLICY, pc: { behaviors: measuring(attributes) } });
    expect(await attestationOf(managed)).toMatchObject({ stage: 'over', report: { bad, contradicts: false } });
  });

  it('that seals another nonce than the one it was given is not believed', async () => {
    const certificate = healthCertificate({ nonce: 'cd'.repeat(32), attributes: HEALTHY });
    const stolen = new Map([...measuring(HEALTHY), [`${ROOT}/Certificate`, { read: () => certificate }]]);
    const managed = await managedPc(service, { policy: POLICY, pc: { behaviors: stolen } });
    expect(await attestationOf(managed)).toMatchObject({ stage: 'over', failure: { code: 'validation 2147483647' } });
  });

  it('syncs as ever while nobody can vouch for it', async () => {
    standIn.isDown = true;
    const managed = await managedPc(service, { policy: POLICY, pc: { behaviors: measuring(HEALTHY) } });
    standIn.isDown = false;
    expect(await attestationOf(managed)).toMatchObject({ failure: { code: 'validation-unavailable' } });
    expect((await managed.admin.device(managed.person.deviceId)).policy).toMatchObject({ name: 'pcs' });
    expect(service.logs.join('')).toContain('health-not-verified');
  });

  it('is asked nothing more on the days when its report is young enough', async () => {
    const managed = await managedPc(service, { policy: POLICY, pc: { behaviors: measuring(HEALTHY) } });
    const asked = standIn.requests.length;
    const { exchanges } = await managed.pc.sync();
    expect([standIn.requests.length - asked, exchanges.length]).toEqual([0, 1]);
  });

  it('leaves no certificate, nonce or report in the log', () => {
    expect(service.logs.join('')).not.toMatch(/Claims|HealthCertificate|[0-9a-f]{64}/);
  });
});

const PROVIDER = 'https://contoso.weu.attest.azure.net';

/** A PC with Windows 11 that was triggered once, in a tenant with a provider of its own or without. */
async function windows11(settings: { attestationProvider?: string }) {
  const triggers: { nonce: string; rpID: string }[] = [];
  let report: string | undefined;
  const behaviors = new Map<string, NodeBehavior>([
    [
      `${ROOT}/TriggerAttestation`,
      {
        exec: (data) => {
          triggers.push(JSON.parse(data ?? ''));
          return 202;
        },
      },
    ],
    [`${ROOT}/AttestStatus`, { read: () => '0' }],
    [`${ROOT}/GetAttestReport`, { read: () => report }],
  ]);
  const managed = await managedPc(service, { policy: POLICY, settings, pc: { behaviors, osVersion: '10.0.22631.1' } });
  const handOut = async (text: string) => {
    report = text;
    await letBeDue(managed);
    await managed.pc.sync();
    return attestationOf(managed);
  };
  return { managed, triggers, handOut };
}

/** Lets what is asked of a PC be due: as if a day had passed. */
async function letBeDue({ person }: ManagedPc): Promise<void> {
  const live = await service.store.devices.loadLive(keyOf(person).tenantId, keyOf(person).deviceId);
  const [session, state] = [live.session?.value, live.state?.value];
  const attestation = state?.inquiries?.attestation;
  if (session === undefined || state === undefined || attestation === undefined) throw new Error('nothing was asked');
  const dueAt = '2026-01-01T00:00:00.000Z';
  const inquiries = { ...state.inquiries, attestation: { ...attestation, dueAt } };
  await service.store.devices.writeSync(keyOf(person), live, { session, state: { ...state, inquiries } });
}

const seconds = () => Math.floor(Date.now() / 1000);
const claimsFor = (nonce: string) => ({
  iss: PROVIDER,
  nonce: Buffer.from(nonce, 'hex').toString('base64url'),
  secureBootEnabled: true,
});

// The signature stays, what it is about changes.
function changed(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), secureBootEnabled: true };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

describe('a PC with Windows 11 whose policy demands a healthy start', () => {
  it('is not triggered before the tenant has named its provider', async () => {
    const { triggers } = await windows11({});
    expect(triggers).toEqual([]);
  });

  it('that hands out what the provider signed for this request is believed, and asked anew with another nonce', async () => {
    const { triggers, handOut, managed } = await windows11({ attestationProvider: PROVIDER });
    const [first] = triggers;
    expect(first?.rpID).toBe(PROVIDER);
    const known = await handOut(await standIn.sign(claimsFor(first?.nonce ?? '')));
    expect(known).toMatchObject({ stage: 'over', report: { good: ['SecureBootEnabled'], bad: [] } });
    expect((await managed.admin.device(managed.person.deviceId)).compliance.state).toBe('compliant');
    await letBeDue(managed);
    await managed.pc.sync();
    expect(new Set(triggers.map(({ nonce }) => nonce)).size).toBe(2);
    // What was good for the first request is not good for the second.
    expect(await handOut(await standIn.sign(claimsFor(first?.nonce ?? '')))).toMatchObject({
      stage: 'collecting',
      report: { issuedAt: known?.report?.issuedAt },
    });
  });

  it.each<[string, string, (nonce: string) => Promise<string>]>([
    [
      'forged',
      'report-unverified',
      async (nonce) => changed(await standIn.sign({ ...claimsFor(nonce), secureBootEnabled: false })),
    ],
    ['without a signature', 'report-unverified', async () => 'eyJhbGciOiJub25lIn0.e30.'],
    [
      'old',
      'report-expired',
      (nonce) =>
        standIn.sign({ ...claimsFor(nonce), iat: seconds() - 9000, nbf: seconds() - 9000, exp: seconds() - 4000 }),
    ],
    [
      'of another provider',
      'report-unverified',
      (nonce) => standIn.sign({ ...claimsFor(nonce), iss: 'https://fabrikam.weu.attest.azure.net' }),
    ],
  ])('that hands out a report that is %s is not believed', async (_, code, report) => {
    const { triggers, handOut } = await windows11({ attestationProvider: PROVIDER });
    const known = await handOut(await report(triggers[0]?.nonce ?? ''));
    expect(known).toMatchObject({ stage: 'over', failure: { code } });
    expect(known?.report).toBeUndefined();
  });

  it('that hands out the report of another PC is not believed, and asked again the next day', async () => {
    const { handOut } = await windows11({ attestationProvider: PROVIDER });
    const known = await handOut(await standIn.sign(claimsFor('cd'.repeat(32))));
    expect(known).toMatchObject({ stage: 'collecting', tries: 1 });
    expect(known?.report).toBeUndefined();
  });

  it('leaves no report in the log', () => {
    expect(service.logs.join('')).not.toMatch(/eyJ|secureBoot/);
  });
});
