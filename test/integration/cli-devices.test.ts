import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addGroup, addUser } from '../../local/directory/directory';
import { newGuid } from '../../shared/random';
import { type MamWorld, mam } from '../support/mam';
import { managedPc, managerOf, pcOf, WIP_POLICY } from '../support/managed-pc';
import { type OnboardingWorld, startWorld } from '../support/onboarding';
import { managerToken, type TestPerson, type TestService } from '../support/service';
import { onboardedCustomer } from '../support/signed-in';

let world: OnboardingWorld;
let service: TestService;
beforeAll(async () => {
  world = await startWorld();
  // Its tokens come from the stand-in that knows the groups.
  service = { ...world.service, entra: world.standIns.entra };
  vi.stubEnv('IDENTITY_ENDPOINT', world.standIns.entra.identityEndpoint);
  vi.stubEnv('IDENTITY_HEADER', 'header');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.stop();
});

/** Runs `mam` as somebody with a role in a tenant. */
async function as(tenantId: string, role = 'Mam.Admin') {
  const env = { MAM_SERVICE: service.origin, MAM_TOKEN: await managerToken(service, tenantId, role) };
  return (words: string, surroundings: MamWorld = {}) => mam(words.split(' '), { env, ...surroundings });
}

async function managed() {
  const { person, pc, admin } = await managedPc(service);
  return { person, pc, admin, run: await as(person.tenantId) };
}

const enroll = async (person: TestPerson) => {
  const pc = pcOf(service, person);
  await pc.enroll(`${service.origin}/mam/enroll`);
  return pc;
};

describe('mam devices list', () => {
  it('tells that there is none', async () => {
    const { tenant } = await onboardedCustomer(world);
    expect((await (await as(tenant.id))('devices list')).out).toBe('No device.');
  });

  it('shows each PC in a line, with its policy and its protection', async () => {
    const { person, run } = await managed();
    const { exitCode, out, notes } = await run('devices list');
    const [head, ...rows] = out.split('\n');
    expect([exitCode, head, notes]).toEqual([0, expect.stringMatching(/^name +user +status +policy/), '1 device']);
    expect(rows).toEqual([
      expect.stringMatching(new RegExp(`^ADA-PC +ada@contoso.example +enrolled +pcs 1 .* ${person.deviceId}$`)),
    ]);
  });

  it.each([
    ['--name ada', 1],
    ['--name nobody', 0],
    ['--status unenrolled', 0],
    ['--policy pcs', 1],
    ['--policy other', 0],
    ['--failing', 0],
    ['--lost', 0],
    ['--action any', 0],
    ['--enrolled-since 1h', 1],
    ['--enrolled-before 1h', 0],
  ])('lets through with %s what it stands for', async (filter, count) => {
    const { run } = await managed();
    expect(JSON.parse((await run(`devices list ${filter} --json`)).out).items).toHaveLength(count);
  });

  it('refuses as wrong usage what no filter can be', async () => {
    for (const words of ['--status lost', '--user ada', '--enrolled-since soon', '--limit 0']) {
      expect((await mam(`devices list ${words}`.split(' '))).exitCode).toBe(2);
    }
  });

  it('says that there are more where a limit cuts the list', async () => {
    const { person, run } = await managed();
    await enroll({ ...person, deviceId: newGuid() });
    const { out, notes } = await run('devices list --limit 1 --json');
    expect([JSON.parse(out).items.length, notes]).toEqual([1, 'There are more than these 1: raise --limit.']);
  });
});

describe('mam devices show', () => {
  it('finds a PC by its name, and shows how it stands', async () => {
    const { person, run } = await managed();
    const { exitCode, out } = await run('devices show ada-pc');
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^ADA-PC\n/)]);
    expect(out).toMatch(new RegExp(`device id +${person.deviceId}`));
    expect(out).toMatch(/policy +pcs, revision 1[\s\S]*Settings: (\d+) of \1 settings in force/);
    expect(out).not.toContain('EDPEnforcementLevel');
  });

  it('shows every setting where that is asked', async () => {
    const { run } = await managed();
    expect((await run('devices show ADA-PC --settings')).out).toMatch(/EDPEnforcementLevel +200/);
  });

  it('names the ids where several PCs have the name', async () => {
    const { person, run } = await managed();
    await enroll({ ...person, deviceId: newGuid() });
    const { exitCode, notes } = await run('devices show ADA-PC');
    expect([exitCode, notes]).toEqual([
      1,
      expect.stringMatching(new RegExp(`2 PCs[\\s\\S]*${person.deviceId} of ada`)),
    ]);
  });

  it.each([
    ['a name that no PC has', 'BOB-PC', 'mam devices list --name BOB-PC'],
    ['an id that no PC has', newGuid(), 'device.unknown'],
  ])('tells the way out for %s', async (_, device, said) => {
    const { run } = await managed();
    expect(await run(`devices show ${device}`)).toMatchObject({ exitCode: 1, notes: expect.stringContaining(said) });
  });
});

describe('what cannot be undone', () => {
  it.each([
    ['wipe ADA-PC', /wipe ADA-PC of ada@contoso\.example \([0-9a-f-]{36}\)\? .*unreadable.*cannot be undone/],
    ['unenroll ADA-PC', /unenroll ADA-PC of .*\? Its enrollment ends.*what the policy says/],
    ['unenroll ADA-PC --keep-data', /unenroll ADA-PC of .*stays on it, without protection/],
  ])('is asked before %s, naming the PC and what comes of it', async (words, question) => {
    const { person, run, admin } = await managed();
    const questions: string[] = [];
    const answer = async (text: string) => {
      questions.push(text);
      return 'no';
    };
    const { exitCode, notes } = await run(`devices ${words}`, { answer });
    expect([exitCode, notes, questions]).toEqual([1, 'error: Nothing was changed.', [expect.stringMatching(question)]]);
    expect((await admin.device(person.deviceId)).actions).toEqual([]);
  });

  it('names every PC of a person', async () => {
    const { person, run } = await managed();
    await enroll({ ...person, deviceId: newGuid() });
    const { notes } = await run(`devices wipe --user ${person.userId}`);
    expect(notes).toMatch(/the 2 PCs of user [0-9a-f-]+: ADA-PC \([0-9a-f-]+\), ADA-PC/);
  });

  it('is not done where nobody can answer and --yes is missing', async () => {
    const { person, run, admin } = await managed();
    const { exitCode, notes } = await run('devices wipe ADA-PC');
    expect([exitCode, notes]).toEqual([2, expect.stringMatching(/nobody to ask[\s\S]*--yes/)]);
    expect((await admin.device(person.deviceId)).actions).toEqual([]);
  });

  it('is not done by a reader, who is told which role it needs', async () => {
    const { person } = await managed();
    const { exitCode, notes } = await (await as(person.tenantId, 'Mam.Reader'))('devices wipe ADA-PC --yes');
    expect([exitCode, notes]).toEqual([1, expect.stringMatching(/role Mam\.Admin[\s\S]*mam whoami/)]);
  });
});

describe('a request to PCs', () => {
  it.each(['', ' ADA-PC --user 9b1de6f0-3c52-4a0e-8f5e-0d9d3b7a6c11'])(
    'must name one thing, not "%s"',
    async (words) => {
      const { run } = await managed();
      expect(await run(`devices resync${words}`)).toMatchObject({
        exitCode: 2,
        notes: expect.stringContaining('not plain'),
      });
    },
  );

  it('is answered with what was asked, and with what becomes of the work data', async () => {
    const { run } = await managed();
    const { exitCode, out } = await run('devices wipe ADA-PC --yes');
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/pending +waits for the next sync[\s\S]*work/)]);
  });

  it('reaches every PC of a person, once under one name', async () => {
    const { person, run } = await managed();
    await enroll({ ...person, deviceId: newGuid() });
    const words = `devices resync --user ${person.userId} --key leaver-7 --json`;
    const [first, again] = [await run(words), await run(words)];
    expect(JSON.parse(first.out).items).toHaveLength(2);
    expect(again.out).toBe(first.out);
    expect(first.notes).toContain('--key leaver-7');
  });

  it('ends with 1 where one PC refuses, and says why beside it', async () => {
    const { person, run } = await managed();
    await run('devices unenroll ADA-PC --yes');
    const { exitCode, out } = await run(`devices wipe --user ${person.userId} --yes`);
    expect([exitCode, out]).toEqual([1, expect.stringContaining('actions.exit-open')]);
  });

  it('says that a person without PCs needs nothing', async () => {
    const { run } = await managed();
    expect(await run(`devices wipe --user ${newGuid()} --yes`)).toMatchObject({
      exitCode: 0,
      out: 'No enrolled PC, nothing to ask.',
    });
  });

  it('reaches the members of a group', async () => {
    const { tenant } = await onboardedCustomer(world);
    const admin = await managerOf(service, tenant.id);
    await admin.savePolicy(WIP_POLICY);
    const group = addGroup(tenant, 'Leavers');
    for (const name of ['Kim', 'Sam']) {
      const user = addUser(tenant, { name });
      user.groups.add(group);
      await enroll({ tenantId: tenant.id, userId: user.id, deviceId: newGuid() });
    }
    const { exitCode, out } = await (await as(tenant.id))(`devices resync --group ${group}`);
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^Asked of 2 PCs:/)]);
  });

  it('offers the move to MDM, and takes it back', async () => {
    const { run } = await managed();
    expect((await run('devices handoff ADA-PC')).exitCode).toBe(2);
    const offer = 'devices handoff ADA-PC --discovery-url https://mdm.contoso.com/d --enterprise-id contoso.com';
    expect((await run(offer)).out).toMatch(/pending/);
    expect((await run('devices handoff ADA-PC --withdraw')).exitCode).toBe(0);
  });
});

describe('--wait', () => {
  it('waits until the PC has done it, and tells each step', async () => {
    const { pc, run } = await managed();
    const { exitCode, out, notes } = await run('devices wipe ADA-PC --yes --wait', { onPause: () => pc.sync() });
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/confirmed +the PC confirmed it/)]);
    expect(notes).toMatch(/Waiting for 1 PC[\s\S]*confirmed/);
  });

  it('ends with 3 where the PC does not come by in time, and says how to go on', async () => {
    const { person, run } = await managed();
    const { exitCode, notes } = await run('devices resync ADA-PC --wait --timeout 2');
    expect([exitCode, notes]).toEqual([3, expect.stringContaining(`mam devices show ${person.deviceId}`)]);
  });

  it('ends with 1 where somebody takes it back meanwhile', async () => {
    const { run } = await managed();
    const onPause = () => run('devices cancel ADA-PC');
    const { exitCode, out } = await run('devices wipe ADA-PC --yes --wait', { onPause });
    expect([exitCode, out]).toEqual([1, expect.stringContaining('cancelled')]);
  });

  it('leaves with Ctrl+C, and what was asked stays asked', async () => {
    const { person, run, admin } = await managed();
    const stopping = new AbortController();
    const onPause = async () => stopping.abort();
    const { exitCode, notes } = await run('devices resync ADA-PC --wait', { onPause, signal: stopping.signal });
    expect([exitCode, notes]).toEqual([130, expect.stringMatching(/stays asked.*mam devices show/)]);
    expect((await admin.device(person.deviceId)).actions).toHaveLength(1);
  });
});

describe('mam devices cancel', () => {
  it('takes back the only thing that waits', async () => {
    const { person, run, admin } = await managed();
    await run('devices wipe ADA-PC --yes');
    const { exitCode, out } = await run('devices cancel ADA-PC');
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^wipe .* cancelled/)]);
    expect((await admin.device(person.deviceId)).actions).toEqual([]);
  });

  it('asks which one where several wait, and takes that back', async () => {
    const { run } = await managed();
    await run('devices wipe ADA-PC --yes --key one');
    await run('devices resync ADA-PC --key two');
    expect(await run('devices cancel ADA-PC')).toMatchObject({
      exitCode: 2,
      notes: expect.stringMatching(/one +wipe[\s\S]*two +resync/),
    });
    expect((await run('devices cancel ADA-PC two')).exitCode).toBe(0);
  });

  it('says that nothing waits', async () => {
    const { run } = await managed();
    expect(await run('devices cancel ADA-PC')).toMatchObject({
      exitCode: 1,
      notes: expect.stringContaining('Nothing waits'),
    });
  });
});
