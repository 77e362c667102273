import type { PolicyDocument } from '../../../shared/policy/document';
import { explain } from '../../../shared/policy/explain';
import type { Finding } from '../../../shared/policy/finding';
import type { Call, Reply } from '../../http';
import { authorizeInTenant } from '../authorize';
import { json, readOptionalJson } from '../json';
import { explainedDevice } from './device-inputs';
import { acceptPolicy } from './judge-policy';
import { type PolicyPlace, policyPlace } from './policy-place';
import { requireDocument } from './read-document';
import { currentRevision, requireCurrent } from './revisions';

/** What is explained: a saved revision, or the document that came along. */
interface Explained {
  readonly document: PolicyDocument;
  readonly revision?: number;
  readonly warnings: readonly Finding[];
}

/**
 * `POST policies/{name}/explain`: what the policy, or the document in the body, does on a typical PC, or on the one of
 * query parameter `device`. Changes nothing.
 */
export async function explainPolicy(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const place = policyPlace(call, caller.stored.value);
  const { document, ...about } = await explained(call, place);
  const { shown, inputs } = await explainedDevice(call, caller);
  return json(200, { name: place.name, ...about, device: shown, ...explain(document, inputs) });
}

async function explained(call: Call, place: PolicyPlace): Promise<Explained> {
  const input = await readOptionalJson(call);
  if (input !== undefined) {
    const accepted = await acceptPolicy(call, { ...place, input, current: await currentRevision(call, place) });
    return { document: accepted.document, warnings: accepted.warnings };
  }
  const current = await requireCurrent(call, place);
  return { document: requireDocument(current), revision: current.revision, warnings: [] };
}
