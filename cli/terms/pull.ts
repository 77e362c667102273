import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeTermsFile } from '../../shared/terms/terms-file';
import { type ApiClient, createApiClient } from '../api-client';
import { isLanguage } from '../commands';
import { readConnection } from '../connection';
import { CliFailure } from '../failure';
import type { Terminal } from '../terminal';
import { termsAnswer, termsListAnswer, termsPath } from './answers';
import type { TermsOptions } from './list';

/** Options of `terms pull`. */
export interface TermsPullOptions extends TermsOptions {
  readonly into?: string;
}

/** `terms pull [LANGUAGE]`: prints the terms in one language, or writes a file for one or each into a folder. */
export async function pullTerms(
  locale: string | undefined,
  options: TermsPullOptions,
  terminal: Terminal,
): Promise<void> {
  const { into, json } = options;
  if (locale === undefined && into === undefined) {
    throw new CliFailure(
      2,
      'Which language?',
      'Name one, e.g. mam terms pull en; or write all of them: --into FOLDER.',
    );
  }
  const api = createApiClient(await readConnection(options, terminal));
  if (into !== undefined) await writeAll(api, { locale, into }, terminal);
  else {
    const { body } = await api.send({ method: 'GET', path: termsPath(locale ?? '') }, termsAnswer);
    terminal.print(json === true ? JSON.stringify(body, undefined, 2) : writeTermsFile(body).trimEnd());
  }
}

async function writeAll(
  api: ApiClient,
  { locale, into }: { readonly locale: string | undefined; readonly into: string },
  { print }: Terminal,
): Promise<void> {
  for (const language of locale === undefined ? await languages(api) : [locale]) {
    const { body } = await api.send({ method: 'GET', path: termsPath(language) }, termsAnswer);
    const file = join(into, `${language}.txt`);
    await write(into, file, writeTermsFile(body));
    print(file);
  }
}

// A name of a file comes from the service: what is no language could lead out of the folder.
async function languages(api: ApiClient): Promise<readonly string[]> {
  const { items } = (await api.send({ method: 'GET', path: 'terms' }, termsListAnswer)).body;
  return items.map(({ locale }) => locale).filter(isLanguage);
}

async function write(folder: string, file: string, content: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, content);
  } catch (cause) {
    throw new CliFailure(2, `${file} cannot be written.`, 'Look at the path and at the rights.', cause);
  }
}
