import { type Call, type Reply, type Route, registerRoute } from '../http';
import { authorizeInTenant } from './authorize';
import { authorizeSave } from './authorize-save';
import { json, readJson } from './json';
import { diffPolicy } from './policies/diff-policy';
import { explainPolicy } from './policies/explain-policy';
import { getRevision, listRevisions, revisionView } from './policies/list-revisions';
import { policyPlace } from './policies/policy-place';
import { currentRevision, requireCurrent, revisionTag } from './policies/revisions';
import { rollBackPolicy } from './policies/roll-back-policy';
import { saveRevision } from './policies/save-revision';
import { validatePolicy } from './policies/validate-policy';
import { problem } from './problem';

const BASE = 'api/v1/policies';

const ROUTES: readonly Omit<Route, 'refuse'>[] = [
  { name: 'policies', route: BASE, handlers: { GET: listPolicies } },
  { name: 'policy', route: `${BASE}/{name}`, handlers: { GET: getPolicy, PUT: putPolicy, POST: validatePolicy } },
  { name: 'policy-revisions', route: `${BASE}/{name}/revisions`, handlers: { GET: listRevisions } },
  { name: 'policy-revision', route: `${BASE}/{name}/revisions/{revision}`, handlers: { GET: getRevision } },
  { name: 'policy-rollback', route: `${BASE}/{name}/rollback`, handlers: { POST: rollBackPolicy } },
  { name: 'policy-explain', route: `${BASE}/{name}/explain`, handlers: { POST: explainPolicy } },
  { name: 'policy-diff', route: `${BASE}/{name}/diff`, handlers: { POST: diffPolicy } },
];

/** `/api/v1/policies` and everything below: policy documents; each save is a new, immutable revision. */
export function registerPolicies(): void {
  for (const route of ROUTES) registerRoute({ ...route, refuse: problem });
}

async function listPolicies(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const { policies, settings } = stored.value;
  const items = [...policies].map(([name, revision]) => ({ name, revision, default: name === settings.defaultPolicy }));
  return json(200, { items });
}

async function getPolicy(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const current = await requireCurrent(call, policyPlace(call, stored.value));
  return json(200, revisionView(current), revisionTag(current.revision));
}

async function putPolicy(call: Call): Promise<Reply> {
  const saver = await authorizeSave(call);
  const place = policyPlace(call, saver.caller.stored.value);
  const input = await readJson(call);
  const current = await currentRevision(call, place);
  return saveRevision(call, saver, { name: place.name, input, origin: 'caller', current, action: 'policy.save' });
}
