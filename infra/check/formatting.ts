import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bicep } from './find-bicep';
import type { Outcome } from './outcome';
import { runProgram } from './run-program';

/** Compares each file with what `bicep format` makes of its copy. Changes the copy, so it comes after everything else. */
export async function checkFormatting(
  bicep: Bicep,
  folder: string,
  files: readonly string[],
): Promise<readonly Outcome[]> {
  const before = await readAll(folder, files);
  for (const extension of ['bicep', 'bicepparam']) {
    const args = ['format', '--pattern', `**/*.${extension}`];
    const { code, stderr } = await runProgram(bicep.path, args, { cwd: folder });
    if (code !== 0) throw new Error(`bicep format failed:\n${stderr}`);
  }
  const after = await readAll(folder, files);
  return files.map((file, index) => {
    if (before[index] === after[index]) return { check: 'format', file, result: 'passed', lines: [] };
    return { check: 'format', file, result: 'failed', lines: [`${file}: not formatted; run: bicep format ${file}`] };
  });
}

function readAll(folder: string, files: readonly string[]): Promise<readonly string[]> {
  return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
}
