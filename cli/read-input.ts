import { readFile, stat } from 'node:fs/promises';
import { CliFailure } from './failure';

const MAX_BYTES = 1024 * 1024;

/** The bytes of a file, at most 1 MB. @throws CliFailure */
export async function readBytes(file: string): Promise<Uint8Array> {
  const size = await sizeOf(file);
  if (size <= MAX_BYTES) return await readFile(file);
  throw new CliFailure(2, `${file} is larger than 1 MB.`, 'The service takes no larger documents.');
}

/** The text of a file in UTF-8. @throws CliFailure */
export const readTextFile = async (file: string): Promise<string> => decode(file, await readBytes(file));

/** The JSON of a file in UTF-8, with or without byte order mark. @throws CliFailure with line and column */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readTextFile(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const place = placeOf(cause, text);
    throw new CliFailure(1, `${file} is not JSON${place}.`, 'An editor with JSON support marks the place.', cause);
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    throw new CliFailure(2, `${file} cannot be read.`, 'Look at the path and at the rights.', cause);
  }
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CliFailure(1, `${file} is not UTF-8.`, 'Save it as UTF-8.', cause);
  }
}

function placeOf(thrown: unknown, text: string): string {
  const position = thrown instanceof Error ? /position (\d+)/.exec(thrown.message)?.[1] : undefined;
  if (position === undefined) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}
