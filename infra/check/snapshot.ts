import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bicep } from './find-bicep';
import type { Outcome } from './outcome';
import { runProgram } from './run-program';
import { SAMPLE_SCOPE } from './sample-environment';

/** Where the plan is made, and the committed one that it is held against. */
export interface SnapshotRequest {
  /** Working copy of `infra/`. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Path of `main.snapshot.json` in the source tree. */
  readonly committed: string;
}

const MOST_LINES = 40;

/**
 * Makes the expanded list of resources anew and compares it with the committed one, character by character. Bicep's own
 * `--mode validate` (0.49.2) ends with an exception on the resources of an extension, which have no id.
 */
export async function checkSnapshot(bicep: Bicep, request: SnapshotRequest): Promise<Outcome> {
  const made = await makeSnapshot(bicep, request);
  if (typeof made !== 'string') return made;
  const committed = await readFile(request.committed, 'utf8').catch(() => '');
  if (committed === made) return outcome('passed', []);
  const advice = 'The plan differs from the committed one. If it is meant: npm run infra:check -- --update';
  return outcome('failed', [advice, ...difference(committed, made)]);
}

/** Writes the expanded list of resources over the committed one. */
export async function updateSnapshot(bicep: Bicep, request: SnapshotRequest): Promise<Outcome> {
  const made = await makeSnapshot(bicep, request);
  if (typeof made !== 'string') return made;
  await writeFile(request.committed, made);
  return outcome('passed', ['written anew']);
}

async function makeSnapshot(bicep: Bicep, { folder, env }: SnapshotRequest): Promise<string | Outcome> {
  const args = ['snapshot', 'main.bicepparam', '--mode', 'overwrite', ...SAMPLE_SCOPE];
  const { code, stderr } = await runProgram(bicep.path, args, { cwd: folder, env });
  if (code !== 0) return outcome('failed', stderr.trim().split('\n').slice(0, 10));
  return inOrder(JSON.parse(await readFile(join(folder, 'main.snapshot.json'), 'utf8')) as Snapshot);
}

interface Snapshot {
  readonly outputs: Readonly<Record<string, unknown>>;
}

// Bicep writes the outputs in another order each time.
function inOrder(snapshot: Snapshot): string {
  const outputs = Object.fromEntries(Object.entries(snapshot.outputs).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ ...snapshot, outputs }, undefined, 2)}\n`;
}

function outcome(result: 'passed' | 'failed', lines: readonly string[]): Outcome {
  return { check: 'snapshot', file: 'main.snapshot.json', result, lines };
}

/** The lines between the common beginning and the common end of two texts. */
function difference(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let first = 0;
  while (first < Math.min(old.length, now.length) && old[first] === now[first]) first += 1;
  let last = 0;
  while (last < Math.min(old.length, now.length) - first && old.at(-1 - last) === now.at(-1 - last)) last += 1;
  const taken = old.slice(first, old.length - last).map((line) => `- ${line}`);
  const given = now.slice(first, now.length - last).map((line) => `+ ${line}`);
  return [`from line ${first + 1}:`, ...taken.slice(0, MOST_LINES / 2), ...given.slice(0, MOST_LINES / 2)];
}
