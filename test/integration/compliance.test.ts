import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mam } from '../support/mam';
import { keyOf, type ManagedPc, managedPc, managerOf, pcOf, WIP_POLICY } from '../support/managed-pc';
import { managerToken, onboard, startTestService, type TestService } from '../support/service';

const STATUS = './Vendor/MSFT/DeviceStatus';
const DEMANDS = {
  requireSecureBoot: true,
  requireEncryption: true,
  requireTpm: true,
  requireAntivirus: true,
  requireFirewall: true,
  requireWip: true,
  requirePolicyApplied: true,
  minRelease: '10.0.19045.0',
  maxSilentDays: 30,
};
const POLICY = { ...WIP_POLICY, compliance: DEMANDS };

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterEach(() => service.tables.reset());
afterAll(() => service.stop());

/** Readings that a test changes while the PC runs. */
const changing = (...entries: [leaf: string, value: string | undefined][]) =>
  new Map(entries.map(([leaf, value]) => [`${STATUS}/${leaf}`, value] as const));

const liveOf = ({ person }: ManagedPc) =>
  service.store.devices.loadLive(keyOf(person).tenantId, keyOf(person).deviceId);

/** Lets everything that is asked of a PC be due: as if days had passed. */
async function age(managed: ManagedPc): Promise<void> {
  const live = await liveOf(managed);
  const state = live.state?.value;
  const facts = state?.inquiries?.facts;
  if (state === undefined || facts === undefined || live.session === undefined) throw new Error('nothing was asked');
  const dueAt = '2026-01-01T00:00:00.000Z';
  const aged = { dueAt, facts: facts.facts.map((fact) => ({ ...fact, dueAt })) };
  await service.store.devices.writeSync(keyOf(managed.person), live, {
    session: live.session.value,
    state: { ...state, inquiries: { ...state.inquiries, facts: aged } },
  });
}

async function syncAgain(managed: ManagedPc): Promise<void> {
  await age(managed);
  await managed.pc.sync();
}

const complianceOf = async ({ admin, person }: ManagedPc) => (await admin.device(person.deviceId)).compliance;

describe('a PC whose policy demands something', () => {
  it('is compliant after its first sync when all is well', async () => {
    const managed = await managedPc(service, { policy: POLICY });
    const { state, reasons, facts, history } = await complianceOf(managed);
    expect([state, reasons]).toEqual(['compliant', []]);
    expect(facts.map((fact: { name: string; standing: string }) => [fact.name, fact.standing])).toEqual(
      ['secureBoot', 'encryption', 'tpm', 'antivirus', 'antivirusSignatures', 'firewall', 'protection'].map((name) => [
        name,
        'good',
      ]),
    );
    expect(history).toHaveLength(1);
  });

  it('is judged anew when its readings change, tells why and what to do, and keeps what was', async () => {
    const readings = changing(['Firewall/Status', '0']);
    const managed = await managedPc(service, { policy: POLICY, pc: { readings } });
    readings.set(`${STATUS}/Firewall/Status`, '1');
    await syncAgain(managed);
    expect(await complianceOf(managed)).toMatchObject({ state: 'compliant', reasons: [] });
    await syncAgain(managed);
    const { state, reasons } = await complianceOf(managed);
    expect(state).toBe('notCompliant');
    expect(reasons).toMatchObject([
      { code: 'firewall.off', kind: 'bad', meaning: expect.stringContaining('firewall') },
    ]);
    readings.set(`${STATUS}/Firewall/Status`, '0');
    await syncAgain(managed);
    const { history } = await complianceOf(managed);
    expect(history.map((change: { state: string }) => change.state)).toEqual([
      'compliant',
      'notCompliant',
      'compliant',
    ]);
  });

  it('is asked again by a resync, whatever its facts are old', async () => {
    const readings = changing(['TPM/SpecificationVersion', '2.0']);
    const managed = await managedPc(service, { policy: POLICY, pc: { readings } });
    readings.set(`${STATUS}/TPM/SpecificationVersion`, 'Not available');
    await managed.admin.act(managed.person.deviceId, { type: 'resync' });
    await managed.pc.sync();
    const { facts } = await complianceOf(managed);
    const tpm = facts.find(({ name }: { name: string }) => name === 'tpm');
    expect(tpm).toMatchObject({ standing: 'good', doubted: 'Not available' });
  });

  it('does not have its verdict, facts or reasons where nothing is demanded', async () => {
    expect(await complianceOf(await managedPc(service))).toBeUndefined();
  });

  it('loses them with the demands', async () => {
    const managed = await managedPc(service, { policy: POLICY });
    await managed.admin.savePolicy(WIP_POLICY);
    await managed.pc.sync();
    expect(await complianceOf(managed)).toBeUndefined();
    expect((await liveOf(managed)).state?.value.inquiries?.facts).toBeUndefined();
  });
});

describe('the budget of a PC whose policy demands something', () => {
  it('is one message, one read and one write on a day when nothing is due', async () => {
    const managed = await managedPc(service, { policy: POLICY });
    service.tables.reset();
    const { exchanges } = await managed.pc.sync();
    expect(exchanges).toHaveLength(1);
    expect(service.tables.calls.map(({ method, table }) => `${method} ${table}`)).toEqual([
      'GET devices',
      'PUT devices',
    ]);
  });

  it('is one more message when facts are due, and no row in the lists while nothing changed', async () => {
    const managed = await managedPc(service, { policy: POLICY });
    await age(managed);
    service.tables.reset();
    const { exchanges } = await managed.pc.sync();
    expect(exchanges).toHaveLength(2);
    expect(service.tables.calls.filter(({ table }) => table === 'roster')).toEqual([]);
    expect((await managed.pc.sync()).exchanges).toHaveLength(1);
  });
});

describe('the list of verdicts', () => {
  /** A tenant with a healthy PC, one without firewall in its grace, one without TPM, and one that does not answer. */
  async function fleet() {
    const policy = { ...POLICY, compliance: { ...DEMANDS, graceHours: 0 } };
    const first = await managedPc(service, { policy, pc: { readings: changing(['TPM/SpecificationVersion', '2.0']) } });
    const others = await Promise.all(
      [changing(['TPM/SpecificationVersion', 'Not available']), changing(['Firewall/Status', undefined])].map(
        async (readings) => {
          const { deviceId, userId } = await onboard(service);
          const person = { tenantId: first.person.tenantId, deviceId, userId };
          const pc = pcOf(service, person, { readings });
          await pc.enroll(`${service.origin}/mam/enroll`);
          await pc.sync();
          return { person, pc, admin: first.admin };
        },
      ),
    );
    const [noTpm, noFirewall] = others;
    if (noTpm === undefined || noFirewall === undefined) throw new Error('both enrolled');
    await syncAgain(noTpm);
    return { first, noTpm, noFirewall, admin: first.admin };
  }

  const idsOf = (body: { items: { deviceId: string }[] }) => body.items.map(({ deviceId }) => deviceId).sort();
  const sorted = (...devices: ManagedPc[]) => devices.map(({ person }) => person.deviceId).sort();

  it('has every PC that was judged, by state, or by what it is not', async () => {
    const { first, noTpm, noFirewall, admin } = await fleet();
    const list = async (query: string) => (await admin.call('GET', `compliance?${query}`)).body;
    expect(idsOf(await list(''))).toEqual(sorted(first, noTpm, noFirewall));
    expect(idsOf(await list('not=compliant'))).toEqual(sorted(noTpm, noFirewall));
    expect(idsOf(await list('state=notCompliant'))).toEqual(sorted(noTpm));
    expect(idsOf(await list('state=unknown'))).toEqual(sorted(noFirewall));
    const [entry] = (await list('state=notCompliant')).items;
    expect(entry).toMatchObject({
      userName: 'ada@contoso.example',
      state: 'notCompliant',
      reasons: [{ code: 'tpm.missing', meaning: 'Windows finds no TPM' }],
    });
    expect(entry.facts).toBeUndefined();
  });

  it('comes in pages', async () => {
    const { first, noTpm, noFirewall, admin } = await fleet();
    const found: string[] = [];
    let next = 'compliance?limit=1';
    for (let pages = 0; next !== '' && pages < 9; pages += 1) {
      const { body } = await admin.call('GET', next);
      found.push(...idsOf(body));
      next =
        body.continuation === undefined
          ? ''
          : `compliance?limit=1&continuation=${encodeURIComponent(body.continuation)}`;
    }
    expect(found.sort()).toEqual(sorted(first, noTpm, noFirewall));
  });

  it('leaves out PCs of whom nothing is demanded, those that left, and those of other tenants', async () => {
    const { admin } = await managedPc(service);
    expect((await admin.call('GET', 'compliance')).body.items).toEqual([]);
    const managed = await managedPc(service, { policy: POLICY });
    await managed.pc.unenroll();
    expect((await managed.admin.call('GET', 'compliance')).body.items).toEqual([]);
  });

  it('finds a PC that has been silent for too long, although nothing was written since', async () => {
    const managed = await managedPc(service, { policy: POLICY });
    const live = await liveOf(managed);
    if (live.session === undefined || live.enrollment === undefined) throw new Error('the PC has synced');
    const long = '2026-01-05T08:00:00.000Z';
    await service.store.devices.writeSync(keyOf(managed.person), live, {
      session: { ...live.session.value, at: long },
    });
    const listed = await service.store.roster.load(keyOf(managed.person).tenantId, keyOf(managed.person).deviceId);
    if (listed === undefined) throw new Error('the PC is listed');
    await service.store.roster.put({ ...listed, seenAt: long });
    const { body } = await managed.admin.call('GET', 'compliance?not=compliant');
    expect(body.items).toMatchObject([
      { state: 'notCompliant', reasons: [{ code: 'silence.tooLong', about: ['30'] }] },
    ]);
    expect((await managed.admin.call('GET', 'compliance?state=compliant')).body.items).toEqual([]);
  });

  it.each([
    ['state=good', 'state'],
    ['not=true', 'not'],
    ['limit=1001', 'limit'],
    ['color=red', 'color'],
  ])('refuses %s and says what is allowed', async (query, path) => {
    const { admin } = await managedPc(service);
    const { status, body } = await admin.call('GET', `compliance?${query}`);
    expect([status, body.errors[0].path]).toEqual([422, path]);
  });

  it.each([
    [['Mam.Reader'], 200],
    [['Mam.LogReader'], 200],
    [['Mam.Operator'], 403],
  ])('is for readers: %j gets %i', async (roles, expected) => {
    const { person } = await managedPc(service);
    const caller = await managerOf(service, person.tenantId, roles);
    expect((await caller.call('GET', 'compliance')).status).toBe(expected);
  });
});

describe('mam compliance list', () => {
  /** Runs `mam` against the tenant of a PC without TPM, that was read twice, and tells of that PC. */
  async function withoutTpm() {
    const readings = changing(['TPM/SpecificationVersion', 'Not available']);
    const managed = await managedPc(service, { policy: POLICY, pc: { readings } });
    await syncAgain(managed);
    const { tenantId, deviceId } = managed.person;
    const env = { MAM_SERVICE: service.origin, MAM_TOKEN: await managerToken(service, tenantId, 'Mam.Reader') };
    return { deviceId, run: (words: string) => mam(words.split(' '), { env }) };
  }

  it('shows with --not who is not compliant, and why', async () => {
    const { deviceId, run } = await withoutTpm();
    const { exitCode, out } = await run('compliance list --not');
    const [head = '', ...rows] = out.split('\n');
    expect([exitCode, head.split(/ {2,}/)[2]]).toEqual([0, 'state']);
    expect(rows).toEqual([expect.stringMatching(new RegExp(`^ADA-PC .* notCompliant .* tpm.missing +${deviceId}$`))]);
  });

  it.each([
    ['--state compliant', 0],
    ['--state notCompliant', 1],
    ['--not notCompliant', 0],
    ['--not unknown --limit 5', 1],
    ['', 1],
  ])('takes %s', async (options, count) => {
    const { run } = await withoutTpm();
    const { out } = await run(`compliance list --json ${options}`.trim());
    expect(JSON.parse(out).items).toHaveLength(count);
  });

  it('is shown with its reasons by devices show', async () => {
    const { deviceId, run } = await withoutTpm();
    const { out } = await run(`devices show ${deviceId}`);
    expect(out).toContain('Compliance: notCompliant');
    expect(out).toContain('Windows finds no TPM');
  });

  it('refuses a state that there is not', async () => {
    const { run } = await withoutTpm();
    expect((await run('compliance list --state good')).exitCode).not.toBe(0);
  });
});
