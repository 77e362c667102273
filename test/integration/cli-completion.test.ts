import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mam-shell-'));
  const program = join(folder, 'mam');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/tools/mam.mjs')}' "$@"\n`);
  await chmod(program, 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

/** What bash offers behind a line that ends with `words`, as it breaks them itself; the last one is not finished. */
async function offered(line: string, words: readonly string[]): Promise<readonly string[]> {
  const script = `source <(mam completion bash)
COMP_LINE=$1; COMP_POINT=\${#COMP_LINE}; shift
COMP_WORDS=(mam "$@"); COMP_CWORD=$#; _mam
complete -p mam >&2
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', line, ...words], {
    env,
  });
  expect(stderr).toContain('-F _mam mam');
  return stdout.split('\n').filter((found) => found !== '');
}

describe.skipIf(process.platform === 'win32')('bash, once it was told, completes', () => {
  it.each<[string, string[], string[]]>([
    ['mam de', ['de'], ['devices']],
    ['mam devices list --status ', ['devices', 'list', '--status', ''], ['enrolled', 'unenrolled']],
    ['mam policy push pcs policy.json --dr', ['policy', 'push', 'pcs', 'policy.json', '--dr'], ['--dry-run']],
    ['mam policy push pcs ', ['policy', 'push', 'pcs', ''], []],
    ['mam audit --outcome=d', ['audit', '--outcome', '=', 'd'], ['done']],
    ['mam audit --outcome=', ['audit', '--outcome', '='], ['intended', 'done', 'refused', 'failed']],
    ['mam audit --outcome=done --act', ['audit', '--outcome', '=', 'done', '--act'], ['--actor', '--action']],
    [
      'mam audit --service https://mam.contoso.com --out',
      ['audit', '--service', 'https', ':', '//mam.contoso.com', '--out'],
      ['--outcome'],
    ],
    ["mam policy  push pcs 'my file.json' --dr", ['policy', 'push', 'pcs', "'my file.json'", '--dr'], ['--dry-run']],
  ])('%j, which to it is mam %j, with %j', async (line, words, candidates) => {
    expect(await offered(line, words)).toEqual(candidates);
  });
});

// Whoever presses Tab waits for every module that is loaded.
describe('mam does without msal-node, for which a program waits long,', () => {
  const refusing = `export const resolve = (name, context, next) => {
    if (name === '@azure/msal-node') throw new Error('msal-node is loaded');
    return next(name, context);
  };`;
  const hook = `import { register } from 'node:module'; register(${JSON.stringify(asModule(refusing))});`;
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['--import', asModule(hook), 'dist/tools/mam.mjs', ...words]);

  it.each([
    ['to complete a line', ['complete', '--', 'dev'], 'devices '],
    ['to tell how it is used', ['devices', '--help'], 'Usage: mam devices'],
    [
      'to judge a document on this machine',
      ['policy', 'validate', 'test/fixtures/policies/every-member.json'],
      'every-',
    ],
  ])('%s', async (_, words, said) => {
    expect((await run(...words)).stdout).toContain(said);
  });
});

function asModule(text: string): string {
  return `data:text/javascript,${encodeURIComponent(text)}`;
}
