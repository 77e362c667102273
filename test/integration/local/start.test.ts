import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenOnLoopback } from '../../../local/loopback';

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  // A blank in the path, so that the printed commands must quote it.
  folder = await mkdtemp(join(tmpdir(), 'npm start-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

function launch(...options: string[]): {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** Resolves to all that was printed, once these words are in it. */
  seen(words: string): Promise<string>;
} {
  const child = spawn(process.execPath, ['dist/tools/start.mjs', '--data', folder, ...options]);
  children.push(child);
  let text = '';
  const listen = (part: Buffer) => {
    text += part.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, text })));
  const seen = (words: string) =>
    new Promise<string>((resolve, reject) => {
      child.stdout.on('data', () => text.includes(words) && resolve(text));
      child.once('close', () => reject(new Error(`it ended before it said "${words}": ${text}`)));
    });
  return { child, ended, seen };
}

const once = (...options: string[]) => launch('--once', ...options).ended;

// Signs in wherever a code is shown, and accepts the consent, as a person with a browser beside the terminal does.
function runAsAdministrator(script: string): Promise<Ended> {
  const child = spawn('sh', ['-c', script]);
  children.push(child);
  let text = '';
  const done = new Set<string>();
  const listen = (part: Buffer) => {
    text += part.toString();
    for (const [sentence, page = '', code = ''] of text.matchAll(/open (\S+) and enter the code (\w{8})\./g)) {
      if (done.has(sentence)) continue;
      done.add(sentence);
      void fetch(page).then(async (reply) => {
        const user = /value="([^"]+)">ada@/.exec(await reply.text())?.[1] ?? '';
        await fetch(page, { method: 'POST', body: new URLSearchParams({ code, user }) });
      });
    }
    const [consent] = text.match(/http\S+adminconsent\S+(?=\n)/) ?? [];
    if (consent !== undefined && !done.has(consent)) void fetch(`${consent}&decision=accept`, { redirect: 'manual' });
    if (consent !== undefined) done.add(consent);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, text })));
}

describe('npm start', () => {
  it('lets a new PC go the whole way, and a second start finds it again', async () => {
    const first = await once();
    expect(first.code, first.text).toBe(0);
    expect(first.text).toMatch(/The PC enrolls[\s\S]*First sync[\s\S]*EDPEnforcementLevel = 2/);
    expect(first.text).toMatch(/Second sync[\s\S]*One message there and back[\s\S]*Third sync[\s\S]*2 commands/);

    const second = await once();
    expect(second.code, second.text).toBe(0);
    expect(second.text).toContain('Kim’s PC is enrolled already');
    expect(second.text).not.toContain('The PC enrolls');
    expect(second.text).toContain('12 of 12 settings in force');
  });

  it('begins anew with --fresh', async () => {
    await once();
    const { code, text } = await once('--fresh');
    expect(code, text).toBe(0);
    expect(text).toContain('The policy is saved as revision 1.');
  });

  it('lets the PC enroll again when the service has moved to another port', async () => {
    await once();
    const { code, text } = await once('--port', '7271');
    expect(code, text).toBe(0);
    expect(text).toContain('Kim’s PC must enroll again');
  });

  it('says that a port is taken and uses another', async () => {
    const other = createServer();
    const taken = new URL(await listenOnLoopback(other, 0)).port;
    const { code, text } = await once('--port', taken);
    other.close();
    expect(code, text).toBe(0);
    expect(text).toMatch(new RegExp(`Port ${taken} is taken; using \\d+\\.`));
  });

  it('shows every message but no token with --verbose', async () => {
    const { text } = await once('--verbose');
    expect(text).toContain('<wap-provisioningdoc version="1.1">');
    expect(text).toContain('[token, ');
    expect(text).not.toMatch(/eyJ[\w-]+\.|ZXlK/);
  });

  it('ends with 1 and one sentence when the tables no longer know the PC', async () => {
    await once();
    await rm(join(folder, 'tables'), { recursive: true });
    const { code, text } = await once();
    expect(code).toBe(1);
    expect(text).toContain('✗ The service refused the sync with HTTP 403.');
    expect(text).toContain('--fresh');
  });

  it('keeps serving, lets nobody else into its folder, and ends in good order on Ctrl+C', async () => {
    const { child, ended, seen } = launch();
    await seen('Ctrl+C ends it');
    expect((await once()).text).toContain(`Process ${child.pid} already works with this folder`);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
    expect(await readdir(folder)).not.toContain('lock');
  });

  it.skipIf(process.platform === 'win32')(
    'ends with commands that work as they are printed',
    { timeout: 120_000 },
    async () => {
      const { seen } = launch();
      const text = await seen('npm run doctor');
      const invitation = text.slice(text.indexOf('In another terminal'), text.indexOf('or bring in a second customer'));
      const commands = invitation.match(/^ {4}\S.*$/gm) ?? [];
      const { stdout } = await promisify(execFile)('sh', ['-c', ['set -e', ...commands].join('\n')]);
      expect(commands).toHaveLength(11);
      expect(stdout).toMatch(
        /accepted[\s\S]*personal-pcs, revision 3[\s\S]*will change on PCs[\s\S]*KIM-PC +kim@contoso\.com +enrolled[\s\S]*12 of 12 settings in force[\s\S]*Contoso, active[\s\S]*policy\.save +done/,
      );
      expect(stdout).toMatch(/enrolled as sam@contoso\.com[\s\S]*200 Replace .*EDPEnforcementLevel/);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'lets the reader bring in a second customer with the commands that it prints',
    { timeout: 60_000 },
    async () => {
      const text = await launch().seen('npm run doctor');
      const commands = text.slice(text.indexOf('or bring in a second customer')).match(/^ {4}\S.*$/gm) ?? [];
      const { code, text: told } = await runAsAdministrator(['set -e', ...commands].join('\n'));
      expect(commands).toHaveLength(3);
      expect(told).toContain('✓ Users: everybody');
      expect(told).toContain('Nothing keeps PCs from enrolling.');
      expect(code).toBe(0);
    },
  );

  it('shows the user of the PC at the printed address how it stands', async () => {
    const text = await launch().seen('npm run doctor');
    const [, address = '', account = ''] = /User’s page +(\S+), as (\S+)/.exec(text) ?? [];
    const begun = await fetch(`${address}?step=sign-in`, { redirect: 'manual' });
    const accounts = await (await fetch(begun.headers.get('location') ?? '')).text();
    const form = accounts.split('<form').find((one) => one.includes(account)) ?? '';
    const fields = new URLSearchParams();
    for (const [, name = '', value = ''] of form.matchAll(/name="([^"]+)" value="([^"]+)"/g)) fields.set(name, value);
    const page = await fetch(/action="([^"]+)"/.exec(form)?.[1] ?? '', {
      method: 'POST',
      body: fields,
      headers: { cookie: begun.headers.get('set-cookie')?.split(';')[0] ?? '' },
    });
    expect(await page.text()).toMatch(/KIM-PC[\s\S]*The work account is set up\./);
  });

  it.each(['0', '65536', 'x'])('refuses the port %s', async (port) => {
    const { code, text } = await once('--port', port);
    expect(code).toBe(1);
    expect(text).toContain('A port is a number from 1 to 65535.');
  });
});
