import type { StoredRow } from '../../shared/storage/row';
import type { Table } from '../../shared/storage/table';

const addressOf = ({ partition, key }: Pick<StoredRow, 'partition' | 'key'>) => Buffer.from(`${partition} ${key}`);

/**
 * The table as the service may answer where much must be filtered: a search finds nothing and goes on, or finds one row
 * and goes on behind it.
 */
export function inSmallPages(table: Table): Table {
  return {
    ...table,
    search: async (search, _, place = '') => {
      const { rows } = await table.search(search, Number.POSITIVE_INFINITY, undefined);
      const behind = Buffer.from(place, 'hex').toString();
      const rest = rows.filter((row) => `${addressOf(row)}` > behind);
      const [first] = rest;
      if (first === undefined) return { rows: [] };
      const next = addressOf(first).toString('hex');
      return place === '' ? { rows: [], next: '00' } : { rows: [first], next };
    },
  };
}
