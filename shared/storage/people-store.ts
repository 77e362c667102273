import type { Acceptance } from '../terms/acceptance';
import { acceptanceKey, placeKey, userPartition } from './keys';
import { reservePlace } from './places';
import type { NewRow } from './row';
import { acceptanceColumns, readAcceptance } from './rows/acceptance-row';
import { placeColumns } from './rows/place-row';
import type { PeopleStore } from './store';
import type { Table } from './table';

const acceptanceRow = (acceptance: Acceptance): NewRow => ({
  partition: userPartition(acceptance.tenantId, acceptance.userId),
  key: acceptanceKey(acceptance.id),
  columns: acceptanceColumns(acceptance),
});

/** The partitions of users in table `people`. */
export function openPeopleStore(table: Table): PeopleStore {
  return {
    // Its id is 256 random bits: nothing can be there, and a repetition after a lost answer must not fail.
    saveAcceptance: (acceptance) => table.upsert(acceptanceRow(acceptance)),

    loadAcceptance: async (tenantId, userId, id) => {
      const row = await table.read({ partition: userPartition(tenantId, userId), key: acceptanceKey(id) });
      return row === undefined ? undefined : { value: readAcceptance(row, { id, tenantId, userId }), etag: row.etag };
    },

    replaceAcceptance: async (before, after) => {
      await table.commit([{ kind: 'replace', row: acceptanceRow(after), etag: before.etag }]);
    },

    reserveDevice: (owner, cap, now) => reservePlace(table, owner, { cap, now }),

    // Without a condition: the device is enrolled, whatever became of its reservation.
    confirmDevice: ({ tenantId, userId, deviceId }, generation, now) =>
      table.upsert({
        partition: userPartition(tenantId, userId),
        key: placeKey(deviceId),
        columns: placeColumns({ at: now.toISOString(), generation }),
      }),

    releaseDevice: ({ tenantId, userId, deviceId }) =>
      table.remove({ partition: userPartition(tenantId, userId), key: placeKey(deviceId) }),
  };
}
