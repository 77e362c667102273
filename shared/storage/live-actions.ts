import type { Action } from '../actions/action';
import { isOpen } from '../actions/transition';
import { archive, pastActionRow } from './history';
import { LIVE, liveAction } from './keys';
import { put } from './put';
import type { NewRow, Operation, StoredRow } from './row';
import { actionColumns, readAction } from './rows/action-row';
import type { Stored } from './stores/stored';
import type { Table } from './table';

// How actions stay consistent although a batch cannot delete under an ETag:
// - An action changes in place under its own ETag.
// - It ends with the insertion of its past row, of which there can be only one: of two that end it, one is refused.
// - Only syncs change an action in place and leave it open, and each of them replaces the session under its ETag. So
//   whoever replaces or touches that session may delete the rows of actions that end: they are as they were read.
// - A new action touches the enrollment under its ETag: see `add-action.ts`.

/** The row of an action that is not over. */
export const liveActionRow = (partition: string, action: Action): NewRow => ({
  partition,
  key: liveAction(action.id),
  columns: actionColumns(action),
});

/** The actions among the live rows of a device that are not over, oldest first. */
export function openActions(rows: readonly StoredRow[]): Stored<Action>[] {
  const actions = rows.filter(({ key }) => key.startsWith(LIVE.actions.from));
  const stored = actions.map((row) => ({ value: readAction(row), etag: row.etag }));
  const open = stored.filter(({ value }) => isOpen(value));
  return open.sort(
    ({ value: a }, { value: b }) => Number(a.requestedAt > b.requestedAt) - Number(a.requestedAt < b.requestedAt),
  );
}

/** The writes that give actions their next status, beside a conditional write of the session. */
export async function actionOperations(
  table: Table,
  partition: string,
  { before, after }: { before: readonly Stored<Action>[]; after: readonly Action[] },
): Promise<Operation[]> {
  const stored = new Map(before.map((action) => [action.value.id, action]));
  const over = after.filter((action) => !isOpen(action));
  const past = over.map((action) => pastActionRow(partition, action));
  return [
    ...after.filter(isOpen).map((action) => put(liveActionRow(partition, action), stored.get(action.id))),
    ...over.map((action): Operation => ({ kind: 'delete', row: liveActionRow(partition, action) })),
    ...(await archive(table, past)),
  ];
}

/**
 * Replaces an action under its ETag. One that is over goes to the history in the same batch; its live row, which counts
 * no more, is deleted afterwards, because the batch could not do that under the ETag.
 */
export async function replaceAction(
  table: Table,
  partition: string,
  { before, after }: { before: Stored<Action>; after: Action },
): Promise<void> {
  const row = liveActionRow(partition, after);
  const replacement: Operation = { kind: 'replace', row, etag: before.etag };
  const past = isOpen(after) ? [] : [pastActionRow(partition, after)];
  await table.commit([replacement, ...(await archive(table, past))]);
  if (!isOpen(after)) await table.remove(row);
}
