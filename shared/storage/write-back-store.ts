import type { TenantId } from '../ids';
import { devicePartition, REFUSAL, WRITE_BACK } from './keys';
import { put } from './put';
import type { RowAddress } from './row';
import { readRefusal, refusalColumns } from './rows/refusal-row';
import { readWriteBack, writeBackColumns } from './rows/write-back-row';
import type { DeviceKey } from './stores/stored';
import type { WriteBackStore } from './stores/write-backs';
import type { Table } from './table';

const addressOf = ({ tenantId, deviceId }: DeviceKey): RowAddress => ({
  partition: devicePartition(tenantId, deviceId),
  key: WRITE_BACK,
});

const refusalOf = (tenantId: TenantId): RowAddress => ({ partition: tenantId, key: REFUSAL });

/** The rows `directory` of tables `devices` and `tenants`. */
export function openWriteBackStore({ tenants, devices }: { tenants: Table; devices: Table }): WriteBackStore {
  return {
    load: async (device) => {
      const row = await devices.read(addressOf(device));
      return row === undefined ? undefined : { value: readWriteBack(row), etag: row.etag };
    },

    save: async (device, before, value) => {
      const [etag = ''] = await devices.commit([
        put({ ...addressOf(device), columns: writeBackColumns(value) }, before),
      ]);
      return { value, etag };
    },

    forget: (device, { etag }) => devices.removeUnchanged({ ...addressOf(device), etag }),

    loadRefusal: async (tenantId) => {
      const row = await tenants.read(refusalOf(tenantId));
      return row === undefined ? undefined : readRefusal(row);
    },

    saveRefusal: (tenantId, refusal) => tenants.upsert({ ...refusalOf(tenantId), columns: refusalColumns(refusal) }),

    removeRefusal: (tenantId) => tenants.remove(refusalOf(tenantId)),
  };
}
