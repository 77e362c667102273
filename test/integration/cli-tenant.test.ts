import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserId } from '../../shared/ids';
import { newEnrollmentId, newGuid } from '../../shared/random';
import { type MamWorld, mam } from '../support/mam';
import { keyOf, managerOf, WIP_POLICY } from '../support/managed-pc';
import { managerToken, onboard, startTestService, type TestPerson, type TestService } from '../support/service';

let service: TestService;
let folder: string;
beforeAll(async () => {
  service = await startTestService();
  folder = await mkdtemp(join(tmpdir(), 'mam-'));
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});

type Run = (words: readonly string[], answer?: MamWorld['answer']) => ReturnType<typeof mam>;

async function runAs({ tenantId }: TestPerson, role: string): Promise<Run> {
  const env = { MAM_SERVICE: service.origin, MAM_TOKEN: await managerToken(service, tenantId, role) };
  return (words, answer) => mam(words, { env, ...(answer === undefined ? {} : { answer }) });
}

async function tenantWith(...policies: string[]): Promise<{ person: TestPerson; run: Run; reader: Run }> {
  const person = await onboard(service);
  const manager = await managerOf(service, person.tenantId);
  for (const name of policies) await manager.savePolicy(WIP_POLICY, name);
  const [run, reader] = await Promise.all([runAs(person, 'Mam.Admin'), runAs(person, 'Mam.Reader')]);
  return { person, run, reader };
}

async function fileWith(content: unknown, name = `${newGuid()}.json`): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const settingsOf = async (run: Run) => JSON.parse((await run(['tenant', 'show', '--settings'])).out);

const GROUP = '9f3c7a52-1d0e-4b8a-8c41-5f0a2e6d7b13';
const OTHER_GROUP = '2b6d0e94-7c35-4e1f-9a08-d4c1b7e5f620';

describe('mam tenant refuses', () => {
  it.each<[string, string[], string]>([
    ['to set nothing', ['set'], 'There is nothing to set'],
    ['a word that is no setting', ['set', 'pollMinutes'], 'pollMinutes is no setting'],
    ['a file that is not there', ['set', '--file', 'not-there.json'], 'cannot be read'],
    ['a group by name', ['assign', 'Finance', 'pcs'], 'GUID'],
    ['a name that no policy has', ['assign', GROUP, 'A policy'], 'lower-case letters'],
    ['a priority that is none', ['assign', GROUP, 'pcs', '--priority', '0'], 'whole number from 1'],
  ])('%s, as wrong usage', async (_, words, said) => {
    const { run } = await tenantWith();
    const { exitCode, out, notes } = await run(['tenant', ...words]);
    expect([exitCode, out, notes]).toEqual([2, '', expect.stringContaining(said)]);
  });

  it.each<[string, string[], RegExp]>([
    ['an unknown setting, with the nearest name', ['set', 'polMinutes=720'], /polMinutes +DOC-1 .*write `pollMinutes`/],
    ['a value out of range', ['set', 'pollMinutes=1'], /error +pollMinutes .*480/],
    ['a value of another type', ['set', 'termsRequired=perhaps'], /error +termsRequired .*"perhaps"/],
    ['a policy that nobody saved, with those that there are', ['set', 'defaultPolicy=x'], /TENANT-1 .*allowed: pcs/],
    ['to assign such a policy', ['assign', GROUP, 'x'], /assignments\[0\]\.policy +TENANT-1/],
  ])('%s', async (_, words, said) => {
    const { run } = await tenantWith('pcs');
    for (const dryRun of [['--dry-run'], ['--yes']]) {
      const { exitCode, out, notes } = await run(['tenant', ...words, ...dryRun]);
      expect([exitCode, out, notes]).toEqual([1, '', expect.stringMatching(said)]);
    }
  });

  it('two groups of one priority', async () => {
    const { run } = await tenantWith('pcs');
    await run(['tenant', 'assign', GROUP, 'pcs', '--priority', '5', '--yes']);
    const { exitCode, notes } = await run(['tenant', 'assign', OTHER_GROUP, 'pcs', '--priority', '5', '--yes']);
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('has the priority 5 already')]);
  });

  it('a change by a reader, who may only try it', async () => {
    const { reader } = await tenantWith();
    const tried = await reader(['tenant', 'set', 'pollMinutes=720', '--dry-run']);
    expect([tried.exitCode, tried.out]).toEqual([0, expect.stringMatching(/pollMinutes +1440 +720/)]);
    const { exitCode, notes } = await reader(['tenant', 'set', 'pollMinutes=720']);
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('role.missing')]);
  });

  it('to overwrite what somebody else changed while it asked', async () => {
    const { run } = await tenantWith('pcs');
    const { exitCode, notes } = await run(['tenant', 'set', 'defaultPolicy=pcs'], async () => {
      await run(['tenant', 'set', 'pollMinutes=720']);
      return 'y';
    });
    expect([exitCode, notes]).toEqual([1, expect.stringMatching(/etag\.mismatch[\s\S]*repeat the command/)]);
    expect((await settingsOf(run)).defaultPolicy).toBeUndefined();
  });

  it('to go on without a yes where PCs are touched, at a terminal and in a pipeline', async () => {
    const { run } = await tenantWith('pcs');
    const questions: string[] = [];
    const no = await run(['tenant', 'assign', GROUP, 'pcs'], async (question) => {
      questions.push(question);
      return 'n';
    });
    expect([no.exitCode, questions]).toEqual([
      1,
      ['PCs may follow another policy from their next sync on. Save it? [y/N] '],
    ]);
    expect(await run(['tenant', 'assign', GROUP, 'pcs'])).toMatchObject({
      exitCode: 2,
      notes: expect.stringContaining('--yes'),
    });
    expect((await settingsOf(run)).assignments).toEqual([]);
  });
});

describe('mam tenant', () => {
  it('shows settings, policies, assignments and terms', async () => {
    const { run } = await tenantWith('pcs');
    await run(['tenant', 'assign', GROUP, 'pcs', '--yes']);
    const { exitCode, out } = await run(['tenant', 'show']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/, active, [0-9a-f-]{36}\n[\s\S]*defaultPolicy +none[\s\S]*pollMinutes +1440/);
    expect(out).toMatch(new RegExp(`10 +${GROUP} +pcs[\\s\\S]*Policies:[\\s\\S]*pcs +1`));
    expect(JSON.parse((await run(['tenant', 'show', '--json'])).out)).toMatchObject({ policies: { pcs: 1 } });
  });

  it('changes what is named and leaves the rest, and a repetition saves nothing', async () => {
    const { run } = await tenantWith('pcs');
    const words = ['tenant', 'set', 'defaultPolicy=pcs', 'pollMinutes=720', '--yes'];
    const { exitCode, notes } = await run(words);
    expect([exitCode, notes]).toEqual([0, expect.stringMatching(/pollMinutes +1440 +720[\s\S]*defaultPolicy +- +pcs/)]);
    await run(['tenant', 'set', 'deviceCapPerUser=3']);
    expect(await settingsOf(run)).toMatchObject({ defaultPolicy: 'pcs', pollMinutes: 720, deviceCapPerUser: 3 });
    expect((await run(words)).out).toContain('nothing to save');
    await run(['tenant', 'set', 'pollMinutes=']);
    expect(await settingsOf(run)).toMatchObject({ defaultPolicy: 'pcs', pollMinutes: 1440 });
  });

  it('makes the settings what a file says, and takes what it has printed itself', async () => {
    const { run } = await tenantWith('pcs');
    await run(['tenant', 'set', 'pollMinutes=720']);
    const before = await fileWith((await run(['tenant', 'show', '--settings'])).out);
    expect((await run(['tenant', 'set', '--file', before, '--dry-run'])).out).toContain('nothing to save');
    const assignments = [{ group: GROUP, policy: 'pcs', priority: 1 }];
    const file = await fileWith({ defaultPolicy: 'pcs', assignments });
    const { out } = await run(['tenant', 'set', '--file', file, '--dry-run', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      unchanged: false,
      changes: expect.arrayContaining([{ name: 'pollMinutes', before: 720, after: 1440 }]),
    });
    expect((await run(['tenant', 'set', '--file', file, '--yes'])).exitCode).toBe(0);
    expect(await settingsOf(run)).toMatchObject({ defaultPolicy: 'pcs', assignments, pollMinutes: 1440 });
  });

  it('assigns after the others, keeps the place of a group, and takes it off', async () => {
    const { run } = await tenantWith('pcs', 'finance');
    const assigned = async (...words: string[]) => {
      const { notes } = await run(['tenant', ...words, '--yes']);
      return { notes, list: (await settingsOf(run)).assignments };
    };
    await assigned('assign', GROUP.toUpperCase(), 'pcs');
    await assigned('assign', OTHER_GROUP, 'pcs');
    const { notes, list } = await assigned('assign', GROUP, 'finance');
    expect(list).toEqual([
      { group: GROUP, policy: 'finance', priority: 10 },
      { group: OTHER_GROUP, policy: 'pcs', priority: 20 },
    ]);
    expect(notes).toContain('"policy":"finance","priority":10}');
    expect((await assigned('assign', OTHER_GROUP, 'pcs', '--priority', '1')).list[0].group).toBe(OTHER_GROUP);
    expect((await assigned('unassign', OTHER_GROUP)).list).toHaveLength(1);
    expect((await run(['tenant', 'unassign', OTHER_GROUP])).out).toContain('nothing to save');
  });
});

const TERMS = 'Version: 1\nTitle: Work at {organization}\n\nWe see this.\n';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(folder, newGuid());
  await mkdir(path);
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}

describe('mam terms refuses', () => {
  it.each<[string, string[], number, string]>([
    ['a path that is not there', ['push', 'not-there'], 2, 'cannot be read'],
    ['a language that is none', ['push', 'x', '--locale', '../x'], 2, 'language tag'],
    ['to pull nothing in particular', ['pull'], 2, 'Which language?'],
    ['terms that there are not', ['pull', 'xx'], 1, 'mam terms list'],
  ])('%s', async (_, words, code, said) => {
    const { run } = await tenantWith();
    const { exitCode, out, notes } = await run(['terms', ...words]);
    expect([exitCode, out, notes]).toEqual([code, '', expect.stringContaining(said)]);
  });

  it('a file that is none, or does not tell its language', async () => {
    const { run } = await tenantWith();
    const [wrong, unnamed] = await Promise.all([fileWith('Hello', 'en.txt'), fileWith(TERMS, 'the terms.txt')]);
    expect(await run(['terms', 'push', wrong])).toMatchObject({
      exitCode: 1,
      notes: expect.stringMatching(/Version:/),
    });
    expect(await run(['terms', 'push', unnamed])).toMatchObject({
      exitCode: 2,
      notes: expect.stringMatching(/--locale/),
    });
  });

  it('a folder without the language, or without any', async () => {
    const { run } = await tenantWith();
    const [some, none] = await Promise.all([folderWith({ 'en.txt': TERMS }), folderWith({ 'README.md': '#' })]);
    expect((await run(['terms', 'push', some, '--locale', 'de'])).notes).toContain('holds no de.txt');
    expect((await run(['terms', 'push', none])).notes).toContain('holds no file of terms');
  });

  it('another text under a version that is taken, tells the way out, and saves none of the others', async () => {
    const { run } = await tenantWith();
    const path = await folderWith({ 'de.txt': TERMS, 'en.txt': TERMS });
    await run(['terms', 'push', path]);
    await writeFile(join(path, 'de.txt'), TERMS.replace('Version: 1', 'Version: 2'));
    await writeFile(join(path, 'en.txt'), `${TERMS}And that.\n`);
    for (const dryRun of [['--dry-run'], []]) {
      const { exitCode, notes } = await run(['terms', 'push', path, ...dryRun]);
      expect([exitCode, notes]).toEqual([
        1,
        expect.stringMatching(/en\.txt: refused[\s\S]*version-taken[\s\S]*"Version: /),
      ]);
    }
    expect(JSON.parse((await run(['terms', 'list', '--json'])).out).items).toContainEqual({
      locale: 'de',
      version: '1',
    });
  });
});

describe('mam terms', () => {
  it('says that there are none, and how to save some', async () => {
    const { run } = await tenantWith();
    expect((await run(['terms', 'list'])).out).toContain('mam terms push');
  });

  it('saves a folder once, in the name of the tenant, and again nothing', async () => {
    const { run, reader } = await tenantWith();
    const path = await folderWith({ 'de.txt': TERMS.replaceAll('\n', '\r\n'), 'en.txt': TERMS });
    const tried = await reader(['terms', 'push', path, '--dry-run']);
    expect([tried.exitCode, tried.out]).toEqual([0, expect.stringMatching(/de +- +1 +would be saved/)]);
    expect((await run(['terms', 'list'])).out).toContain('No terms yet');
    const saved = await run(['terms', 'push', path]);
    expect([saved.exitCode, saved.out]).toEqual([0, expect.stringMatching(/de +- +1 +saved[\s\S]*en +- +1 +saved/)]);
    const { displayName } = JSON.parse((await run(['tenant', 'show', '--json'])).out);
    expect((await run(['terms', 'pull', 'de'])).out).toBe(TERMS.replace('{organization}', displayName).trimEnd());
    const again = JSON.parse((await run(['terms', 'push', path, '--json'])).out);
    expect(again.items.map(({ unchanged }: { unchanged: boolean }) => unchanged)).toEqual([true, true]);
  });

  it('goes back to an earlier version, and takes another name of the organization', async () => {
    const { run } = await tenantWith();
    const [first, second] = await Promise.all([
      fileWith(TERMS, `${newGuid()}.txt`),
      fileWith(TERMS.replace('Version: 1', 'Version: 2'), `${newGuid()}.txt`),
    ]);
    const push = (file: string) => run(['terms', 'push', file, '--locale', 'fr', '--organization', 'Contoso $&']);
    for (const file of [first, second, first]) expect((await push(file)).exitCode).toBe(0);
    expect((await run(['terms', 'pull', 'fr'])).out).toMatch(/^Version: 1\nTitle: Work at Contoso \$&\n/);
  });

  it('writes files that it takes itself', async () => {
    const { run } = await tenantWith();
    await run(['terms', 'push', await folderWith({ 'de.txt': TERMS, 'zh-Hans-CN.txt': TERMS })]);
    const into = join(folder, newGuid(), 'terms');
    expect((await run(['terms', 'pull', '--into', into])).out.split('\n')).toHaveLength(2);
    expect(await readFile(join(into, 'zh-Hans-CN.txt'), 'utf8')).toMatch(/^Version: 1\n/);
    const again = await run(['terms', 'push', into]);
    expect([again.exitCode, again.out.match(/what is saved already/g)]).toEqual([
      0,
      Array(2).fill('what is saved already'),
    ]);
  });
});

describe('mam audit', () => {
  it.each<[string, string[], string]>([
    ['a person by name', ['--actor', 'ada'], 'GUID'],
    ['a time that is none', ['--since', 'yesterday'], '2026-11-24'],
    ['an outcome that is none', ['--outcome', 'ok'], 'Allowed choices'],
    ['a form that is none', ['--format', 'csv'], 'Allowed choices'],
  ])('refuses %s', async (_, words, said) => {
    const { exitCode, notes } = await mam(['audit', ...words]);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining(said)]);
  });

  it('lists who did what, newest first, with what was there before and after', async () => {
    const { run, reader } = await tenantWith('pcs');
    await run(['tenant', 'set', 'defaultPolicy=pcs', '--yes']);
    const { exitCode, out, notes } = await reader(['audit', '--since', '1d']);
    expect([exitCode, out.split('\n')[1]]).toEqual([
      0,
      expect.stringMatching(/tenant\.settings +done +[0-9a-f-]{36} .*pcs/),
    ]);
    expect(out).toMatch(/policy\.save +done/);
    expect(notes).toMatch(/^\d rows$/);
  });

  it('prints what was asked for only, as JSON or page by page one row a line', async () => {
    const { run } = await tenantWith('pcs', 'finance', 'pilot');
    const filter = ['audit', '--action', 'policy.', '--outcome', 'done'];
    const { items } = JSON.parse((await run([...filter, '--json'])).out);
    expect(items).toHaveLength(3);
    for (const form of [['--jsonl'], ['--format', 'jsonl']]) {
      const lines = (await run([...filter, ...form])).out.split('\n').map((line) => JSON.parse(line));
      expect(lines).toEqual(items);
    }
    const limited = await run([...filter, '--limit', '2', '--jsonl']);
    expect(limited.out.split('\n')).toHaveLength(2);
    expect((await run(['audit', '--until', '2d', '--since', '3d'])).out).toContain('Nothing was done');
  });

  it('lists the proofs of wipes, with options on either side of the word', async () => {
    const { person, run } = await tenantWith();
    expect((await run(['audit', 'proofs'])).out).toContain('No PC has confirmed');
    const userId = person.userId as UserId;
    const at = '2026-11-24T08:00:00.000Z';
    await service.store.audit.putProof({
      ...keyOf(person),
      action: 'a1',
      userId,
      generation: newEnrollmentId(),
      requestedBy: userId,
      requestedAt: at,
      revokedAt: at,
      confirmedAt: at,
    });
    const { deviceId } = person;
    expect((await run(['audit', 'proofs'])).out).toContain(`2026-11-24T08:00:00  ${deviceId}`);
    for (const words of [
      ['audit', 'proofs', '--json'],
      ['audit', '--json', 'proofs'],
    ]) {
      expect(JSON.parse((await run(words)).out).items).toMatchObject([{ action: 'a1', deviceId }]);
    }
  });
});
