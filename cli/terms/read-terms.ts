import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readTermsFile, TERMS_FILE_FORM } from '../../shared/terms/terms-file';
import type { TermsText } from '../../shared/terms/terms-text';
import { isLanguage } from '../commands';
import { CliFailure } from '../failure';
import { readTextFile } from '../read-input';

/** Where terms are: a file, or a folder with one file a language; with a language, only that one. */
export interface TermsSource {
  readonly path: string;
  readonly locale?: string | undefined;
}

/** A file of terms and its language. */
export interface TermsFile {
  readonly file: string;
  readonly locale: string;
}

const SUFFIX = '.txt';

/** The files that a source names, in the order of their languages. @throws CliFailure where there is none */
export async function findTerms({ path, locale }: TermsSource): Promise<readonly TermsFile[]> {
  if (!(await isFolder(path))) return [{ file: path, locale: locale ?? languageOf(path) }];
  const names = (await readdir(path)).filter((name) => name.endsWith(SUFFIX)).sort();
  const all = names.map((name) => ({ file: join(path, name), locale: languageOf(join(path, name)) }));
  const found = all.filter((one) => locale === undefined || one.locale === locale);
  if (found.length > 0) return found;
  const what = locale === undefined ? 'no file of terms' : `no ${locale}${SUFFIX}`;
  throw new CliFailure(
    2,
    `${path} holds ${what}.`,
    `There is one file a language, e.g. de${SUFFIX}. ${TERMS_FILE_FORM}`,
  );
}

/** What a file of terms says in the name of this organization. @throws CliFailure */
export async function readTerms(file: string, organization: string): Promise<TermsText> {
  const terms = readTermsFile(await readTextFile(file), organization);
  if (terms === undefined) throw new CliFailure(1, `${file} is not a file of terms.`, TERMS_FILE_FORM);
  return terms;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new CliFailure(2, `${path} cannot be read.`, 'Look at the path and at the rights.', cause);
  }
}

function languageOf(file: string): string {
  const name = basename(file, SUFFIX);
  if (isLanguage(name)) return name;
  const wayOut = `Call the file as its language, e.g. de${SUFFIX}, or name one file and --locale.`;
  throw new CliFailure(2, `${file} does not tell its language.`, wayOut);
}
