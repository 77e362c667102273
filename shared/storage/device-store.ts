import type { Enrollment } from '../enrollment/enrollment';
import { addAction } from './add-action';
import { archive, pastActionRow, pastEnrollmentRow, readHistory } from './history';
import { devicePartition, LIVE } from './keys';
import { OPERATIONS } from './limits';
import { actionOperations, liveActionRow, openActions, replaceAction } from './live-actions';
import { dropPieces, pieceOperations, readPieces } from './pieces';
import { put } from './put';
import type { NewRow, Operation } from './row';
import { enrollmentColumns, readEnrollment } from './rows/enrollment-row';
import { readSession, sessionColumns } from './rows/session-row';
import { readState, stateColumns } from './rows/state-row';
import type { DeviceStore, LiveDevice, SyncWrite } from './stores/devices';
import type { DeviceKey } from './stores/stored';
import type { Table } from './table';

const partitionOf = ({ tenantId, deviceId }: DeviceKey) => devicePartition(tenantId, deviceId);

const enrollmentRow = (enrollment: Enrollment): NewRow => ({
  partition: partitionOf(enrollment),
  key: LIVE.enrollment,
  columns: enrollmentColumns(enrollment),
});

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

function liveOperations(partition: string, before: LiveDevice, { session, state, enrollment }: SyncWrite): Operation[] {
  const operations = [put({ partition, key: LIVE.session, columns: sessionColumns(session) }, before.session)];
  if (state !== undefined) {
    operations.push(put({ partition, key: LIVE.state, columns: stateColumns(state) }, before.state));
  }
  if (enrollment !== undefined) operations.push(put(enrollmentRow(enrollment), before.enrollment));
  return operations;
}

/** The partitions of devices in table `devices`. */
export function openDeviceStore(table: Table): DeviceStore {
  return {
    loadLive: async (tenantId, deviceId) => {
      const rows = await table.readRange(devicePartition(tenantId, deviceId), LIVE.range);
      const live: { -readonly [K in keyof LiveDevice]: LiveDevice[K] } = { actions: openActions(rows) };
      for (const row of rows) {
        const { key, etag } = row;
        if (key === LIVE.enrollment) live.enrollment = { value: readEnrollment(row, { tenantId, deviceId }), etag };
        if (key === LIVE.state) live.state = { value: readState(row), etag };
        if (key === LIVE.session) live.session = { value: readSession(row), etag };
      }
      return live;
    },

    enroll: async (enrollment, before, closed = []) => {
      const partition = partitionOf(enrollment);
      const past = closed.map((action) => pastActionRow(partition, action));
      const old = before.enrollment?.value;
      if (old !== undefined) past.push(pastEnrollmentRow(partition, old, enrollment.enrolledAt));
      await table.commit([
        put(enrollmentRow(enrollment), before.enrollment),
        ...supersede(partition, before),
        ...closed.map((action): Operation => ({ kind: 'delete', row: liveActionRow(partition, action) })),
        ...(await archive(table, past)),
      ]);
    },

    writeSync: async (device, before, write) => {
      const partition = partitionOf(device);
      const { actions: after = [], chunks } = write;
      const operations = liveOperations(partition, before, write);
      operations.push(...(await actionOperations(table, partition, { before: before.actions, after })));
      operations.push(...pieceOperations(partition, chunks));
      await table.commit(operations.splice(0, OPERATIONS));
      // Pieces beyond what a batch takes; all that matters is written.
      while (operations.length > 0) await table.commit(operations.splice(0, OPERATIONS));
    },

    addAction: (device, action, admit) => addAction(table, device, { action, admit }),

    replaceAction: (device, before, after) => replaceAction(table, partitionOf(device), { before, after }),

    dropPieces: (device, { value: { partial: _, ...session }, etag }) =>
      dropPieces(table, { partition: partitionOf(device), key: LIVE.session, columns: sessionColumns(session) }, etag),

    readChunks: (device, count) => readPieces(table, partitionOf(device), count),

    loadHistory: (device) => readHistory(table, device),
  };
}
