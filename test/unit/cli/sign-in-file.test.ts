import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsFolder } from '../../../cli/sign-in/settings-folder';
import { openSignInFile, type SignIn, type SignInFile } from '../../../cli/sign-in/sign-in-file';

let home: string;
let file: SignInFile;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mam-'));
  file = openSignInFile({ env: { XDG_CONFIG_HOME: home }, platform: 'linux' });
});
afterEach(() => rm(home, { recursive: true }));

const signIn = (service: string, tenantId = 'a'): SignIn => ({
  service,
  tenantId,
  userName: 'ada@contoso.example',
  account: 'x',
  authority: 'https://login.example',
  clientId: 'c',
  scope: 's',
  cache: '{}',
});
const services = async () => (await file.load()).map(({ service, tenantId }) => `${service} ${tenantId}`);

describe('the place of a sign-in', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', { XDG_CONFIG_HOME: '/conf', HOME: '/home/ada' }, '/conf/mam'],
    ['linux', { HOME: '/home/ada' }, '/home/ada/.config/mam'],
    ['linux', { XDG_CONFIG_HOME: 'relative', HOME: '/home/ada' }, '/home/ada/.config/mam'],
    ['linux', { XDG_CONFIG_HOME: '', HOME: '/home/ada' }, '/home/ada/.config/mam'],
    ['darwin', { HOME: '/Users/ada' }, '/Users/ada/.config/mam'],
    ['win32', { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, 'C:\\Users\\ada\\AppData\\Roaming\\mam'],
    ['win32', { USERPROFILE: 'C:\\Users\\ada' }, 'C:\\Users\\ada\\AppData\\Roaming\\mam'],
  ])('on %s with %j is %s', (platform, env, folder) => {
    expect(settingsFolder({ env, platform })).toBe(folder);
  });

  it.each<[NodeJS.Platform, string]>([
    ['linux', 'HOME'],
    ['win32', 'APPDATA'],
  ])('cannot be told on %s where nothing names it, and the way out does', (platform, name) => {
    expect(() => settingsFolder({ env: {}, platform })).toThrow(
      expect.objectContaining({ exitCode: 2, wayOut: expect.stringContaining(name) }),
    );
  });
});

describe('the file of sign-ins refuses', () => {
  it.skipIf(process.platform === 'win32').each([0o644, 0o640, 0o604])('to be read with mode %o', async (mode) => {
    await file.keep(signIn('https://a'), 'first');
    await chmod(file.path, mode);
    await expect(file.load()).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('Others may read'),
    });
  });

  it.each(['', '{', '[]', '{"version":2,"signIns":[]}'])('what is no such file: %j', async (text) => {
    await file.keep(signIn('https://a'), 'first');
    await writeFile(file.path, text);
    await expect(file.load()).rejects.toMatchObject({ exitCode: 2, wayOut: expect.stringContaining('Delete it') });
  });

  it('to be kept where no folder can be made, and leaves nothing behind', async () => {
    await writeFile(join(home, 'mam'), '');
    await expect(file.keep(signIn('https://a'), 'first')).rejects.toMatchObject({ exitCode: 2 });
    expect(await readdir(home)).toEqual(['mam']);
  });
});

describe('the file of sign-ins', () => {
  it('is empty before the first one', async () => {
    expect(await file.load()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is readable by its owner only, and so is its folder', async () => {
    await file.keep(signIn('https://a'), 'first');
    const modes = await Promise.all([stat(file.path), stat(join(home, 'mam'))]);
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['600', '700']);
  });

  it('has the newest first, and each tenant of a service once', async () => {
    for (const [service, tenant] of [['https://a'], ['https://b'], ['https://a', 'b'], ['https://a']] as const) {
      await file.keep(signIn(service, tenant), 'first');
    }
    expect(await services()).toEqual(['https://a a', 'https://a b', 'https://b a']);
  });

  it('keeps a renewed one where it was, so that work with an older sign-in does not make it the newest', async () => {
    await file.keep(signIn('https://a'), 'first');
    await file.keep(signIn('https://b'), 'first');
    await file.keep({ ...signIn('https://a'), cache: '{"renewed":1}' }, 'where it was');
    expect(await services()).toEqual(['https://b a', 'https://a a']);
    expect((await file.load())[1]?.cache).toBe('{"renewed":1}');
  });

  it('forgets one, and is gone after the last', async () => {
    await file.keep(signIn('https://a'), 'first');
    await file.keep(signIn('https://b'), 'first');
    await file.forget(({ service }) => service === 'https://b');
    expect(await services()).toEqual(['https://a a']);
    await file.forget(() => true);
    expect(await readdir(join(home, 'mam'))).toEqual([]);
  });

  it('leaves no half-written file beside it', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => file.keep(signIn(`https://${name}`), 'first')));
    expect(await readdir(join(home, 'mam'))).toEqual(['sign-ins.json']);
    expect(JSON.parse(await readFile(file.path, 'utf8')).version).toBe(1);
  });
});
