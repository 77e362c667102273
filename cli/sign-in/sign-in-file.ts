import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CliFailure } from '../failure';
import type { Terminal } from '../terminal';
import { settingsFolder } from './settings-folder';

const signIn = z.object({
  /** Origin of the service. */
  service: z.string(),
  tenantId: z.string(),
  userName: z.string(),
  /** The account's id in the token cache. */
  account: z.string(),
  /** Origin of the login service. */
  authority: z.string(),
  clientId: z.string(),
  scope: z.string(),
  /** Token cache of the sign-in library, as it writes it. */
  cache: z.string(),
});

/** A person signed in to one tenant of one service. */
export type SignIn = z.infer<typeof signIn>;

const content = z.object({ version: z.literal(1), signIns: z.array(signIn) });

/** The sign-ins on this machine, the newest first; it is the one that counts where none is named. */
export interface SignInFile {
  readonly path: string;
  /** @throws CliFailure where others may read the file, or it is none */
  load(): Promise<readonly SignIn[]>;
  /** Keeps a sign-in in the place of an earlier one to the same tenant of the same service. */
  keep(signIn: SignIn, place: 'first' | 'where it was'): Promise<void>;
  /** Forgets the sign-ins that are named. */
  forget(isForgotten: (signIn: SignIn) => boolean): Promise<void>;
}

/** The file in which sign-ins are kept, readable by its owner only. @throws CliFailure */
export function openSignInFile(terminal: Pick<Terminal, 'env' | 'platform'>): SignInFile {
  const folder = settingsFolder(terminal);
  const path = join(folder, 'sign-ins.json');
  const load = async () => {
    await refuseReadable(path, terminal.platform);
    return parse(path, await readWhereThere(path));
  };
  return {
    path,
    load,
    keep: async (kept, place) => {
      const known = await load();
      const at = known.findIndex((other) => isSame(other, kept));
      const others = known.filter((other) => !isSame(other, kept));
      await write(folder, path, others.toSpliced(place === 'first' ? 0 : Math.max(at, 0), 0, kept));
    },
    forget: async (isForgotten) => {
      const left = (await load()).filter((one) => !isForgotten(one));
      if (left.length > 0) await write(folder, path, left);
      else await rm(path, { force: true });
    },
  };
}

const isSame = (one: SignIn, other: SignIn) => one.service === other.service && one.tenantId === other.tenantId;

async function readWhereThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new CliFailure(2, `The sign-ins in ${path} cannot be read.`, 'Look at the rights of the file.', cause);
  }
}

function parse(path: string, text: string | undefined): readonly SignIn[] {
  if (text === undefined) return [];
  const parsed = content.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data.signIns;
  throw new CliFailure(2, `${path} is not what this version keeps there.`, 'Delete it, and sign in again.');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever expected the file's form tells that it is another.
    return undefined;
  }
}

// Windows keeps the folder of a user's settings to that user; the mode of a file says nothing there.
async function refuseReadable(path: string, platform: NodeJS.Platform): Promise<void> {
  if (platform === 'win32') return;
  const mode = await modeOf(path);
  if (mode === undefined || (mode & 0o077) === 0) return;
  throw new CliFailure(2, `Others may read the sign-ins in ${path}.`, `Delete the file, and sign in again.`);
}

async function modeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mode;
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new CliFailure(2, `The sign-ins in ${path} cannot be read.`, 'Look at the rights of the folder.', cause);
  }
}

// Another file that takes the place of the old one: whoever reads meanwhile finds a whole one.
async function write(folder: string, path: string, signIns: readonly SignIn[]): Promise<void> {
  const fresh = `${path}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    await writeFile(fresh, `${JSON.stringify({ version: 1, signIns }, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(fresh, path);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw new CliFailure(2, `The sign-in cannot be kept in ${path}.`, 'Look at the rights of the folder.', cause);
  }
}

const isMissing = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT';
