import { checkPolicy } from '../../shared/policy/check-policy';
import type { Finding } from '../../shared/policy/finding';
import { verdictAnswer } from '../answers';
import { createApiClient } from '../api-client';
import { readConnection } from '../connection';
import { CliFailure } from '../failure';
import { findingLines, verdict } from '../print/findings';
import { printResult } from '../print/result';
import type { Terminal } from '../terminal';
import type { PolicyOptions } from './options';
import { asFile, readDocument } from './read-document';

/** Options of `policy validate`. */
export interface ValidateOptions extends PolicyOptions {
  readonly policy?: string;
}

interface Verdict {
  readonly ok: boolean;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** `policy validate FILE`: judges a document on this machine, or on the service as the next revision of a policy. */
export async function validate(file: string, options: ValidateOptions, terminal: Terminal): Promise<void> {
  const input = await readDocument(file, asFile);
  const { ok, errors, warnings } = await judge(input, options, terminal);
  const lines = [`${file}: ${verdict(errors, warnings)}`, ...findingLines(errors, warnings)];
  printResult(options, terminal, { lines, document: { ok, errors, warnings } });
  if (!ok) throw new CliFailure(1, `${file} is not accepted.`, hint(errors, options));
}

async function judge(input: unknown, options: ValidateOptions, terminal: Terminal): Promise<Verdict> {
  if (options.policy === undefined) return judgeHere(input);
  const api = createApiClient(await readConnection(options, terminal));
  const path = `policies/validate?policy=${options.policy}`;
  return (await api.send({ method: 'POST', path, body: input }, verdictAnswer)).body;
}

/** Judges a document by itself; what earlier revisions say, and whether marks keep a secret, only the service knows. */
export function judgeHere(input: unknown): Verdict {
  const checked = checkPolicy(input, { now: new Date() });
  return { ok: checked.ok, errors: checked.ok ? [] : checked.errors, warnings: checked.warnings };
}

/** The way out where marks in place of secrets are what is wrong. */
export function hint(errors: readonly Finding[], { policy }: ValidateOptions): string | undefined {
  const holdsMarks = errors.some(({ message }) => message === 'there is no earlier value to keep');
  if (!holdsMarks || policy !== undefined) return undefined;
  return 'The marks in place of secrets mean those of the saved policy: name it with --policy NAME.';
}
