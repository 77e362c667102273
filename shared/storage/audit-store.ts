import { ServiceError } from '../errors';
import { clearPartition } from './clear-partition';
import { auditKey, auditPartition, dayOf, EVERYTHING, proofPartition } from './keys';
import { readListPage } from './page';
import { auditColumns, readAudit } from './rows/audit-row';
import { proofColumns, readProof } from './rows/proof-row';
import type { AuditEntry, AuditStore, WipeProof } from './stores/audit';
import type { Table } from './table';

const AUDIT_KEY = /^\d{16}_[A-Za-z0-9.=-]{0,400}$/;
const MONTH = /^\d{4}(0[1-9]|1[0-2])$/;

const monthOf = (time: Date): string => dayOf(time).slice(0, 6);

function addressOf(entry: AuditEntry): { partition: string; key: string } {
  const at = new Date(entry.at);
  return { partition: auditPartition(entry.tenantId, monthOf(at)), key: auditKey(at, entry.id) };
}

// By the time of the request: it never changes, so that a proof that is written again replaces itself.
function proofAddress({ tenantId, deviceId, action, requestedAt }: WipeProof): { partition: string; key: string } {
  return { partition: proofPartition(tenantId), key: auditKey(new Date(requestedAt), `${deviceId}_${action}`) };
}

/** The audit trail and the wipe proofs in table `audit`. */
export function openAuditStore(table: Table): AuditStore {
  return {
    put: (entry) => table.upsert({ ...addressOf(entry), columns: auditColumns(entry) }),

    list: async (tenantId, month, { to, ...page }) => {
      if (!MONTH.test(month)) {
        throw new ServiceError('invalid', 'audit.month-invalid', 'Write the month as yyyymm, e.g. 202611.');
      }
      const begin = to === undefined ? {} : { begin: auditKey(to, '') };
      const list = { partition: auditPartition(tenantId, month), pattern: AUDIT_KEY, ...begin };
      const { rows, ...rest } = await readListPage(table, list, page);
      return { entries: rows.map((row) => readAudit(row, tenantId)), ...rest };
    },

    listIntended: async (tenantId, { from, to }) => {
      const months = [...new Set([monthOf(from), monthOf(to)])];
      const keys = { from: auditKey(to, ''), to: `${auditKey(from, '')}~` };
      const read = months.map((month) => table.readRange(auditPartition(tenantId, month), keys));
      const entries = (await Promise.all(read)).flat().map((row) => readAudit(row, tenantId));
      return entries.filter(({ outcome }) => outcome === 'intended');
    },

    clearMonth: (tenantId, month) => clearPartition(table, auditPartition(tenantId, month), EVERYTHING),

    putProof: (proof) => table.upsert({ ...proofAddress(proof), columns: proofColumns(proof) }),

    listProofs: async (tenantId, page) => {
      const list = { partition: proofPartition(tenantId), pattern: AUDIT_KEY };
      const { rows, ...rest } = await readListPage(table, list, page);
      return { proofs: rows.map((row) => readProof(row, tenantId)), ...rest };
    },
  };
}
