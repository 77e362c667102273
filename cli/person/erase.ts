import { type ApiClient, createApiClient } from '../api-client';
import { confirm } from '../confirm';
import { type ConnectionOptions, readConnection } from '../connection';
import { CliFailure, stopped } from '../failure';
import { printResult } from '../print/result';
import type { Terminal } from '../terminal';
import { erasureAnswer } from './answers';

/** Options of `person erase`. */
export interface EraseOptions extends ConnectionOptions {
  readonly yes?: true;
  readonly json?: true;
}

const CONSEQUENCE =
  'Acceptances, PCs that have left, their history and their logs are deleted; audit trail and proofs keep a random pseudonym. This cannot be undone.';

/** `person erase USER`: erases what is held on a person, request by request, after a yes. */
export async function erasePerson(userId: string, options: EraseOptions, terminal: Terminal): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  await confirm(`Erase everything that is held on ${userId}? ${CONSEQUENCE}`, options.yes === true, terminal);
  const stillManaged = await eraseAll(api, userId, terminal);
  const lines = [`Nothing is held on ${userId} any more.`, ...stillManaged.map((id) => `${id}: ${IN_ENTRA}`)];
  printResult(options, terminal, { lines, document: { userId, erased: true, stillManaged } });
}

async function eraseAll(api: ApiClient, userId: string, { note, signal }: Terminal): Promise<string[]> {
  const stillManaged = new Set<string>();
  for (;;) {
    const { done, part, parts, stillManaged: some } = await eraseSome(api, userId);
    for (const deviceId of some) stillManaged.add(deviceId);
    if (done) return [...stillManaged];
    note(`Part ${part} of ${parts}.`);
    if (signal.aborted) throw stopped(GO_ON);
  }
}

const IN_ENTRA = 'Entra may still call this PC managed. Delete the device there.';
const STOPPED = 130;
const GO_ON = 'What is erased stays erased. Repeat the command: it goes on from there.';

async function eraseSome(api: ApiClient, userId: string) {
  try {
    return (await api.send({ method: 'DELETE', path: `people/${userId}` }, erasureAnswer)).body;
  } catch (thrown) {
    if (!(thrown instanceof CliFailure) || thrown.exitCode === 1) throw thrown;
    const wayOut = thrown.exitCode === STOPPED || thrown.wayOut === undefined ? GO_ON : `${thrown.wayOut} ${GO_ON}`;
    throw new CliFailure(thrown.exitCode, thrown.message, wayOut, thrown);
  }
}
