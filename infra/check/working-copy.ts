import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bicep } from './find-bicep';
import { runProgram } from './run-program';

/** A copy of `infra/` that may be built in without leaving anything behind. */
export interface WorkingCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

interface BicepConfig {
  readonly extensions: Record<string, string>;
}

/**
 * Copies `infra/`. With `graphTypes` (folder with `index.json` of the Microsoft Graph types) the copy takes the Graph
 * extension from there, which needs no network.
 * @throws Error when Bicep cannot publish the types
 */
export async function makeWorkingCopy(
  bicep: Bicep,
  infra: string,
  graphTypes: string | undefined,
): Promise<WorkingCopy> {
  const parent = await mkdtemp(join(tmpdir(), 'infra-check-'));
  const folder = join(parent, 'infra');
  const remove = () => rm(parent, { recursive: true, force: true });
  try {
    await cp(infra, folder, { recursive: true });
    if (graphTypes !== undefined) await useLocalTypes(bicep, folder, graphTypes);
  } catch (thrown) {
    await remove();
    throw thrown;
  }
  return { folder, remove };
}

async function useLocalTypes(bicep: Bicep, folder: string, graphTypes: string): Promise<void> {
  const target = join(folder, '..', 'graph-v1.tgz');
  const args = ['publish-extension', join(graphTypes, 'index.json'), '--target', target];
  const { code, stderr } = await runProgram(bicep.path, args, { cwd: folder });
  if (code !== 0) throw new Error(`Bicep could not publish the Microsoft Graph types:\n${stderr}`);
  const path = join(folder, 'bicepconfig.json');
  const config = JSON.parse(await readFile(path, 'utf8')) as BicepConfig;
  const extensions = { ...config.extensions, microsoftGraphV1: '../graph-v1.tgz' };
  await writeFile(path, JSON.stringify({ ...config, extensions }, undefined, 2));
}
