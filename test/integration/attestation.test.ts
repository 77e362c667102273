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
