import { writeFile } from 'node:fs/promises';
import { CliFailure } from '../failure';

const OWNER_ONLY = 0o600;

/** Writes a new file that its owner alone can read; one that is there is never written over. @throws CliFailure */
export async function createFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: OWNER_ONLY });
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const reason = isThere ? `${file} is there already.` : `${file} cannot be written.`;
    throw new CliFailure(2, reason, 'Name another file with --out.', cause);
  }
}
