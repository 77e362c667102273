import type { DirectoryRefusal } from '../../shared/compliance/directory/directory-refusal';
import type { Stored } from '../../shared/storage/stores/stored';
import { type Tenant, type TenantSettings, tenantSettings } from '../../shared/tenant/tenant';
import { lookAtFleetSoon } from '../housekeeping/first-look';
import { type Call, type Reply, registerRoute } from '../http';
import { audited } from './audited';
import { authorizeInTenant, type TenantCaller } from './authorize';
import { authorizeSave } from './authorize-save';
import { changedFacts } from './changed-facts';
import { requireMatch } from './conditional';
import { json, readBodyAs } from './json';
import type { MemberProblem } from './member-problem';
import { problem } from './problem';
import { RefusedDocument } from './refused-document';
import { tenantView } from './tenant-view';

/** `/api/v1/tenant`: the caller's own tenant with its settings. */
export function registerTenant(): void {
  registerRoute({
    name: 'tenant',
    route: 'api/v1/tenant',
    handlers: { GET: getTenant, PUT: putTenant },
    refuse: problem,
  });
}

async function getTenant(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  return json(200, tenantView(stored.value, await refusalOf(call, stored.value)), stored.etag);
}

// Read only where it can be there.
function refusalOf(call: Call, { id, settings }: Tenant): Promise<DirectoryRefusal | undefined> {
  return settings.writeCompliance ? call.service().store.writeBacks.loadRefusal(id) : Promise.resolve(undefined);
}

async function putTenant(call: Call): Promise<Reply> {
  const { caller, isDryRun } = await authorizeSave(call);
  requireMatch(call, caller.stored.etag);
  const settings = await readBodyAs(call, tenantSettings);
  requirePolicies(settings, caller.stored.value.policies);
  const tried = { value: { ...caller.stored.value, settings }, etag: caller.stored.etag };
  const { value, etag } = isDryRun ? tried : await saveSettings(call, caller, settings);
  return json(200, tenantView(value, await refusalOf(call, value)), etag);
}

async function saveSettings(call: Call, caller: TenantCaller, settings: TenantSettings): Promise<Stored<Tenant>> {
  const { store, clock, admission } = call.service();
  const before = caller.stored.value.settings;
  // Before the settings are saved: where that fails, housekeeping finds that there is nothing to do.
  if (settings.writeCompliance && !before.writeCompliance) {
    await store.due.put(lookAtFleetSoon(caller.tenantId, clock()));
  }
  const change = { action: 'tenant.settings', facts: changedFacts(before, settings) };
  const saved = await audited(call, caller, change, () => store.tenants.replace(caller.stored, { settings }));
  admission.remember(saved.value);
  return saved;
}

function requirePolicies({ defaultPolicy, assignments }: TenantSettings, policies: ReadonlyMap<string, number>): void {
  const assigned = assignments.map(({ policy }, index) => ({ path: `assignments[${index}].policy`, name: policy }));
  const named = defaultPolicy === undefined ? [] : [{ path: 'defaultPolicy', name: defaultPolicy }];
  const missing = [...named, ...assigned].filter(({ name }) => !policies.has(name));
  if (missing.length > 0) throw new RefusedDocument(missing.map((one) => missingPolicy(one, policies)));
}

function missingPolicy(
  { path, name }: { readonly path: string; readonly name: string },
  policies: ReadonlyMap<string, number>,
): MemberProblem {
  const allowed = policies.size > 0 ? [...policies.keys()].join(', ') : 'no policy has been saved yet';
  const message = 'There is no policy of this name.';
  const suggestion = `save it first: PUT /api/v1/policies/${name}`;
  return { path, rule: 'TENANT-1', message, found: name, allowed, suggestion };
}
