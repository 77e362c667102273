import type { Call, Reply } from '../../http';
import { authorizeInTenant } from '../authorize';
import { json, readJson } from '../json';
import { readQuery } from '../page-query';
import { judgePolicy } from './judge-policy';
import { checkedName, VALIDATE } from './policy-place';
import { validateQuery } from './policy-queries';
import { currentRevision } from './revisions';

/**
 * `POST policies/validate`: the verdict over the document in the body, by itself or, with query parameter `policy`, as
 * the next revision of that policy. Changes nothing. It shares its route with the policies, since the host picks between
 * overlapping ones by the function's name.
 */
export async function validatePolicy(call: Call): Promise<Reply> {
  if (call.request.params['name'] !== VALIDATE) return { status: 405, headers: { allow: 'GET, PUT' } };
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const input = await readJson(call);
  const { policy } = readQuery(call, validateQuery);
  const place = { tenant: stored.value, name: policy === undefined ? '' : checkedName(policy) };
  const checked = await judgePolicy(call, { ...place, input, current: await currentRevision(call, place) });
  const { ok, warnings } = checked;
  return json(200, { ok, errors: checked.ok ? [] : checked.errors, warnings });
}
