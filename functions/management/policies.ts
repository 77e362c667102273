import { ServiceError } from '../../shared/errors';
import { checkPolicy } from '../../shared/policy/check-policy';
import type { PolicyRevision } from '../../shared/storage/store';
import { policyName, type Tenant } from '../../shared/tenant/tenant';
import { type Call, type Reply, registerRoute } from '../http';
import { audited } from './audited';
import { authorizeInTenant, requireActiveTenant, type TenantCaller } from './authorize';
import { json, readJson } from './json';
import { problem } from './problem';
import { RefusedDocument } from './refused-document';

/** `/api/v1/policies` and `/api/v1/policies/{name}`: policy documents; each save is a new, immutable revision. */
export function registerPolicies(): void {
  registerRoute({
    name: 'policies',
    route: 'api/v1/policies',
    handlers: { GET: listPolicies },
    refuse: problem,
  });
  registerRoute({
    name: 'policy',
    route: 'api/v1/policies/{name}',
    handlers: { GET: getPolicy, PUT: putPolicy },
    refuse: problem,
  });
}

async function listPolicies(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const { policies, settings } = stored.value;
  const items = [...policies].map(([name, revision]) => ({ name, revision, default: name === settings.defaultPolicy }));
  return json(200, { items });
}

async function getPolicy(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const current = await currentRevision(call, stored.value, nameOf(call));
  if (current === undefined) throw new ServiceError('not-found', 'policy.unknown', 'There is no policy of this name.');
  return json(200, current);
}

async function putPolicy(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  requireActiveTenant(caller.stored.value);
  const name = nameOf(call);
  const input = await readJson(call);
  const previous = await currentRevision(call, caller.stored.value, name);
  const checked = checkPolicy(input, { previous: previous?.document, now: call.service().clock() });
  if (!checked.ok) throw new RefusedDocument(checked.errors, checked.warnings);
  const revision = await save(call, caller, name, checked.document);
  return json(200, { name, revision, warnings: checked.warnings });
}

async function save(call: Call, caller: TenantCaller, name: string, document: unknown): Promise<number> {
  const savedAt = call.service().clock().toISOString();
  const policy = { name, document, author: caller.id, savedAt };
  const saved = await audited(call, caller, { action: 'policy.save', facts: { policy: name } }, () =>
    call.service().store.tenants.savePolicy(caller.stored, policy),
  );
  call.service().admission.remember(saved.tenant.value);
  return saved.revision;
}

async function currentRevision(call: Call, tenant: Tenant, name: string): Promise<PolicyRevision | undefined> {
  const revision = tenant.policies.get(name);
  return revision === undefined ? undefined : call.service().store.tenants.loadPolicy(tenant.id, name, revision);
}

function nameOf(call: Call): string {
  const name = policyName.safeParse(call.request.params['name']);
  if (name.success) return name.data;
  throw new ServiceError('invalid', 'policy.name', 'A policy name is lower-case letters, digits and inner hyphens.');
}
