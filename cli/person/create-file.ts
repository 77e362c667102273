import { type FileHandle, open, rm } from 'node:fs/promises';
import { CliFailure } from '../failure';

const OWNER_ONLY = 0o600;

/**
 * Writes a new file that its owner alone can read; one that is there is never written over, and half a one is not left
 * behind.
 * @throws CliFailure
 */
export async function createFile(file: string, text: string): Promise<void> {
  const handle = await unlessFailing(file, open(file, 'wx', OWNER_ONLY));
  await unlessFailing(file, writeWhole(handle, file, text));
}

async function writeWhole(handle: FileHandle, file: string, text: string): Promise<void> {
  try {
    await handle.writeFile(text).finally(() => handle.close());
  } catch (cause) {
    await rm(file, { force: true });
    throw cause;
  }
}

async function unlessFailing<T>(file: string, doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const reason = isThere ? `${file} is there already.` : `${file} cannot be written.`;
    throw new CliFailure(2, reason, 'Name another file with --out.', cause);
  }
}
