import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compile } from './compile';
import { type Bicep, findBicep } from './find-bicep';
import { checkFormatting } from './formatting';
import type { Outcome } from './outcome';
import { sampleEnvironment } from './sample-environment';
import { checkSnapshot, updateSnapshot } from './snapshot';
import { makeWorkingCopy, type WorkingCopy } from './working-copy';

/** What is checked, and with what. */
export interface InfraCheck {
  /** Folder of the project. */
  readonly root: string;
  /** Folder of the templates; `infra` of the project by default. */
  readonly infra?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the Microsoft Graph types; `undefined` asks their registry. */
  readonly graphTypes: string | undefined;
  readonly snapshot: 'validate' | 'update';
}

/** What was found, and how it was looked for. */
export interface InfraReport {
  readonly bicep: Bicep;
  readonly graphTypes: string | undefined;
  readonly outcomes: readonly Outcome[];
}

/** Folder of the Microsoft Graph types beside the project; `undefined` where it is not. */
export function graphTypesBeside(root: string): string | undefined {
  const folder = resolve(root, '..', 'shared', 'data', 'msgraph-bicep-v1.0');
  return existsSync(join(folder, 'index.json')) ? folder : undefined;
}

/**
 * Lints, builds, plans and formats every template and parameter file with the real Bicep command line, in a copy.
 * @throws BicepMissing
 */
export async function checkInfra(check: InfraCheck): Promise<InfraReport> {
  const { root, env, graphTypes, infra = join(root, 'infra') } = check;
  const bicep = await findBicep(root, env);
  const copy = await makeWorkingCopy(bicep, infra, graphTypes);
  try {
    return { bicep, graphTypes, outcomes: await runChecks(bicep, copy, { ...check, infra }) };
  } finally {
    await copy.remove();
  }
}

async function runChecks(
  bicep: Bicep,
  { folder }: WorkingCopy,
  check: InfraCheck & { infra: string },
): Promise<Outcome[]> {
  const env = sampleEnvironment(check.env);
  const templates = await filesOf(folder, '.bicep');
  const parameters = await filesOf(folder, '.bicepparam');
  const compiled = [
    ...(await compile(bicep, { command: 'lint', files: templates, folder, env })),
    ...(await compile(bicep, { command: 'build', files: templates, folder, env })),
    ...(await compile(bicep, { command: 'build-params', files: parameters, folder, env })),
  ];
  const isReachable = compiled.every(({ result }) => result !== 'skipped');
  const request = { folder, env, committed: join(check.infra, 'main.snapshot.json') };
  const plan = check.snapshot === 'update' ? updateSnapshot : checkSnapshot;
  return [
    ...compiled,
    isReachable ? await plan(bicep, request) : skippedSnapshot,
    ...(await checkFormatting(bicep, folder, [...templates, ...parameters])),
  ];
}

const skippedSnapshot: Outcome = { check: 'snapshot', file: 'main.snapshot.json', result: 'skipped', lines: [] };

async function filesOf(folder: string, extension: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith(extension)).sort();
}
