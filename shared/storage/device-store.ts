import type { Enrollment } from '../enrollment/enrollment';
import { devicePartition, LIVE, PAST, pastEnrollment } from './keys';
import { put } from './put';
import type { Operation, StoredRow } from './row';
import { text } from './rows/columns';
import { enrollmentColumns, readEnrollment } from './rows/enrollment-row';
import { readSession, sessionColumns } from './rows/session-row';
import { readState, stateColumns } from './rows/state-row';
import type { DeviceStore, LiveDevice } from './store';
import type { Table } from './table';

const MOST_PAST_ROWS = 20;

/** Enough of the oldest past rows to leave room for one more. */
function makeRoom(past: readonly StoredRow[]): Operation[] {
  const oldestFirst = past.toSorted((a, b) => (text(a, 'enrolledAt') < text(b, 'enrolledAt') ? -1 : 1));
  const surplus = oldestFirst.slice(0, Math.max(0, past.length - MOST_PAST_ROWS + 1));
  return surplus.map((row) => ({ kind: 'delete', row }));
}

// Every write of a sync replaces the session, so its ETag speaks for the state as well, which is deleted without one. The
// session itself stays behind: it is of a foreign generation now, and the first sync of the new one replaces it.
function supersede(partition: string, { session, state }: LiveDevice): Operation[] {
  const operations: Operation[] = [];
  if (session !== undefined) {
    operations.push({ kind: 'touch', row: { partition, key: LIVE.session }, etag: session.etag });
  }
  if (state !== undefined) operations.push({ kind: 'delete', row: { partition, key: LIVE.state } });
  return operations;
}

/** The partitions of devices in table `devices`. */
export function openDeviceStore(table: Table): DeviceStore {
  async function archive(partition: string, before: Enrollment): Promise<Operation[]> {
    const key = pastEnrollment(before.generation);
    const row = { partition, key, columns: enrollmentColumns(before) };
    return [...makeRoom(await table.readRange(partition, PAST)), { kind: 'insert', row }];
  }

  return {
    loadLive: async (tenantId, deviceId) => {
      const rows = await table.readRange(devicePartition(tenantId, deviceId), LIVE.range);
      const live: { -readonly [K in keyof LiveDevice]: LiveDevice[K] } = {};
      for (const row of rows) {
        const { key, etag } = row;
        if (key === LIVE.enrollment) live.enrollment = { value: readEnrollment(row, { tenantId, deviceId }), etag };
        if (key === LIVE.state) live.state = { value: readState(row), etag };
        if (key === LIVE.session) live.session = { value: readSession(row), etag };
      }
      return live;
    },

    enroll: async (enrollment, before) => {
      const partition = devicePartition(enrollment.tenantId, enrollment.deviceId);
      const row = { partition, key: LIVE.enrollment, columns: enrollmentColumns(enrollment) };
      const operations = [put(row, before.enrollment), ...supersede(partition, before)];
      if (before.enrollment !== undefined) operations.push(...(await archive(partition, before.enrollment.value)));
      await table.commit(operations);
    },

    writeSync: async ({ tenantId, deviceId }, before, { session, state, enrollment }) => {
      const partition = devicePartition(tenantId, deviceId);
      const operations = [put({ partition, key: LIVE.session, columns: sessionColumns(session) }, before.session)];
      if (state !== undefined) {
        operations.push(put({ partition, key: LIVE.state, columns: stateColumns(state) }, before.state));
      }
      if (enrollment !== undefined) {
        const columns = enrollmentColumns(enrollment);
        operations.push(put({ partition, key: LIVE.enrollment, columns }, before.enrollment));
      }
      await table.commit(operations);
    },
  };
}
