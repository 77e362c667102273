import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyDataFolder, openDataFolder } from '../../../local/data/data-folder';
import { readJsonFile, writeJsonFile } from '../../../local/data/json-file';
import { openDemoDirectory, rememberPort } from '../../../local/demo-directory';

// A process that every Unix and Windows has, and that is never this one.
const OTHER_PROCESS = process.ppid;
const NO_PROCESS = 2 ** 30;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('openDataFolder', () => {
  it('refuses a folder in which another process works, and names the process', async () => {
    await writeFile(join(folder, 'lock'), String(OTHER_PROCESS));
    await expect(openDataFolder(folder)).rejects.toThrow(`Process ${OTHER_PROCESS}`);
  });

  it.each([String(NO_PROCESS), 'nonsense', ''])(
    'takes over the lock "%s" of a process that is no more',
    async (text) => {
      await writeFile(join(folder, 'lock'), text);
      const opened = await openDataFolder(folder);
      expect(await readFile(join(folder, 'lock'), 'utf8')).toBe(String(process.pid));
      await opened.release();
    },
  );

  it('frees the folder for the next process', async () => {
    const opened = await openDataFolder(join(folder, 'new', 'folder'));
    await opened.release();
    await expect(stat(opened.at('lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('empties everything but the lock', async () => {
    const opened = await openDataFolder(folder);
    await writeFile(opened.at('demo.json'), '{}');
    await emptyDataFolder(opened);
    await expect(stat(opened.at('demo.json'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(stat(opened.at('lock'))).resolves.toBeDefined();
  });
});

describe('a JSON file', () => {
  const schema = z.strictObject({ a: z.int() });

  it('is undefined when it is not there', async () => {
    expect(await readJsonFile(join(folder, 'a.json'), schema)).toBeUndefined();
  });

  it.each(['{"a":1', '{"a":"1"}', '{"a":1,"b":2}', ''])(
    'is refused with the way out when it holds %s',
    async (text) => {
      const file = join(folder, 'a.json');
      await writeFile(file, text);
      await expect(readJsonFile(file, schema)).rejects.toMatchObject({ advice: 'Start again with --fresh.' });
    },
  );

  it('comes back as it was written', async () => {
    const file = join(folder, 'a.json');
    await writeJsonFile(file, { a: 1 });
    expect(await readJsonFile(file, schema)).toEqual({ a: 1 });
  });

  it.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    const file = join(folder, 'a.json');
    await writeJsonFile(file, { a: 1 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('the directory of the demo', () => {
  it('is the same at every later start, with the port that was remembered', async () => {
    const opened = await openDataFolder(folder);
    const first = await openDemoDirectory(opened);
    await rememberPort(opened, first, 7073);
    expect(await openDemoDirectory(opened)).toEqual({ ...first, port: 7073 });
  });

  it('gives everybody an id of their own', async () => {
    const directory = await openDemoDirectory(await openDataFolder(folder));
    expect(new Set(Object.values(directory)).size).toBe(9);
  });
});
