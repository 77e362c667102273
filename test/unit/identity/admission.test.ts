import { beforeEach, describe, expect, it } from 'vitest';
import { createTenantAdmission } from '../../../shared/identity/admission';
import type { TenantId } from '../../../shared/ids';
import type { Stored } from '../../../shared/storage/stores/stored';
import type { Tenant } from '../../../shared/tenant/tenant';
import { NOW, STRANGER, TENANT, tenantIdOf, tenantOf } from './entra';

let now: Date;
let rows: Map<TenantId, Tenant>;
let loads: TenantId[];

beforeEach(() => {
  now = NOW;
  rows = new Map([[TENANT, tenantOf(TENANT)]]);
  loads = [];
});

const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const stored = (tenant: Tenant | undefined): Stored<Tenant> | undefined =>
  tenant === undefined ? undefined : { value: tenant, etag: '1' };
const version = (number: number) => tenantOf(TENANT, { version: number });

function admission() {
  const load = async (id: TenantId) => {
    loads.push(id);
    return stored(rows.get(id));
  };
  return createTenantAdmission({ store: { load }, clock: () => now });
}

/** An admission whose reads end when the test says so, in any order. */
function slowAdmission() {
  const reads: { end: (tenant: Tenant | undefined) => void; fail: (error: Error) => void }[] = [];
  const load = () =>
    new Promise<Stored<Tenant> | undefined>((resolve, reject) => {
      reads.push({ end: (tenant) => resolve(stored(tenant)), fail: reject });
    });
  return { reads, admission: createTenantAdmission({ store: { load }, clock: () => now }) };
}

const tenantId = (n: number) => tenantIdOf(`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`);

describe('tenant admission', () => {
  it('reads a tenant once a minute', async () => {
    const tenants = admission();
    expect(await tenants.find(TENANT, 'cached')).toEqual(tenantOf(TENANT));
    later(59);
    await tenants.find(TENANT, 'cached');
    expect(loads).toHaveLength(1);
    later(1);
    await tenants.find(TENANT, 'cached');
    expect(loads).toHaveLength(2);
  });

  it('remembers for a minute that a tenant is not onboarded', async () => {
    const tenants = admission();
    expect(await tenants.find(STRANGER, 'cached')).toBeUndefined();
    rows.set(STRANGER, tenantOf(STRANGER));
    later(59);
    expect(await tenants.find(STRANGER, 'cached')).toBeUndefined();
    expect(loads).toHaveLength(1);
    later(1);
    expect(await tenants.find(STRANGER, 'cached')).toEqual(tenantOf(STRANGER));
  });

  it('reads every time when asked for a fresh one, and later cached requests profit from it', async () => {
    const tenants = admission();
    await Promise.all([tenants.find(TENANT, 'fresh'), tenants.find(TENANT, 'fresh')]);
    await tenants.find(TENANT, 'fresh');
    expect(loads).toHaveLength(3);
    await tenants.find(TENANT, 'cached');
    expect(loads).toHaveLength(3);
  });

  it('shares one read among cached requests that come at the same time', async () => {
    const { admission: tenants, reads } = slowAdmission();
    const found = Array.from({ length: 100 }, () => tenants.find(TENANT, 'cached'));
    reads[0]?.end(version(1));
    expect(await Promise.all(found)).toEqual(Array(100).fill(version(1)));
    expect(reads).toHaveLength(1);
  });

  it('does not let a fresh request join a read that began before it', async () => {
    const { admission: tenants, reads } = slowAdmission();
    const cached = tenants.find(TENANT, 'cached');
    const fresh = tenants.find(TENANT, 'fresh');
    expect(reads).toHaveLength(2);
    reads[0]?.end(version(1));
    reads[1]?.end(version(2));
    expect(await cached).toEqual(version(1));
    expect(await fresh).toEqual(version(2));
  });

  it('tells everybody who waits that a read failed, and reads again for the next', async () => {
    const { admission: tenants, reads } = slowAdmission();
    const waiting = [tenants.find(TENANT, 'cached'), tenants.find(TENANT, 'cached')];
    reads[0]?.fail(new Error('no storage'));
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = tenants.find(TENANT, 'cached');
    reads[1]?.end(version(1));
    expect(await next).toEqual(version(1));
  });

  it('counts from the beginning of a read, because what it tells may be as old as that', async () => {
    const { admission: tenants, reads } = slowAdmission();
    const slow = tenants.find(TENANT, 'cached');
    later(60);
    reads[0]?.end(version(1));
    await slow;
    const next = tenants.find(TENANT, 'cached');
    expect(reads).toHaveLength(2);
    reads[1]?.end(version(1));
    await next;
  });

  it('reads again when the clock was set back', async () => {
    const tenants = admission();
    await tenants.find(TENANT, 'cached');
    later(-3600);
    await tenants.find(TENANT, 'cached');
    expect(loads).toHaveLength(2);
  });
});

describe('the version that a session has seen', () => {
  it('makes an older cached tenant be read again', async () => {
    const tenants = admission();
    await tenants.find(TENANT, 'cached');
    rows.set(TENANT, version(7));
    expect(await tenants.find(TENANT, 'cached', 7)).toEqual(version(7));
    expect(await tenants.find(TENANT, 'cached', 7)).toEqual(version(7));
    expect(loads).toHaveLength(2);
  });

  it('makes a tenant be read that was unknown a moment ago', async () => {
    const tenants = admission();
    await tenants.find(STRANGER, 'cached');
    rows.set(STRANGER, tenantOf(STRANGER, { version: 3 }));
    expect(await tenants.find(STRANGER, 'cached', 3)).toEqual(tenantOf(STRANGER, { version: 3 }));
  });

  it('is not served by a read that began before the change', async () => {
    const { admission: tenants, reads } = slowAdmission();
    const early = tenants.find(TENANT, 'cached');
    const demanding = tenants.find(TENANT, 'cached', 2);
    reads[0]?.end(version(1));
    expect(await early).toEqual(version(1));
    reads[1]?.end(version(2));
    expect(await demanding).toEqual(version(2));
    expect(reads).toHaveLength(2);
  });
});

describe('what an instance has just written', () => {
  it('is known at once', async () => {
    const tenants = admission();
    await tenants.find(TENANT, 'cached');
    await tenants.find(STRANGER, 'cached');
    tenants.remember(version(2));
    tenants.remember(tenantOf(STRANGER));
    expect(await tenants.find(TENANT, 'cached')).toEqual(version(2));
    expect(await tenants.find(STRANGER, 'cached')).toEqual(tenantOf(STRANGER));
    expect(loads).toHaveLength(2);
  });

  it('does not replace a newer version', async () => {
    const tenants = admission();
    rows.set(TENANT, version(9));
    await tenants.find(TENANT, 'fresh');
    tenants.remember(version(8));
    expect(await tenants.find(TENANT, 'cached')).toEqual(version(9));
  });

  it('is not undone by a read that began before it', async () => {
    const { admission: tenants, reads } = slowAdmission();
    const slow = tenants.find(TENANT, 'fresh');
    tenants.remember(version(2));
    reads[0]?.end(version(1));
    expect(await slow).toEqual(version(2));
    expect(await tenants.find(TENANT, 'cached')).toEqual(version(2));
  });

  it('is not undone by a read that began before the tenant was created', async () => {
    const { admission: tenants, reads } = slowAdmission();
    const slow = tenants.find(TENANT, 'cached');
    tenants.remember(version(1));
    reads[0]?.end(undefined);
    expect(await slow).toEqual(version(1));
  });

  it('is given up for an older version that a later read finds, because storage decides', async () => {
    const tenants = admission();
    tenants.remember(version(5));
    expect(await tenants.find(TENANT, 'fresh')).toEqual(version(1));
    expect(await tenants.find(TENANT, 'cached')).toEqual(version(1));
  });
});

describe('the room for tenants', () => {
  it('is bounded, so that the least recently used is read again', async () => {
    const tenants = admission();
    for (let n = 0; n < 10_001; n += 1) {
      rows.set(tenantId(n), tenantOf(tenantId(n)));
      await tenants.find(tenantId(n), 'cached');
    }
    await tenants.find(tenantId(10_000), 'cached');
    expect(loads).toHaveLength(10_001);
    await tenants.find(tenantId(0), 'cached');
    expect(loads).toHaveLength(10_002);
  });

  it('is not that of strangers, however many come', async () => {
    const tenants = admission();
    await tenants.find(TENANT, 'cached');
    for (let n = 0; n < 2_001; n += 1) {
      await tenants.find(tenantId(n), 'cached');
    }
    await tenants.find(TENANT, 'cached');
    expect(loads.filter((id) => id === TENANT)).toHaveLength(1);
    await tenants.find(tenantId(0), 'cached');
    expect(loads.filter((id) => id === tenantId(0))).toHaveLength(2);
  });
});
