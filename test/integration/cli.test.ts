import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newGuid } from '../../shared/random';
import { type MamWorld, mam } from '../support/mam';
import { managedPc } from '../support/managed-pc';
import { managerToken, onboard, startTestService, type TestService } from '../support/service';

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

const SECRET = 'planted-wifi-key';
const POLICY = {
  schemaVersion: 1,
  name: 'Personal PCs',
  wip: { mode: 'silent', primaryDomain: 'contoso.com' },
  apps: {
    protected: [
      {
        type: 'desktop',
        name: 'Notepad',
        publisher: 'O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
        product: '*',
        binary: 'notepad.exe',
      },
    ],
  },
  network: { cloudResources: [{ host: 'contoso.sharepoint.com' }] },
  wifi: [{ name: 'Corp', authentication: 'WPA2PSK', sharedKey: SECRET }],
};
const BLOCK = { ...POLICY, wip: { ...POLICY.wip, mode: 'block' } };
const RENAMED = { ...POLICY, name: 'Renamed' };
const OTHER_DOMAIN = { ...POLICY, wip: { mode: 'silent', primaryDomain: 'fabrikam.com' } };

async function fileWith(document: unknown): Promise<string> {
  const file = join(folder, `${newGuid()}.json`);
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document));
  return file;
}

/** Runs `mam policy` as somebody of a tenant. */
type Run = (words: readonly string[], answer?: MamWorld['answer']) => ReturnType<typeof mam>;

async function tenantWith(...documents: unknown[]): Promise<{ tenantId: string; run: Run }> {
  const { tenantId } = await onboard(service);
  const run = await runAs(tenantId, 'Mam.Admin');
  for (const document of documents) await run(['push', 'pcs', await fileWith(document), '--yes']);
  return { tenantId, run };
}

async function runAs(tenantId: string, role: string): Promise<Run> {
  const env = { MAM_SERVICE: service.origin, MAM_TOKEN: await managerToken(service, tenantId, role) };
  return (words, answer) => mam(['policy', ...words], { env, ...(answer === undefined ? {} : { answer }) });
}

async function revisionOf(run: Run): Promise<number> {
  return JSON.parse((await run(['pull', 'pcs', '--json'])).out).revision;
}

describe('the command line is told', () => {
  it('that nobody answers at the address', async () => {
    const { exitCode, notes } = await mam(['policy', 'pull', 'pcs'], {
      env: { MAM_SERVICE: 'http://127.0.0.1:9', MAM_TOKEN: 'a.b.c' },
    });
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('http://127.0.0.1:9 does not answer')]);
  });

  it('that the token has ended, and where a new one goes', async () => {
    const { tenantId } = await tenantWith();
    const ended = await service.entra.token({ tid: tenantId, exp: 1_700_000_000 });
    const { exitCode, notes } = await mam(['policy', 'pull', 'pcs'], {
      env: { MAM_SERVICE: service.origin, MAM_TOKEN: ended },
    });
    expect([exitCode, notes]).toEqual([1, expect.stringMatching(/token\.[\s\S]*Get a new token/)]);
    expect(notes).not.toContain(ended);
  });

  it('that a reader may not save, with the id that finds the log line', async () => {
    const { tenantId } = await tenantWith();
    const run = await runAs(tenantId, 'Mam.Reader');
    const { exitCode, notes } = await run(['push', 'pcs', await fileWith(POLICY), '--yes']);
    expect([exitCode, notes]).toEqual([1, expect.stringMatching(/role\.missing, correlation id [0-9a-f-]{36}/)]);
  });

  it.each<[string[], string]>([
    [['pull', 'pcs'], 'policy.unknown'],
    [['revisions', 'pcs'], 'policy.unknown'],
    [['rollback', 'pcs', '1'], 'policy.unknown'],
    [['diff', 'pcs'], 'policy.unknown'],
    [['explain', '--policy', 'pcs'], 'policy.unknown'],
    [['explain', '--policy', 'pcs', '--device', 'd0000000-0000-4000-8000-000000000001'], 'policy.unknown'],
  ])('that %j finds nothing', async (words, code) => {
    const { run } = await tenantWith();
    expect(await run(words)).toMatchObject({ exitCode: 1, out: '', notes: expect.stringContaining(code) });
  });

  it('what is wrong with a document, member by member, and saves nothing', async () => {
    const { run } = await tenantWith(POLICY);
    const { exitCode, notes } = await run(['push', 'pcs', await fileWith(OTHER_DOMAIN), '--yes']);
    expect([exitCode, notes]).toEqual([1, expect.stringMatching(/error +wip\.primaryDomain +WIP-4/)]);
    expect(await revisionOf(run)).toBe(1);
  });

  it('that somebody else saved while it asked', async () => {
    const { run } = await tenantWith(POLICY);
    const [mine, other] = await Promise.all([fileWith(BLOCK), fileWith(RENAMED)]);
    const { exitCode, notes } = await run(['push', 'pcs', mine], async () => {
      await run(['push', 'pcs', other]);
      return 'y';
    });
    expect([exitCode, notes]).toEqual([1, expect.stringMatching(/etag\.mismatch[\s\S]*mam policy pull/)]);
    expect(await revisionOf(run)).toBe(2);
  });

  it('that somebody else created the policy while it asked', async () => {
    const { run } = await tenantWith();
    const file = await fileWith(POLICY);
    const { notes } = await run(['push', 'pcs', file], async () => {
      await run(['push', 'pcs', file, '--yes']);
      return 'yes';
    });
    expect(notes).toContain('policy.exists');
  });
});

describe('the command line trusts no answer', () => {
  let strange: Server;
  let origin: string;
  const asked: string[] = [];
  beforeAll(async () => {
    strange = createServer((request, reply) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ''}`);
      const answers: Readonly<Record<string, () => void>> = {
        '/api/v1/policies/moved': () => reply.writeHead(302, { location: `${origin}/elsewhere` }).end(),
        '/api/v1/policies/page': () => reply.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
        '/api/v1/policies/form': () => reply.writeHead(200).end('{"revision":"1"}'),
        '/api/v1/policies/busy': () =>
          reply.writeHead(503, { 'retry-after': '30' }).end('{"code":"x","detail":"Busy."}'),
      };
      const answer = answers[request.url ?? ''] ?? (() => reply.writeHead(404).end());
      answer();
    });
    await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(strange.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => strange.close(resolve)));

  it.each([
    ['moved', 'status 302'],
    ['page', 'status 200'],
    ['form', 'status 200'],
    ['nothing', 'status 404'],
    ['busy', 'Try again in 30 seconds'],
  ])('of the kind %s', async (name, said) => {
    const { exitCode, out, notes } = await mam(['policy', 'pull', name], {
      env: { MAM_SERVICE: origin, MAM_TOKEN: 'a.b.c' },
    });
    expect([exitCode, out, notes]).toEqual([2, '', expect.stringContaining(said)]);
  });

  it('and takes the token nowhere else', async () => {
    await mam(['policy', 'pull', 'moved'], { env: { MAM_SERVICE: origin, MAM_TOKEN: 'a.b.c' } });
    expect(asked.filter((line) => line.startsWith('/elsewhere'))).toEqual([]);
  });
});

describe('mam policy push', () => {
  it('shows in a dry run what would change, and saves nothing', async () => {
    const { run } = await tenantWith(POLICY);
    const { exitCode, out } = await run(['push', 'pcs', await fileWith(BLOCK), '--dry-run']);
    expect([exitCode, out.split('\n').slice(0, 2)]).toEqual([0, ['pcs, revision 2', '1 setting will change on PCs:']]);
    expect(out).toMatch(/change {2}wip\.mode .*EDPEnforcementLevel {2}1 {7}3/);
    expect(out).toMatch(/What that means:[\s\S]*CHANGE-1/);
    expect(await revisionOf(run)).toBe(1);
  });

  it('asks before a change that reaches far, and takes a no', async () => {
    const { run } = await tenantWith(POLICY);
    const questions: string[] = [];
    for (const answer of ['', 'n', 'yellow']) {
      const refused = await run(['push', 'pcs', await fileWith(BLOCK)], async (question) => {
        questions.push(question);
        return answer;
      });
      expect([refused.exitCode, refused.out]).toEqual([1, '']);
    }
    expect(questions).toEqual(Array(3).fill('This reaches every PC that has the policy. Save it? [y/N] '));
    expect(await revisionOf(run)).toBe(1);
  });

  it('saves after a yes, and after --yes where nobody can be asked', async () => {
    const { run } = await tenantWith(POLICY);
    const asked = await run(['push', 'pcs', await fileWith(BLOCK)], async () => 'y');
    expect([asked.exitCode, asked.out]).toEqual([0, 'Saved pcs as revision 2.']);
    const back = await run(['push', 'pcs', await fileWith(POLICY), '--yes', '--json']);
    expect(JSON.parse(back.out)).toMatchObject({ name: 'pcs', revision: 3 });
  });

  it('does not save a change that reaches far where nobody can be asked', async () => {
    const { run } = await tenantWith(POLICY);
    const { exitCode, notes } = await run(['push', 'pcs', await fileWith(BLOCK)]);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('Repeat it with --yes.')]);
    expect(await revisionOf(run)).toBe(1);
  });

  it('asks nothing where the change reaches nobody', async () => {
    const { run } = await tenantWith(POLICY);
    const { exitCode, out, notes } = await run(['push', 'pcs', await fileWith(RENAMED)]);
    expect([exitCode, out]).toEqual([0, 'Saved pcs as revision 2.']);
    expect(notes).toContain('No setting changes on PCs.');
  });

  it('saves nothing twice, so that a pipeline may repeat it', async () => {
    const { run } = await tenantWith(POLICY);
    const { exitCode, out } = await run(['push', 'pcs', await fileWith(POLICY)]);
    expect([exitCode, out]).toEqual([0, 'pcs says this already; there is nothing to save.']);
    expect(await revisionOf(run)).toBe(1);
  });

  it('takes the token from a file', async () => {
    const { tenantId } = await tenantWith(POLICY);
    const tokenFile = await fileWith(`${await managerToken(service, tenantId, 'Mam.Reader')}\n`);
    const words = ['policy', 'pull', 'pcs', '--service', service.origin, '--token-file', tokenFile];
    expect((await mam(words)).exitCode).toBe(0);
  });
});

describe('mam policy', () => {
  it('pulls a document that can be pushed again, secrets kept and never shown', async () => {
    const { run } = await tenantWith(POLICY);
    const { out, notes } = await run(['pull', 'pcs']);
    expect(out).not.toContain(SECRET);
    expect([JSON.parse(out).wifi[0].sharedKey, notes]).toEqual([{ secret: 'set' }, expect.stringContaining('Marks')]);
    const file = await fileWith(out);
    expect((await run(['push', 'pcs', file])).out).toContain('nothing to save');
    expect((await run(['validate', file])).exitCode).toBe(1);
    expect((await run(['validate', file, '--policy', 'pcs'])).exitCode).toBe(0);
  });

  it('validates a document as the next revision of a policy', async () => {
    const { run } = await tenantWith(POLICY);
    const { exitCode, out } = await run(['validate', await fileWith(OTHER_DOMAIN), '--policy', 'pcs']);
    expect([exitCode, out]).toEqual([1, expect.stringContaining('WIP-4')]);
  });

  it('lists revisions over all pages', async () => {
    const { run } = await tenantWith(...Array.from({ length: 21 }, (_, n) => ({ ...POLICY, name: `Number ${n}` })));
    const lines = (await run(['revisions', 'pcs'])).out.split('\n');
    expect([lines.length, lines[0], lines[1], lines[21]]).toEqual([
      22,
      expect.stringMatching(/^revision {2}saved +by$/),
      expect.stringMatching(/^21 +\d{4}-\d\d-\d\dT.* {2}[0-9a-f-]{36}$/),
      expect.stringMatching(/^1 /),
    ]);
  });

  it('pulls an earlier revision, compares it, and rolls back to it', async () => {
    const { run } = await tenantWith(POLICY, BLOCK);
    expect(JSON.parse((await run(['pull', 'pcs', '--revision', '1'])).out).wip.mode).toBe('silent');
    expect((await run(['diff', 'pcs'])).out).toMatch(/^pcs: from revision 1 to revision 2\n/);
    expect((await run(['diff', 'pcs', '--to', '1'])).out).toMatch(/^pcs: from revision 2 to revision 1\n/);
    const trial = await run(['rollback', 'pcs', '1', '--dry-run', '--json']);
    expect(JSON.parse(trial.out)).toMatchObject({ dryRun: true, revision: 3 });
    expect((await run(['rollback', 'pcs', '1'])).out).toBe('Saved pcs as revision 3.');
    expect(JSON.parse((await run(['pull', 'pcs'])).out).wip.mode).toBe('silent');
  });

  it('compares with a document, and shows no secret of either side', async () => {
    const { run } = await tenantWith(POLICY);
    const changed = { ...BLOCK, wifi: [{ ...POLICY.wifi[0], sharedKey: 'planted-other-key' }] };
    const file = await fileWith(changed);
    for (const words of [
      ['diff', 'pcs', file],
      ['diff', 'pcs', file, '--json'],
      ['push', 'pcs', file, '--dry-run'],
    ]) {
      const { exitCode, out, notes } = await run(words);
      expect([exitCode, out]).toEqual([0, expect.stringContaining('WlanXml')]);
      for (const secret of [SECRET, 'planted-other-key']) expect(out + notes).not.toContain(secret);
    }
  });

  it('explains a saved policy, and a document with its marks, on a real PC', async () => {
    const { person } = await managedPc(service, { policy: POLICY });
    const run = await runAs(person.tenantId, 'Mam.Reader');
    const saved = await run(['explain', '--policy', 'pcs', '--device', person.deviceId]);
    expect([saved.exitCode, saved.out]).toEqual([0, expect.stringMatching(/^On ADA-PC, \d+ settings in this order:/)]);
    const file = await fileWith((await run(['pull', 'pcs'])).out);
    const marked = await run(['explain', file, '--policy', 'pcs', '--device', person.deviceId]);
    expect(marked.out).toBe(saved.out);
    const unsaved = await run(['explain', await fileWith({ ...POLICY, wifi: [] }), '--device', person.deviceId]);
    expect(unsaved.out).toContain('EDPEnforcementLevel (int) = 1');
  });
});

describe('the program', () => {
  const execute = (...words: string[]) =>
    new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
      execFile(
        process.execPath,
        ['dist/tools/mam.mjs', ...words],
        { env: { PATH: process.env['PATH'], XDG_CONFIG_HOME: folder, APPDATA: folder } },
        (error, out, err) => resolve({ code: error === null ? 0 : error.code, out, err }),
      );
    });

  it('judges the example of a fresh clone', async () => {
    const { code, out } = await execute('policy', 'validate', 'examples/policy.json');
    expect([code, out]).toEqual([0, expect.stringMatching(/^examples\/policy\.json: accepted, 1 warning\n/)]);
  });

  it('ends with 2 and a sentence where nothing tells it the service', async () => {
    const { code, out, err } = await execute('policy', 'pull', 'pcs');
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(/^error: No service is named\.\n/)]);
  });

  it('escapes what a terminal would obey', async () => {
    const file = await fileWith({ ...POLICY, 'wipp\u001b[31m': 1 });
    const { code, out } = await execute('policy', 'validate', file);
    expect([code, out.includes('\u001b')]).toEqual([1, false]);
  });

  const shell = async (line: string) => {
    const script = line.replace('mam', `'${process.execPath}' dist/tools/mam.mjs`);
    return await promisify(execFile)('bash', ['--norc', '-c', script], { env: { PATH: process.env['PATH'] } });
  };

  it.skipIf(process.platform === 'win32')('stops in silence when its reader has seen enough', async () => {
    const { stdout, stderr } = await shell('mam policy explain examples/policy.json | true; echo $PIPESTATUS');
    expect([stdout, stderr]).toEqual(['0\n', '']);
  });

  it.runIf(existsSync('/dev/full'))('ends with 2 and a sentence where its result cannot be written', async () => {
    const { stdout, stderr } = await shell('mam policy explain examples/policy.json 2>&1 > /dev/full; echo "$?"');
    expect([stdout, stderr]).toEqual([expect.stringMatching(/^error: .* cannot be written \(ENOSPC\)\.\n2\n$/), '']);
  });

  it('says of something that only looks like a token that it is none', async () => {
    const { exitCode, notes } = await mam(['whoami'], { env: { MAM_SERVICE: service.origin, MAM_TOKEN: 'a.b.c' } });
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('MAM_TOKEN')]);
  });

  it('is among the scripts, so that it runs from a clone', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(scripts.mam).toBe('node dist/tools/mam.mjs');
  });
});
