import type { TableClient, TransactionAction } from '@azure/data-tables';
import { entityOf } from './entity';
import { TableFailure } from './failure';
import type { Operation } from './row';

async function sendOne(
  client: TableClient,
  operation: Operation,
  abortSignal: AbortSignal,
): Promise<{ etag?: string }> {
  const { kind, row } = operation;
  switch (kind) {
    case 'insert':
      return client.createEntity(entityOf(row), { abortSignal });
    case 'upsert':
      return client.upsertEntity(entityOf(row), 'Replace', { abortSignal });
    case 'replace':
      return client.updateEntity(entityOf(row), 'Replace', { etag: operation.etag, abortSignal });
    case 'merge':
      return client.updateEntity(entityOf(row), 'Merge', { etag: operation.etag, abortSignal });
    case 'touch':
      return client.updateEntity(entityOf({ ...row, columns: {} }), 'Merge', { etag: operation.etag, abortSignal });
    case 'delete':
      await client.deleteEntity(row.partition, row.key, { abortSignal });
      return {};
  }
}

function actionOf(operation: Operation): TransactionAction {
  const { kind, row } = operation;
  switch (kind) {
    case 'insert':
      return ['create', entityOf(row)];
    case 'upsert':
      return ['upsert', entityOf(row), 'Replace'];
    case 'replace':
      return ['update', entityOf(row), 'Replace', { etag: operation.etag }];
    case 'merge':
      return ['update', entityOf(row), 'Merge', { etag: operation.etag }];
    case 'touch':
      return ['update', entityOf({ ...row, columns: {} }), 'Merge', { etag: operation.etag }];
    case 'delete':
      return ['delete', entityOf({ ...row, columns: {} })];
  }
}

// The SDK throws for a refused part that explains itself, but lets one without a body, or an answer cut short, pass.
async function sendBatch(client: TableClient, operations: readonly Operation[], abortSignal: AbortSignal) {
  const { subResponses } = await client.submitTransaction(operations.map(actionOf), { abortSignal });
  const refused = subResponses.find(({ status }) => status >= 300);
  if (refused !== undefined) throw new TableFailure(refused.status, 'NoCode');
  if (subResponses.length !== operations.length) throw new TableFailure(0, 'BatchAnswerIncomplete');
  return subResponses;
}

/**
 * Sends writes, one alone as a plain request, which costs half of a batch. Returns the ETags in the order of the writes,
 * empty for a deleted row.
 * @throws TableFailure or what the SDK throws
 */
export async function send(
  client: TableClient,
  operations: readonly Operation[],
  abortSignal: AbortSignal,
): Promise<string[]> {
  const [first] = operations;
  const isAlone = operations.length === 1 && first !== undefined;
  const answers = isAlone
    ? [await sendOne(client, first, abortSignal)]
    : await sendBatch(client, operations, abortSignal);
  return answers.map(({ etag = '' }) => etag);
}
