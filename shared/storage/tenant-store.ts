import { ServiceError } from '../errors';
import { parseTenantId, type TenantId } from '../ids';
import type { Tenant } from '../tenant/tenant';
import { requireSameTerms } from '../terms/require-same-terms';
import type { TermsText } from '../terms/terms-text';
import { policyChunk, policyChunks, TENANT, termsKey } from './keys';
import { readListAcross } from './page';
import type { NewRow, Operation, StoredRow } from './row';
import { policyRows, readPolicy } from './rows/policy-rows';
import { readTenant, tenantColumns } from './rows/tenant-row';
import { readTerms, termsColumns } from './rows/terms-row';
import type { Stored } from './stores/stored';
import type { PolicyRevision, SavedPolicy, TenantStore } from './stores/tenants';
import type { Table } from './table';

const TENANT_ID = /^[0-9a-f-]{36}$/;

const tenantRow = (tenant: Tenant): NewRow => ({ partition: tenant.id, key: TENANT, columns: tenantColumns(tenant) });

/** The partition of a tenant in table `tenants`. */
export function openTenantStore(table: Table): TenantStore {
  // Every change of anything in the partition replaces the tenant row, which makes it conditional and raises the version.
  async function change(
    before: Stored<Tenant>,
    members: Partial<Omit<Tenant, 'id' | 'version'>>,
    inserts: readonly NewRow[] = [],
  ): Promise<Stored<Tenant>> {
    const value: Tenant = { ...before.value, ...members, version: before.value.version + 1 };
    const operations: Operation[] = [{ kind: 'replace', row: tenantRow(value), etag: before.etag }];
    for (const row of inserts) operations.push({ kind: 'insert', row });
    const [etag = ''] = await table.commit(operations);
    return { value, etag };
  }

  async function loadTerms(id: TenantId, version: string, locale: string): Promise<TermsText | undefined> {
    const row = await table.read({ partition: id, key: termsKey(version, locale) });
    return row === undefined ? undefined : readTerms(row);
  }

  async function saveAs(tenant: Stored<Tenant>, policy: PolicyRevision): Promise<SavedPolicy> {
    const policies = new Map(tenant.value.policies).set(policy.name, policy.revision);
    const saved = await change(tenant, { policies }, policyRows(tenant.value.id, policy));
    return { tenant: saved, revision: policy.revision };
  }

  // A tenant that was restored from a back-up knows nothing of later revisions, whose rows are there still and never change.
  async function firstFree(id: TenantId, { name, revision }: PolicyRevision): Promise<number> {
    let free = revision;
    while ((await table.read({ partition: id, key: policyChunk(name, free, 0) })) !== undefined) free += 1;
    return free;
  }

  return {
    load: async (id) => {
      const row = await table.read({ partition: id, key: TENANT });
      return row === undefined ? undefined : { value: readTenant(row, id), etag: row.etag };
    },

    create: async (tenant) => {
      const value: Tenant = { quotas: {}, ...tenant, version: 1, terms: new Map(), policies: new Map() };
      return { value, etag: await table.insert(tenantRow(value)) };
    },

    replace: (tenant, members) => change(tenant, members),

    savePolicy: async (tenant, document) => {
      const next = { ...document, revision: (tenant.value.policies.get(document.name) ?? 0) + 1 };
      try {
        return await saveAs(tenant, next);
      } catch (thrown) {
        if (!(thrown instanceof ServiceError && thrown.code === 'storage.changed')) throw thrown;
        const revision = await firstFree(tenant.value.id, next);
        if (revision === next.revision) throw thrown;
        return saveAs(tenant, { ...next, revision });
      }
    },

    loadPolicy: async (id, name, revision) =>
      readPolicy(await table.readRange(id, policyChunks(name, revision)), { name, revision }),

    saveTerms: async (tenant, locale, terms) => {
      const known = await loadTerms(tenant.value.id, terms.version, locale);
      requireSameTerms(known, terms);
      if (known !== undefined && tenant.value.terms.get(locale) === terms.version) return tenant;
      const pointers = new Map(tenant.value.terms).set(locale, terms.version);
      const key = termsKey(terms.version, locale);
      const row: NewRow = { partition: tenant.value.id, key, columns: termsColumns(terms) };
      return change(tenant, { terms: pointers }, known === undefined ? [row] : []);
    },

    loadTerms,

    list: async (page) => {
      const { rows, ...rest } = await readListAcross(table, { key: TENANT, pattern: TENANT_ID }, page);
      const read = rows.map((row) => {
        const id = parseTenantId(row.partition);
        return id === undefined ? undefined : readListed(row, id);
      });
      const tenants = read.flatMap((one) => (one !== undefined && 'value' in one ? [one] : []));
      const unreadable = read.flatMap((one) => (one !== undefined && 'id' in one ? [one.id] : []));
      return { tenants, unreadable, ...rest };
    },
  };
}

// One row that this instance cannot read, of a newer one perhaps, must not keep the others from being listed.
function readListed(row: StoredRow, id: TenantId): Stored<Tenant> | { readonly id: TenantId } {
  try {
    return { value: readTenant(row, id), etag: row.etag };
  } catch (thrown) {
    if (thrown instanceof ServiceError) return { id };
    throw thrown;
  }
}
