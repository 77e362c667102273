import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join('.local', 'fuzz');

/** Keeps the input that a reader failed on, byte for byte; gives the name of the file. */
export function keepInput(name: string, bytes: Uint8Array): string {
  const file = join(FOLDER, `${name}.bin`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, bytes);
  return file;
}
