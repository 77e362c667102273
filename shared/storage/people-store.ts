import { parseDeviceId } from '../ids';
import type { Acceptance } from '../terms/acceptance';
import { clearPartition } from './clear-partition';
import { acceptanceKey, EVERYTHING, PLACES, placeKey, userPartition, visitPartition } from './keys';
import { endReservation, reservePlace } from './places';
import type { NewRow } from './row';
import { acceptanceColumns, readAcceptance } from './rows/acceptance-row';
import { placeColumns } from './rows/place-row';
import type { PeopleStore } from './stores/people';
import type { Table } from './table';

const acceptanceRow = (acceptance: Acceptance): NewRow => ({
  partition: userPartition(acceptance.tenantId, acceptance.userId),
  key: acceptanceKey(acceptance.id),
  columns: acceptanceColumns(acceptance),
});

// Only a place that is still there: one that another user's enrollment on the same device gave back stays given back.
async function confirmPlace(table: Table, row: NewRow): Promise<void> {
  const place = await table.read(row);
  if (place === undefined) return;
  await table.commit([{ kind: 'replace', row, etag: place.etag }]);
}

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

    confirmDevice: ({ tenantId, userId, deviceId }, generation, now) => {
      const place = { partition: userPartition(tenantId, userId), key: placeKey(deviceId) };
      return confirmPlace(table, { ...place, columns: placeColumns({ at: now.toISOString(), generation }) });
    },

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
