import { type ApiClient, createApiClient } from '../api-client';
import { type ConnectionOptions, readConnection } from '../connection';
import { CliFailure } from '../failure';
import { printResult } from '../print/result';
import { indented } from '../print/table';
import type { Terminal } from '../terminal';
import { actionAnswer, deviceAnswer } from './answers';
import { findDevice } from './find-device';

/** What is to be taken back. */
export interface Cancelled {
  readonly device: string;
  /** Id of the action; the only one that waits when absent. */
  readonly action: string | undefined;
}

/** `devices cancel DEVICE [ACTION]`: takes back what has not gone out yet. */
export async function cancelAction(
  { device, action }: Cancelled,
  options: ConnectionOptions & { readonly json?: true },
  terminal: Terminal,
): Promise<void> {
  const api = createApiClient(await readConnection(options, terminal));
  const deviceId = await findDevice(api, device);
  const id = action ?? (await onlyPending(api, deviceId));
  const path = `devices/${deviceId}/actions/${encodeURIComponent(id)}/cancel`;
  const { body } = await api.send({ method: 'POST', path }, actionAnswer);
  const lines = [`${body.type} ${body.id} on ${deviceId}: ${body.status}, it ${body.meaning}.`];
  printResult(options, terminal, { lines, document: body });
}

async function onlyPending(api: ApiClient, deviceId: string): Promise<string> {
  const { actions } = (await api.send({ method: 'GET', path: `devices/${deviceId}` }, deviceAnswer)).body;
  const pending = actions.filter(({ status }) => status === 'pending');
  const [first] = pending;
  if (first === undefined) {
    const wayOut = `What went out cannot be called back. Look: mam devices show ${deviceId}`;
    throw new CliFailure(1, 'Nothing waits that could be cancelled.', wayOut);
  }
  if (pending.length === 1) return first.id;
  const list = pending.map(({ id, type, requestedAt }) => `${id}  ${type}, asked for ${requestedAt}`);
  throw new CliFailure(2, `${pending.length} actions wait.`, ['Name one of them:', ...indented(list)].join('\n'));
}
