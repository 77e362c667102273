import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseUserId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import { type MamWorld, mam } from '../support/mam';
import { keyOf, managedPc } from '../support/managed-pc';
import { toldOf } from '../support/person-life';
import { managerToken, startTestService, type TestService } from '../support/service';
import { newOwner } from '../support/storage-samples';

let service: TestService;
let folder: string;
beforeAll(async () => {
  service = await startTestService();
  folder = await mkdtemp(join(tmpdir(), 'mam-person-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await service.stop();
});

/** More than one request erases: a hundred a step, twenty steps a request. */
const MORE_RECORDS = 700;
/** Writing and deleting them takes a slow machine a while. */
const RECORDS_MS = 120_000;
const DAY_MS = 24 * 60 * 60_000;
const LEAVER = '9b1de6f0-3c52-4a0e-8f5e-0d9d3b7a6c11';

/** Records of the protection's log that a person left behind, more than one request erases. */
async function keepRecords(tenantId: string, count: number): Promise<void> {
  const { userId, ...owner } = newOwner();
  const key = keyOf({ tenantId, userId, deviceId: owner.deviceId });
  const leaver = parseUserId(LEAVER) ?? userId;
  const now = Date.now();
  const until = new Date(now + DAY_MS).toISOString();
  const event = (n: number) => ({
    hash: newGuid().replaceAll('-', ''),
    at: new Date(now - n).toISOString(),
    kind: 'other' as const,
  });
  await service.store.wipLogs.put(
    key,
    Array.from({ length: count }, (_, n) => ({ event: event(n), userId: leaver, until })),
  );
}

/** A person with a PC, and somebody who runs `mam` with roles in the tenant. */
async function managed(...roles: string[]) {
  const { person, pc, admin } = await managedPc(service);
  const given = roles.length === 0 ? ['Mam.Admin'] : roles;
  const env = { MAM_SERVICE: service.origin, MAM_TOKEN: await managerToken(service, person.tenantId, ...given) };
  const run = (words: string, surroundings: MamWorld = {}) => mam(words.split(' '), { env, ...surroundings });
  return { person, pc, admin, run, env };
}

/** Runs the program where no file may become larger than half a kilobyte: as on a full disk, a write ends in the middle. */
function withoutRoom(words: readonly string[], env: Readonly<Record<string, string>>) {
  const script = 'ulimit -f 1; exec "$0" dist/tools/mam.mjs "$@"';
  return new Promise<{ code: unknown; err: string }>((resolve) => {
    const surroundings = { ...env, PATH: process.env['PATH'], XDG_CONFIG_HOME: folder };
    execFile('sh', ['-c', script, process.execPath, ...words], { env: surroundings }, (error, _, err) =>
      resolve({ code: error === null ? 0 : error.code, err }),
    );
  });
}

describe('mam person', () => {
  it.each(['person export', 'person erase', 'person export ada', 'person erase ada --yes'])(
    'refuses "%s" as wrong usage',
    async (words) => {
      expect((await mam(words.split(' '))).exitCode).toBe(2);
    },
  );

  it.each(['export', 'erase'])('%s tells in its help how it is typed', async (command) => {
    const { exitCode, out } = await mam(['person', command, '--help']);
    expect([exitCode, out]).toEqual([0, expect.stringContaining(`$ mam person ${command} ${LEAVER}`)]);
  });

  it.each(['export', 'erase --yes'])('%s is not for a reader, who is told which role it needs', async (command) => {
    const { run } = await managed('Mam.Reader');
    const { exitCode, notes } = await run(`person ${command} ${LEAVER}`);
    expect([exitCode, notes]).toEqual([1, expect.stringMatching(/role Mam\.Admin[\s\S]*mam whoami/)]);
  });
});

describe('mam person export', () => {
  it('prints one JSON document, and says that the log is left out', async () => {
    const { person, run } = await managed();
    const { exitCode, out, notes } = await run(`person export ${person.userId}`);
    expect([exitCode, notes]).toEqual([0, expect.stringContaining('Mam.LogReader')]);
    const document = JSON.parse(out);
    expect(document).toMatchObject({ userId: person.userId, logs: 'left-out' });
    expect(document.items.map(({ row }: { row: string }) => row)).toContain('devices enrollment');
    expect('continuation' in document).toBe(false);
  });

  it('says nothing of the log to whoever may read it', async () => {
    const { person, run } = await managed('Mam.Admin', 'Mam.LogReader');
    const { out, notes } = await run(`person export ${person.userId} --json`);
    expect([JSON.parse(out).logs, notes]).toEqual(['included', '']);
  });

  it('writes a file that its owner alone can read, and never over another one', async () => {
    const { person, run } = await managed();
    const file = join(folder, 'person.json');
    const { exitCode, out, notes } = await run(`person export ${person.userId} --out ${file}`);
    expect([exitCode, out, notes]).toEqual([0, '', expect.stringMatching(/^\d+ rows in .*person\.json\./)]);
    const text = await readFile(file, 'utf8');
    expect(JSON.parse(text).userId).toBe(person.userId);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await run(`person export ${LEAVER} --out ${file}`);
    expect(again).toMatchObject({ exitCode: 2, notes: expect.stringContaining('is there already') });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('tells a file that cannot be written', async () => {
    const { run } = await managed();
    const { exitCode, notes } = await run(`person export ${LEAVER} --out ${join(folder, 'no', 'person.json')}`);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('cannot be written')]);
  });

  it('leaves no half of a file behind where there is no room for the whole', async () => {
    const { person, env } = await managed();
    const file = join(folder, 'half.json');
    const { code, err } = await withoutRoom(['person', 'export', person.userId, '--out', file], env);
    expect([code, err]).toEqual([2, expect.stringContaining('half.json cannot be written')]);
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('mam person erase', () => {
  it('asks before, naming the person and what comes of it, and does nothing without a yes', async () => {
    const { person, run, admin } = await managed();
    const questions: string[] = [];
    const answer = async (text: string) => {
      questions.push(text);
      return 'no';
    };
    const { exitCode, notes } = await run(`person erase ${person.userId}`, { answer });
    expect([exitCode, notes]).toEqual([1, 'error: Nothing was changed.']);
    expect(questions).toEqual([expect.stringMatching(new RegExp(`${person.userId}.*cannot be undone`))]);
    expect((await admin.call('GET', 'audit?action=person.erase')).body.items).toEqual([]);
  });

  it('is not done where nobody can answer and --yes is missing', async () => {
    const { run } = await managed();
    expect(await run(`person erase ${LEAVER}`)).toMatchObject({ exitCode: 2, notes: expect.stringContaining('--yes') });
  });

  it('is refused while a PC is enrolled, with the way out, which leads there', async () => {
    const { person, pc, run } = await managed();
    const refused = await run(`person erase ${person.userId} --yes`);
    const wayOut = `mam devices wipe --user ${person.userId} --wait`;
    expect([refused.exitCode, refused.notes]).toEqual([1, expect.stringContaining(wayOut)]);
    await run(`${wayOut.slice('mam '.length)} --yes`, { onPause: () => pc.sync() });
    const { exitCode, out } = await run(`person erase ${person.userId} --yes`);
    expect([exitCode, out]).toEqual([0, `Nothing is held on ${person.userId} any more.`]);
    expect(JSON.parse((await run(`person export ${person.userId}`)).out).items).toEqual([]);
  });

  it('names the PC that Entra may call managed for good, for people and in JSON', async () => {
    const ends = await Promise.all(
      ['', ' --json'].map(async (json) => {
        const { person, pc, run } = await managed();
        await toldOf(service, person);
        await run(`devices wipe ${person.deviceId} --wait --yes`, { onPause: () => pc.sync() });
        const { exitCode, out } = await run(`person erase ${person.userId} --yes${json}`);
        return { exitCode, out, ...person };
      }),
    );
    const [told, inJson] = ends;
    expect(told).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining(`${told?.deviceId}: Entra may still call`),
    });
    expect(JSON.parse(inJson?.out ?? '')).toMatchObject({ erased: true, stillManaged: [inJson?.deviceId] });
  });

  it('may be repeated, and tells in JSON that it is done', async () => {
    const { run } = await managed();
    for (const _ of [1, 2]) {
      const { exitCode, out } = await run(`person erase ${LEAVER} --yes --json`);
      expect([exitCode, JSON.parse(out)]).toEqual([0, { userId: LEAVER, erased: true, stillManaged: [] }]);
    }
  });

  it(
    'tells how far it is, and goes on, where one request does not go through everything',
    async () => {
      const { person, run } = await managed();
      await keepRecords(person.tenantId, MORE_RECORDS);
      const { exitCode, notes } = await run(`person erase ${LEAVER} --yes`);
      expect([exitCode, notes]).toEqual([0, expect.stringMatching(/^Part \d+ of 15\./)]);
      expect(JSON.parse((await run(`person export ${LEAVER}`)).out).items).toEqual([]);
    },
    RECORDS_MS,
  );

  it(
    'leaves with Ctrl+C between two requests, and says that it goes on when it is repeated',
    async () => {
      const { person, run } = await managed();
      await keepRecords(person.tenantId, MORE_RECORDS);
      const stopping = new AbortController();
      const onNote = (text: string) => {
        if (text.startsWith('Part')) stopping.abort();
      };
      const stopped = await run(`person erase ${LEAVER} --yes`, { signal: stopping.signal, onNote });
      expect([stopped.exitCode, stopped.notes]).toEqual([130, expect.stringContaining('goes on from there')]);
      expect((await run(`person erase ${LEAVER} --yes`)).exitCode).toBe(0);
    },
    RECORDS_MS,
  );

  it('says that it goes on when storage does not answer meanwhile', async () => {
    const { run } = await managed();
    const isErasure = ({ table, method }: { table: string; method: string }) => table === 'people' && method !== 'GET';
    for (let n = 0; n < 3; n += 1) service.tables.injectWhere(isErasure, 503);
    const { exitCode, notes } = await run(`person erase ${LEAVER} --yes`);
    service.tables.reset();
    expect([exitCode, notes]).toEqual([2, expect.stringMatching(/Try again in \d+ seconds\. .*goes on from there/)]);
  });
});
