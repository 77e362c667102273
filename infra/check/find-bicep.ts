import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program';

/** The Bicep command line that checks, and how it was found. */
export interface Bicep {
  readonly path: string;
  readonly version: string;
  readonly foundBy: string;
}

/** No Bicep command line can be had; the message says what to do. */
export class BicepMissing extends Error {
  override readonly name = 'BicepMissing';
}

interface Search {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

const PACKAGE_VERSION = '0.49.2';

const PACKAGES: ReadonlyMap<string, string> = new Map([
  ['linux x64', 'linux-x64'],
  ['linux arm64', 'linux-arm64'],
  ['darwin x64', 'osx-x64'],
  ['darwin arm64', 'osx-arm64'],
  ['win32 x64', 'win-x64'],
]);

/**
 * The Bicep command line: what the setting `BICEP` names, else `bicep` on the path, else the NuGet package, restored by
 * `dotnet` into `.local/bicep` of the project.
 * @throws BicepMissing
 */
export async function findBicep(root: string, env: NodeJS.ProcessEnv): Promise<Bicep> {
  const search = { root, env };
  const named = env['BICEP'] ?? '';
  if (named !== '')
    return required(await tried(named, search, 'the setting BICEP'), `BICEP names no program: ${named}`);
  return (await tried('bicep', search, 'the path')) ?? restored(search);
}

async function restored(search: Search): Promise<Bicep> {
  const runtime = PACKAGES.get(`${process.platform} ${process.arch}`);
  if (runtime === undefined) throw new BicepMissing(advice('NuGet has no package for this machine'));
  const name = `Azure.Bicep.CommandLine.${runtime}`;
  const folder = join(search.root, '.local', 'bicep');
  const file = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
  const program = join(folder, name.toLowerCase(), PACKAGE_VERSION, 'tools', file);
  const foundBy = `NuGet package ${name} ${PACKAGE_VERSION}`;
  const before = await tried(program, search, foundBy);
  if (before !== undefined) return before;
  await restore(search, folder, name);
  // NuGet unpacks without the run bit.
  await chmod(program, 0o755);
  return required(await tried(program, search, foundBy), `${program} does not run`);
}

async function restore({ root, env }: Search, folder: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Restored from a copy, so that what dotnet leaves behind stays out of the source tree.
  await copyFile(join(root, 'infra', 'check', 'bicep.csproj'), join(folder, 'bicep.csproj'));
  const args = ['restore', 'bicep.csproj', '--packages', folder, `-p:BicepPackage=${name}`];
  const result = await runProgram('dotnet', args, { cwd: folder, env }).catch(() => undefined);
  if (result === undefined) throw new BicepMissing(advice('dotnet is not there to restore it from NuGet'));
  if (result.code !== 0) throw new BicepMissing(advice(`dotnet could not restore it:\n${result.stdout}`));
}

async function tried(path: string, { root, env }: Search, foundBy: string): Promise<Bicep | undefined> {
  const result = await runProgram(path, ['--version'], { cwd: root, env }).catch(() => undefined);
  if (result === undefined || result.code !== 0) return undefined;
  return { path, foundBy, version: /\d+\.\d+\.\d+/.exec(result.stdout)?.[0] ?? 'of unknown version' };
}

function required(bicep: Bicep | undefined, problem: string): Bicep {
  if (bicep === undefined) throw new BicepMissing(advice(problem));
  return bicep;
}

function advice(problem: string): string {
  return `The Bicep command line was not found: ${problem}.
Install it (https://aka.ms/bicep-install), name it in BICEP, or install the .NET SDK, which fetches it from NuGet.`;
}
