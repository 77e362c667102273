import { z } from 'zod';
import { ServiceError } from '../../shared/errors';
import { parseTenantId, type TenantId } from '../../shared/ids';
import type { Stored } from '../../shared/storage/stores/stored';
import { type Tenant, tenantQuotas, tenantSettings } from '../../shared/tenant/tenant';
import { type Call, type Reply, registerRoute } from '../http';
import { audited } from './audited';
import { authorize } from './authorize';
import { changedFacts } from './changed-facts';
import { requireMatch } from './conditional';
import { json, readBodyAs } from './json';
import { nextPage, pageOf, pageQuery, readQuery } from './page-query';
import { problem } from './problem';
import { operatorView } from './tenant-view';

/** What the operator says of a tenant; quotas that are absent stay as they are. */
export const tenantChange = z.strictObject({
  // Becomes the name of the account that Windows shows, in an XML document.
  displayName: z
    .string()
    .trim()
    .max(256)
    .regex(/^[^\p{C}]+$/u, { message: 'text without control characters, e.g. Contoso Ltd' }),
  status: z.enum(['active', 'suspended', 'offboarding']).default('active'),
  quotas: tenantQuotas.optional(),
});

type TenantChange = z.infer<typeof tenantChange>;

/** `/api/v1/operator/tenants`: the vendor lists, creates and suspends tenants, and sets their quotas. */
export function registerOperatorTenants(): void {
  registerRoute({
    name: 'operator-tenant-list',
    route: 'api/v1/operator/tenants',
    handlers: { GET: listTenants },
    refuse: problem,
  });
  registerRoute({
    name: 'operator-tenants',
    route: 'api/v1/operator/tenants/{tenantId}',
    handlers: { GET: getTenant, PUT: putTenant },
    refuse: problem,
  });
}

async function listTenants(call: Call): Promise<Reply> {
  const { tenantId } = await authorize(call, ['Mam.Operator']);
  const query = readQuery(call, z.strictObject(pageQuery));
  const list = { name: 'tenants', tenantId, filter: {} };
  const { tenants, unreadable, continuation } = await call.service().store.tenants.list(pageOf(list, query));
  const items = tenants.map(({ value }) => operatorView(value));
  return json(200, { items, ...(unreadable.length > 0 ? { unreadable } : {}), ...nextPage(list, continuation) });
}

async function getTenant(call: Call): Promise<Reply> {
  await authorize(call, ['Mam.Operator']);
  const stored = await call.service().store.tenants.load(tenantOf(call));
  if (stored === undefined) throw new ServiceError('not-found', 'tenant.not-found', 'There is no tenant of this id.');
  return json(200, operatorView(stored.value), stored.etag);
}

async function putTenant(call: Call): Promise<Reply> {
  const caller = await authorize(call, ['Mam.Operator']);
  const id = tenantOf(call);
  const change = await readBodyAs(call, tenantChange);
  const stored = await call.service().store.tenants.load(id);
  requireMatch(call, stored?.etag);
  const { displayName, status, quotas } = stored?.value ?? {};
  const before = stored === undefined ? {} : { displayName, status, quotas };
  const facts = { by: 'operator', ...changedFacts(before, { ...before, ...membersOf(change) }) };
  // In the trail of the tenant: whom it concerns can read it.
  const saved = await audited(call, { tenantId: id, id: caller.id }, { action: 'tenant.put', facts }, () =>
    save(call, { id, change, stored }),
  );
  return json(200, operatorView(saved.value), saved.etag);
}

function tenantOf(call: Call): TenantId {
  const id = parseTenantId(call.request.params['tenantId']);
  if (id === undefined) throw new ServiceError('invalid', 'tenant.id', 'A tenant id is a GUID.');
  return id;
}

interface Saving {
  readonly id: TenantId;
  readonly change: TenantChange;
  readonly stored: Stored<Tenant> | undefined;
}

async function save(call: Call, { id, change, stored }: Saving): Promise<Stored<Tenant>> {
  const { tenants } = call.service().store;
  const members = membersOf(change);
  const saved =
    stored === undefined
      ? await tenants.create({ id, ...members, settings: tenantSettings.parse({}) })
      : await tenants.replace(stored, members);
  call.service().admission.remember(saved.value);
  return saved;
}

const membersOf = ({ quotas, ...rest }: TenantChange) => ({ ...rest, ...(quotas === undefined ? {} : { quotas }) });
