import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockFolder } from './folder-lock';

const LOCK = 'lock';

/** The folder in which a local service keeps everything between two starts; one process at a time. */
export interface DataFolder {
  readonly path: string;
  /** Path of a file or folder inside it. */
  at(name: string): string;
  /** Lets the next process in. Can be repeated. */
  release(): Promise<void>;
}

/**
 * Opens the folder, creating it where it is missing; only its owner may look into it.
 * @throws ExplainedFailure when another process works in it
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const release = await lockFolder(join(path, LOCK));
  return { path, at: (name) => join(path, name), release };
}

/** Removes all that earlier starts left in the folder. */
export async function emptyDataFolder({ path }: DataFolder): Promise<void> {
  const names = (await readdir(path)).filter((name) => name !== LOCK);
  await Promise.all(names.map((name) => rm(join(path, name), { recursive: true })));
}
