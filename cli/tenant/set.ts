import type { ChangeOptions } from '../change-options';
import { CliFailure } from '../failure';
import { readJsonFile } from '../read-input';
import type { Terminal } from '../terminal';
import type { Settings } from './answers';
import { changeSettings } from './change';
import { withWords } from './setting-words';

/** Options of `tenant set`. */
export interface TenantSetOptions extends ChangeOptions {
  readonly file?: string;
}

/** `tenant set [NAME=VALUE...]`: changes single settings, or makes all of them what a file says. */
export async function setTenant(
  words: readonly string[],
  options: TenantSetOptions,
  terminal: Terminal,
): Promise<void> {
  const { file } = options;
  if (file === undefined && words.length === 0) {
    const wayOut = 'Write NAME=VALUE or --file FILE; "mam tenant show" tells the names.';
    throw new CliFailure(2, 'There is nothing to set.', wayOut);
  }
  const whole = file === undefined ? undefined : await readSettings(file);
  await changeSettings((before) => withWords(whole ?? before, words), options, terminal);
}

async function readSettings(file: string): Promise<Settings> {
  const document = await readJsonFile(file);
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return { ...document };
  throw new CliFailure(
    1,
    `${file} holds no settings.`,
    'They are a JSON object, as "mam tenant show --settings" prints it.',
  );
}
