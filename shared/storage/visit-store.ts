import { createHash } from 'node:crypto';
import type { Visit, VisitId } from '../onboarding/visit';
import { connect, type StoreOptions } from './connection';
import { visitPartition } from './keys';
import type { NewRow, RowAddress } from './row';
import { readVisit, visitColumns } from './rows/visit-row';
import type { Stored } from './stores/stored';
import { openTable } from './table';

/** Visits of administrators who bring their tenant in by browser, until their tenant is known to be theirs. */
export interface VisitStore {
  create(visit: Visit): Promise<void>;
  load(id: VisitId): Promise<Stored<Visit> | undefined>;
  /**
   * Enters the next stage, once.
   * @throws ServiceError `precondition` / `storage.changed` when the visit went on meanwhile
   */
  advance(before: Stored<Visit>, after: Visit): Promise<Stored<Visit>>;
}

const DAY_CHARACTERS = 8;

// One partition a day, so that whole days can be cleared away. The key is a hash: who reads the table learns no `state`.
const addressOf = (id: VisitId): RowAddress => ({
  partition: visitPartition(id.slice(0, DAY_CHARACTERS)),
  key: `visit_${createHash('sha256').update(id).digest('hex')}`,
});

const rowOf = (visit: Visit): NewRow => ({ ...addressOf(visit.id), columns: visitColumns(visit) });

/** Opens the visits, in table `people`; nothing is sent yet. */
export function openVisitStore(options: StoreOptions): VisitStore {
  const table = openTable(connect(options).table('people'));
  return {
    create: async (visit) => {
      await table.insert(rowOf(visit));
    },
    load: async (id) => {
      const row = await table.read(addressOf(id));
      return row === undefined ? undefined : { value: readVisit(row, id), etag: row.etag };
    },
    advance: async (before, after) => {
      const [etag = ''] = await table.commit([{ kind: 'replace', row: rowOf(after), etag: before.etag }]);
      return { value: after, etag };
    },
  };
}
