import { describe, expect, inject, it } from 'vitest';
import { connect } from '../../../shared/storage/connection';
import { openStore } from '../../../shared/storage/open-store';
import { tenantColumns } from '../../../shared/storage/rows/tenant-row';
import { openTable } from '../../../shared/storage/table';
import { tenantSettings } from '../../../shared/tenant/tenant';
import { newOwner } from '../../support/storage-samples';

const connectionString = inject('tablesConnection');
const connection = connect({ connectionString });
const { tenants } = openStore({ connectionString });
const changed = { kind: 'precondition', code: 'storage.changed' };
const by = { author: '7e0b2f4c-0000-4000-8000-000000000001', savedAt: '2026-11-24T08:00:00.000Z' };
const terms = { version: '2026-11', title: 'Nutzungsbedingungen', text: 'Erstens.\n\nZweitens.' };

function newTenant() {
  const settings = tenantSettings.parse({ deviceCapPerUser: 3, publicHosts: ['mam.contoso.example'] });
  return tenants.create({ id: newOwner().tenantId, displayName: 'Contoso', status: 'active', settings });
}

const noise = (bytes: number) => {
  // Incompressible, but the same in each run.
  let seed = 1;
  return Array.from({ length: bytes }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(33 + (seed % 90));
  }).join('');
};

describe('a tenant', () => {
  it('is absent until it is created', async () => {
    expect(await tenants.load(newOwner().tenantId)).toBeUndefined();
  });

  it('cannot be created twice', async () => {
    const { value } = await newTenant();
    await expect(tenants.create(value)).rejects.toMatchObject({ kind: 'conflict', code: 'storage.exists' });
  });

  it('refuses a change of what was changed in the meantime', async () => {
    const tenant = await newTenant();
    await tenants.replace(tenant, { status: 'suspended' });
    await expect(tenants.replace(tenant, { displayName: 'Fabrikam' })).rejects.toMatchObject(changed);
  });

  it('comes back as it was created', async () => {
    const tenant = await newTenant();
    expect(await tenants.load(tenant.value.id)).toEqual(tenant);
    expect(tenant.value).toMatchObject({ version: 1, terms: new Map(), policies: new Map() });
  });

  it('rises in version with a change and keeps the rest', async () => {
    const tenant = await newTenant();
    const after = await tenants.replace(tenant, { status: 'suspended' });
    expect(after.value).toEqual({ ...tenant.value, status: 'suspended', version: 2 });
    expect(await tenants.load(tenant.value.id)).toEqual(after);
  });

  it('hands back an ETag with which the next change succeeds', async () => {
    const tenant = await tenants.savePolicy(await newTenant(), { name: 'a', document: {}, ...by });
    const next = await tenants.saveTerms(tenant.tenant, 'de-AT', terms);
    expect((await tenants.replace(next, { status: 'active' })).value.version).toBe(4);
  });
});

describe('a policy', () => {
  it('is refused above 512 KB of JSON', async () => {
    const document = { text: 'ü'.repeat(256 * 1024) };
    await expect(tenants.savePolicy(await newTenant(), { name: 'a', document, ...by })).rejects.toMatchObject({
      kind: 'too-large',
      code: 'policy.too-large',
    });
  });

  it('is refused with a tenant that was changed, and leaves no chunk behind', async () => {
    const tenant = await newTenant();
    await tenants.replace(tenant, { status: 'active' });
    await expect(tenants.savePolicy(tenant, { name: 'a', document: {}, ...by })).rejects.toMatchObject(changed);
    expect(await tenants.loadPolicy(tenant.value.id, 'a', 1)).toBeUndefined();
  });

  it('is absent under a name or number that was never saved, however long', async () => {
    const { tenant } = await tenants.savePolicy(await newTenant(), { name: 'a', document: {}, ...by });
    expect(await tenants.loadPolicy(tenant.value.id, 'a', 1e21)).toBeUndefined();
    expect(await tenants.loadPolicy(tenant.value.id, 'x'.repeat(100_000), 1)).toBeUndefined();
  });

  it('keeps every revision under its own number', async () => {
    const first = await tenants.savePolicy(await newTenant(), { name: 'a', document: { wip: 1 }, ...by });
    const second = await tenants.savePolicy(first.tenant, { name: 'a', document: { wip: 2 }, ...by });
    const { id, policies, version } = second.tenant.value;
    expect([first.revision, second.revision, policies.get('a'), version]).toEqual([1, 2, 2, 3]);
    expect(await tenants.loadPolicy(id, 'a', 1)).toEqual({ name: 'a', revision: 1, document: { wip: 1 }, ...by });
    expect(await tenants.loadPolicy(id, 'a', 2)).toMatchObject({ revision: 2, document: { wip: 2 } });
  });

  it('keeps two names with the same beginning apart', async () => {
    const first = await tenants.savePolicy(await newTenant(), { name: 'a', document: 'of a', ...by });
    const { tenant } = await tenants.savePolicy(first.tenant, { name: 'a-b', document: 'of a-b', ...by });
    expect(await tenants.loadPolicy(tenant.value.id, 'a', 1)).toMatchObject({ document: 'of a' });
    expect([...tenant.value.policies]).toEqual([
      ['a', 1],
      ['a-b', 1],
    ]);
  });

  it('of hundreds of KB that hardly compress comes back whole', async () => {
    const document = { text: noise(500 * 1024) };
    const { tenant } = await tenants.savePolicy(await newTenant(), { name: 'a', document, ...by });
    expect((await tenants.loadPolicy(tenant.value.id, 'a', 1))?.document).toEqual(document);
  });

  it('is saved past the revisions of which a tenant that was restored knows nothing', async () => {
    const first = await tenants.savePolicy(await newTenant(), { name: 'a', document: 1, ...by });
    const { id } = first.tenant.value;
    const table = openTable(connection.table('tenants'));
    const second = await tenants.savePolicy(first.tenant, { name: 'a', document: 2, ...by });
    await tenants.savePolicy(second.tenant, { name: 'a', document: 3, ...by });
    await table.upsert({ partition: id, key: 'tenant', columns: tenantColumns(first.tenant.value) });
    const restored = await tenants.load(id);
    if (restored === undefined) throw new Error('the tenant was restored');
    expect(await tenants.savePolicy(restored, { name: 'a', document: 4, ...by })).toMatchObject({ revision: 4 });
    expect(await tenants.loadPolicy(id, 'a', 3)).toMatchObject({ document: 3 });
    expect(await tenants.loadPolicy(id, 'a', 4)).toMatchObject({ document: 4 });
  });
});

describe('terms', () => {
  it('refuse another text under a version that was used', async () => {
    const tenant = await tenants.saveTerms(await newTenant(), 'de', terms);
    await expect(tenants.saveTerms(tenant, 'de', { ...terms, text: 'Drittens.' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'terms.version-taken',
    });
  });

  it('are absent in another language or version', async () => {
    const { value } = await tenants.saveTerms(await newTenant(), 'de', terms);
    expect(await tenants.loadTerms(value.id, terms.version, 'de-AT')).toBeUndefined();
    expect(await tenants.loadTerms(value.id, '2026', 'de')).toBeUndefined();
  });

  it.each(['x'.repeat(100_000), 'de/../en', "de' or '1' eq '1", '\u0000'])(
    'are absent in a language that a stranger made up',
    async (locale) => {
      const { value } = await tenants.saveTerms(await newTenant(), 'de', terms);
      expect(await tenants.loadTerms(value.id, terms.version, locale)).toBeUndefined();
    },
  );

  it('come back as they were saved and move the pointer', async () => {
    const { value } = await tenants.saveTerms(await newTenant(), 'de', terms);
    expect(await tenants.loadTerms(value.id, terms.version, 'de')).toEqual(terms);
    expect([...value.terms]).toEqual([['de', '2026-11']]);
  });

  it('of 50,000 characters of three bytes come back whole', async () => {
    const text = Array.from({ length: 50_000 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)));
    const long = { ...terms, text: text.join('') };
    const { value } = await tenants.saveTerms(await newTenant(), 'zh', long);
    expect(await tenants.loadTerms(value.id, long.version, 'zh')).toEqual(long);
  });

  it('saved again without a change raise no version', async () => {
    const tenant = await tenants.saveTerms(await newTenant(), 'de', terms);
    expect(await tenants.saveTerms(tenant, 'de', terms)).toEqual(tenant);
  });

  it('move the pointer back when an older version is saved again', async () => {
    const old = await tenants.saveTerms(await newTenant(), 'de', terms);
    const newer = await tenants.saveTerms(old, 'de', { ...terms, version: '2027-01', text: 'Neu.' });
    const back = await tenants.saveTerms(newer, 'de', terms);
    expect([back.value.terms.get('de'), back.value.version]).toEqual(['2026-11', 4]);
  });
});

async function walk(): Promise<{ seen: string[]; unreadable: string[] }> {
  let page = await tenants.list({ size: 1 });
  const seen = page.tenants.map(({ value }): string => value.id);
  const unreadable: string[] = [...page.unreadable];
  while (page.continuation !== undefined) {
    page = await tenants.list({ size: 100, continuation: page.continuation });
    seen.push(...page.tenants.map(({ value }) => value.id));
    unreadable.push(...page.unreadable);
  }
  return { seen, unreadable };
}

describe('the list of tenants', () => {
  it.each(['', '!!!', Buffer.from("' or RowKey ge '").toString('base64url')])(
    'refuses the continuation %j, which it did not give out',
    async (continuation) => {
      await expect(tenants.list({ size: 10, continuation })).rejects.toMatchObject({
        code: 'page.continuation-invalid',
      });
    },
  );

  it('has every tenant once, page by page, in the order of their ids', async () => {
    const mine = await Promise.all([newTenant(), newTenant(), newTenant()]);
    const { seen } = await walk();
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen).toEqual(expect.arrayContaining(mine.map(({ value }) => value.id)));
  });

  it('names a row that it cannot read beside those that it can', async () => {
    const { value } = await newTenant();
    const { tenantId } = newOwner();
    await openTable(connection.table('tenants')).upsert({ partition: tenantId, key: 'tenant', columns: { v: 99 } });
    const { seen, unreadable } = await walk();
    expect(unreadable).toContain(tenantId);
    expect(seen).toContain(value.id);
    expect(seen).not.toContain(tenantId);
  });
});
