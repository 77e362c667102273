import { createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { printResult } from '../print/result';
import { table } from '../print/table';
import type { Terminal } from '../terminal';
import { termsListAnswer } from './answers';

/** Options of every command that only reads terms. */
export interface TermsOptions extends ConnectionOptions {
  readonly json?: boolean;
}

/** `terms list`: the languages of the terms of use, and the version that counts in each. */
export async function listTerms(options: TermsOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const { items } = (await api.send({ method: 'GET', path: 'terms' }, termsListAnswer)).body;
  const rows = items.map(({ locale, version }) => [locale, version]);
  const lines =
    rows.length === 0 ? ['No terms yet: see "mam terms push --help".'] : table(['language', 'version'], rows);
  printResult(options, terminal, { lines, document: { items } });
}
