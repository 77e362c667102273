import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { newPcState, pcState } from '../pc-state';
import { CommandError } from './command-error';

const machine = z.strictObject({
  deviceName: z.string(),
  osVersion: z.string(),
  osEdition: z.int(),
  locale: z.string(),
});

const identity = machine.extend({
  userId: z.string(),
  userName: z.string(),
  tenantId: z.string(),
  deviceId: z.string(),
  omaDeviceId: z.string(),
});

const savedPc = z.strictObject({
  schemaVersion: z.literal(1),
  machine,
  /** User and device, from the enrollment on. */
  identity: identity.optional(),
  /** What the terms page gave for the next enrollment. */
  opaqueBlob: z.string().optional(),
  pc: pcState,
});

/** What the command line keeps of a PC between two commands. */
export type SavedPc = z.infer<typeof savedPc>;

/** The parts of a PC that no token names. */
export type Machine = z.infer<typeof machine>;

/** A PC as it comes out of its box: Windows 10 Pro 22H2. */
export const newMachine: Machine = {
  deviceName: 'DESKTOP-7A1M2S',
  osVersion: '10.0.19045.2364',
  osEdition: 48,
  locale: 'en-US',
};

/** The PC of a file, or a new one when there is no file. @throws CommandError when the file is something else */
export async function loadState(path: string): Promise<SavedPc> {
  const text = await readIfThere(path);
  if (text === undefined) return { schemaVersion: 1, machine: newMachine, pc: newPcState };
  const parsed = savedPc.safeParse(parseJson(text, path));
  if (!parsed.success) throw new CommandError(`${path} does not hold a simulated PC`);
  return parsed.data;
}

/** Writes the PC; the file may be read by its owner only, since it names addresses that open an enrollment. */
export async function saveState(path: string, saved: SavedPc): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(saved, null, 2)}\n`, { mode: 0o600 });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw new CommandError(`${path} cannot be read`, { cause: thrown });
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CommandError(`${path} is not JSON`, { cause });
  }
}
