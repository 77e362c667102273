import type { z } from 'zod';
import { savedAnswer, trialAnswer } from '../answers';
import type { ApiClient, ApiRequest } from '../api-client';
import type { ChangeOptions } from '../change-options';
import { confirm } from '../confirm';
import { changeLines } from '../print/changes';
import { findingLines } from '../print/findings';
import { printResult } from '../print/result';
import type { Terminal } from '../terminal';

/** A change of a policy that can be tried before it is made. */
export interface PolicyChange {
  readonly name: string;
  /** Without query and condition. */
  readonly request: ApiRequest;
  readonly api: ApiClient;
}

type Trial = z.infer<typeof trialAnswer>;

/**
 * Tries a change, shows what it means, asks where that reaches far, and makes it under the condition that nobody else
 * changed the policy meanwhile: what was shown is what is saved.
 */
export async function makeChange(change: PolicyChange, options: ChangeOptions, terminal: Terminal): Promise<void> {
  const { name, request, api } = change;
  const trial = await api.send({ ...request, path: `${request.path}?dryRun=true` }, trialAnswer);
  const lines = trialLines(name, trial.body);
  if (options.dryRun === true || trial.body.unchanged) {
    printResult(options, terminal, { lines, document: trial.body });
    return;
  }
  terminal.note(lines.join('\n'));
  await askWhereFar(trial.body, options, terminal);
  const condition = trial.etag === undefined ? { 'if-none-match': '*' } : { 'if-match': trial.etag };
  const saved = (await api.send({ ...request, headers: condition }, savedAnswer)).body;
  printResult(options, terminal, { lines: [`Saved ${saved.name} as revision ${saved.revision}.`], document: saved });
}

function trialLines(name: string, { revision, unchanged, warnings, diff }: Trial): readonly string[] {
  if (unchanged) return [`${name} says this already; there is nothing to save.`];
  const remarks = warnings.length === 0 ? [] : ['Accepted with warnings:', ...findingLines([], warnings)];
  return [`${name}, revision ${revision}`, ...changeLines(diff.changes, diff.warnings), ...remarks];
}

async function askWhereFar({ diff }: Trial, { yes }: ChangeOptions, terminal: Terminal): Promise<void> {
  if (diff.warnings.length === 0) return;
  await confirm('This reaches every PC that has the policy. Save it?', yes === true, terminal);
}
