import { diffAnswer } from '../answers';
import { createApiClient } from '../api-client';
import { readConnection } from '../connection';
import { CliFailure } from '../failure';
import { changeLines } from '../print/changes';
import { printResult } from '../print/result';
import type { Terminal } from '../terminal';
import type { PolicyOptions } from './options';
import { asFile, readDocument } from './read-document';

/** Options of `policy diff`. */
export interface DiffOptions extends PolicyOptions {
  readonly from?: number;
  readonly to?: number;
  readonly device?: string;
}

/** What is compared. */
export interface Compared {
  readonly name: string;
  readonly file: string | undefined;
}

/** `policy diff NAME [FILE]`: what changes on PCs from one revision to another, or to a document. */
export async function diff({ name, file }: Compared, options: DiffOptions, terminal: Terminal): Promise<void> {
  const { from, to, device } = options;
  if (file !== undefined && to !== undefined) {
    throw new CliFailure(2, 'FILE and --to are both the later side.', 'Name one of them.');
  }
  const later = file === undefined ? to : await readDocument(file, asFile);
  const body = { ...(from === undefined ? {} : { from }), ...(later === undefined ? {} : { to: later }) };
  const api = createApiClient(await readConnection(options, terminal));
  const path = `policies/${name}/diff${device === undefined ? '' : `?device=${device}`}`;
  const answer = (await api.send({ method: 'POST', path, body }, diffAnswer)).body;
  const sides = `${name}: from ${side(answer.from, 'nothing')} to ${side(answer.to, file ?? '')}`;
  printResult(options, terminal, { lines: [sides, ...changeLines(answer.changes, answer.warnings)], document: answer });
}

const side = (revision: number | undefined, other: string) => (revision === undefined ? other : `revision ${revision}`);
