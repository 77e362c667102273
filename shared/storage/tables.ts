import { connect, type StoreOptions } from './connection';
import { toStorageError, toTableFailure } from './failure';

/** The seven tables of the service; what their rows are is in the architecture page. */
export const TABLE_NAMES = ['tenants', 'devices', 'people', 'roster', 'due', 'audit', 'wiplogs'] as const;

/** Name of one of the service's tables. */
export type TableName = (typeof TABLE_NAMES)[number];

/**
 * Makes the tables that are not there yet, for a local storage; in Azure the infrastructure makes them.
 * @throws ServiceError `unavailable` / `storage.unavailable`
 */
export async function createTables(options: StoreOptions): Promise<void> {
  const { service } = connect(options);
  try {
    await Promise.all(TABLE_NAMES.map((name) => service.createTable(name)));
  } catch (thrown) {
    throw toStorageError(toTableFailure(thrown));
  }
}
