import { parseDeviceId } from '../ids';
import type { Acceptance } from '../terms/acceptance';
import { clearPartition } from './clear-partition';
import { acceptanceKey, EVERYTHING, PLACES, placeKey, userPartition, visitPartition } from './keys';
import { confirmPlace, endReservation, reservePlace } from './places';
import type { NewRow } from './row';
import { acceptanceColumns, readAcceptance } from './rows/acceptance-row';
import type { PeopleStore } from './stores/people';
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

    removeAcceptance: ({ value, etag }) => {
      const { partition, key } = acceptanceRow(value);
      return table.removeUnchanged({ partition, key, etag });
    },

    clearVisits: (day) => clearPartition(table, visitPartition(day), EVERYTHING),

    reserveDevice: (owner, cap, now) => reservePlace(table, owner, { cap, now }),

    confirmDevice: (owner, generation, now) => confirmPlace(table, owner, { generation, now }),

    endReservation: (owner, holder, now) => endReservation(table, owner, { holder, now }),

    devicesOf: async (tenantId, userId) => {
      const rows = await table.readRange(userPartition(tenantId, userId), PLACES);
      return rows.flatMap((row) => {
        const deviceId = parseDeviceId(row.key.slice(PLACES.from.length));
        return deviceId ?? [];
      });
    },

    releaseDevice: ({ tenantId, userId, deviceId }) =>
      table.remove({ partition: userPartition(tenantId, userId), key: placeKey(deviceId) }),
  };
}
