import { z } from 'zod';
import { ServiceError } from '../../shared/errors';
import { parseTenantId, type TenantId } from '../../shared/ids';
import type { Stored } from '../../shared/storage/store';
import { type Tenant, tenantSettings } from '../../shared/tenant/tenant';
import { type Call, type Reply, registerRoute } from '../http';
import { audited } from './audited';
import { authorize } from './authorize';
import { json, readBodyAs } from './json';
import { problem } from './problem';
import { tenantView } from './tenant-view';

const tenantChange = z.strictObject({
  // Becomes the name of the account that Windows shows, in an XML document.
  displayName: z
    .string()
    .trim()
    .max(256)
    .regex(/^[^\p{C}]+$/u, { message: 'text without control characters, e.g. Contoso Ltd' }),
  status: z.enum(['active', 'suspended', 'offboarding']).default('active'),
});

type TenantChange = z.infer<typeof tenantChange>;

/** `PUT /api/v1/operator/tenants/{tenantId}`: the vendor creates a tenant, suspends it, or lifts that. */
export function registerOperatorTenants(): void {
  registerRoute({
    name: 'operator-tenants',
    route: 'api/v1/operator/tenants/{tenantId}',
    handlers: { PUT: putTenant },
    refuse: problem,
  });
}

async function putTenant(call: Call): Promise<Reply> {
  const caller = await authorize(call, ['Mam.Operator']);
  const id = parseTenantId(call.request.params['tenantId']);
  if (id === undefined) throw new ServiceError('invalid', 'tenant.id', 'A tenant id is a GUID.');
  const change = await readBodyAs(call, tenantChange);
  const facts = { tenant: id, status: change.status };
  const saved = await audited(call, caller, { action: 'tenant.put', facts }, () => save(call, id, change));
  return json(200, tenantView(saved.value), saved.etag);
}

async function save(call: Call, id: TenantId, change: TenantChange): Promise<Stored<Tenant>> {
  const { tenants } = call.service().store;
  const stored = await tenants.load(id);
  const saved =
    stored === undefined
      ? await tenants.create({ id, ...change, settings: tenantSettings.parse({}) })
      : await tenants.replace(stored, change);
  call.service().admission.remember(saved.value);
  return saved;
}
