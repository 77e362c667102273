import { ServiceError } from '../../shared/errors';
import { importAppLocker } from '../../shared/policy/import/import-app-locker';
import { importGraphPolicy } from '../../shared/policy/import/import-graph-policy';
import type { NotCarried } from '../../shared/policy/import/not-carried';
import { CliFailure } from '../failure';
import { indented, table } from '../print/table';
import { readBytes, readJsonFile } from '../read-input';
import type { Terminal } from '../terminal';
import type { PolicyOptions } from './options';

/** Where a policy may come from. */
export type Source = 'applocker' | 'graph';

interface Imported {
  readonly document: unknown;
  readonly notCarried: readonly NotCarried[];
}

const READERS: Readonly<Record<Source, (file: string) => Promise<Imported>>> = {
  applocker: async (file) => {
    const { apps, notCarried } = importAppLocker(await readBytes(file));
    return { document: { apps: { protected: apps } }, notCarried };
  },
  graph: async (file) => importGraphPolicy(await readJsonFile(file)),
};

/** `policy import SOURCE FILE`: a document, or its list of apps, out of another product's; tells what was left behind. */
export async function importPolicy(
  { source, file }: { readonly source: Source; readonly file: string },
  options: PolicyOptions,
  terminal: Terminal,
): Promise<void> {
  const imported = await read(source, file);
  terminal.print(JSON.stringify(options.json === true ? imported : imported.document, undefined, 2));
  for (const line of report(imported.notCarried)) terminal.note(line);
}

async function read(source: Source, file: string): Promise<Imported> {
  try {
    return await READERS[source](file);
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    throw new CliFailure(1, `${file} cannot be read: ${thrown.message}`, undefined, thrown);
  }
}

function report(notCarried: readonly NotCarried[]): readonly string[] {
  if (notCarried.length === 0) return ['Everything was carried over.'];
  const rows = notCarried.map(({ what, why }) => [what, why]);
  return ['Not carried over:', ...indented(table(['what', 'why'], rows))];
}
