import { checkPolicy } from '../../shared/policy/check-policy';
import { explain as explainDocument } from '../../shared/policy/explain';
import { TYPICAL_DEVICE, typicalDevice } from '../../shared/policy/typical-device';
import { explanationAnswer } from '../answers';
import { createApiClient } from '../api-client';
import { readConnection } from '../connection';
import { CliFailure } from '../failure';
import { explanationLines } from '../print/explanation';
import { findingLines } from '../print/findings';
import { printResult } from '../print/result';
import type { Terminal } from '../terminal';
import type { PolicyOptions } from './options';
import { byOption, readDocument } from './read-document';
import { hint } from './validate';

/** Options of `policy explain`. */
export interface ExplainOptions extends PolicyOptions {
  readonly policy?: string;
  readonly device?: string;
}

// Stands in the path where no saved policy is meant.
const UNSAVED = 'draft';
const NOBODY = { tenantId: '00000000-0000-4000-8000-000000000000', providerId: 'WindowsMam' };

/** `policy explain`: what a document, or a saved policy, does on a PC. Without `--policy` and `--device` needs no service. */
export async function explain(file: string | undefined, options: ExplainOptions, terminal: Terminal): Promise<void> {
  if (file === undefined && options.policy === undefined) {
    throw new CliFailure(2, 'There is nothing to explain.', 'Name a FILE, or a saved policy with --policy NAME.');
  }
  const isLocal = options.policy === undefined && options.device === undefined;
  if (file !== undefined && isLocal) await explainHere(file, options, terminal);
  else await explainThere(file, options, terminal);
}

async function explainHere(file: string, options: ExplainOptions, terminal: Terminal): Promise<void> {
  const checked = checkPolicy(await readDocument(file, byOption), { now: new Date() });
  if (!checked.ok) {
    terminal.note(findingLines(checked.errors, checked.warnings).join('\n'));
    throw new CliFailure(1, `${file} is not accepted.`, hint(checked.errors, options));
  }
  const explanation = explainDocument(checked.document, typicalDevice(NOBODY));
  printResult(options, terminal, {
    lines: explanationLines(TYPICAL_DEVICE, explanation),
    document: { device: { description: TYPICAL_DEVICE }, ...explanation, warnings: checked.warnings },
  });
}

async function explainThere(file: string | undefined, options: ExplainOptions, terminal: Terminal): Promise<void> {
  const { policy = UNSAVED, device } = options;
  const body = file === undefined ? undefined : await readDocument(file, byOption);
  const api = createApiClient(await readConnection(options, terminal));
  const path = `policies/${policy}/explain${device === undefined ? '' : `?device=${device}`}`;
  const answer = await api.send({ method: 'POST', path, body }, explanationAnswer);
  const lines = explanationLines(answer.body.device.description, answer.body);
  printResult(options, terminal, { lines, document: answer.body });
}
