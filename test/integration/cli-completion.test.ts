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

/** What bash offers after these words, of which the last one is not finished. */
async function offered(...words: string[]): Promise<readonly string[]> {
  const script = `source <(mam completion bash)
COMP_WORDS=(mam "$@"); COMP_CWORD=$#; _mam
complete -p mam >&2
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}` };
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', ...words], { env });
  expect(stderr).toContain('-F _mam mam');
  return stdout.split('\n').filter((line) => line !== '');
}

describe.skipIf(process.platform === 'win32')('bash, once it was told, completes', () => {
  it.each<[string[], string[]]>([
    [['de'], ['devices']],
    [
      ['devices', 'list', '--status', ''],
      ['enrolled', 'unenrolled'],
    ],
    [['policy', 'push', 'pcs', 'policy.json', '--dr'], ['--dry-run']],
    [['policy', 'push', 'pcs', ''], []],
  ])('after mam %j with %j', async (words, candidates) => {
    expect(await offered(...words)).toEqual(candidates);
  });
});
