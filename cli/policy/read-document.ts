import { isPolicyName } from '../commands';
import { CliFailure } from '../failure';
import { readJsonFile } from '../read-input';

/** How a command takes a saved policy, where it wants the file of one: what is said of a name in place of a file. */
export type SavedPolicy = (name: string) => string;

/** By option --policy. */
export const byOption: SavedPolicy = (name) => `A saved policy is named with --policy ${name}.`;

/** Not at all: its document comes as a file. */
export const asFile: SavedPolicy = (name) => `A saved policy is fetched first: mam policy pull ${name} > ${name}.json`;

/**
 * The JSON of a policy document's file.
 * @throws CliFailure with the way to a saved policy where there is no such file, and its name could be that of a policy
 */
export async function readDocument(file: string, saved: SavedPolicy): Promise<unknown> {
  try {
    return await readJsonFile(file);
  } catch (thrown) {
    if (!(thrown instanceof CliFailure) || !isAbsent(thrown.cause) || !isPolicyName(file)) throw thrown;
    throw new CliFailure(2, `There is no file ${file}.`, saved(file), thrown);
  }
}

const isAbsent = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
