import { readFile, rename, writeFile } from 'node:fs/promises';
import type { ZodType, z } from 'zod';
import { ExplainedFailure } from '../explained-failure';

/**
 * What the file holds, or `undefined` when there is none.
 * @throws ExplainedFailure when it holds something else than the schema wants
 */
export async function readJsonFile<Schema extends ZodType>(
  file: string,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new ExplainedFailure(`${file} is not what an earlier start wrote`, 'Start again with --fresh.');
}

/** Writes the file as a whole or not at all; only its owner may read it. */
export async function writeJsonFile(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one more thing that the schema refuses.
    return undefined;
  }
}
