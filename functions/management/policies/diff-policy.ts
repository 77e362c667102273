import { z } from 'zod';
import { diff } from '../../../shared/policy/diff';
import type { PolicyDocument } from '../../../shared/policy/document';
import type { Call, Reply } from '../../http';
import { authorizeInTenant, type TenantCaller } from '../authorize';
import { json, readBodyAs } from '../json';
import { comparedDocument } from './compared-document';
import { explainedDevice } from './device-inputs';
import { acceptPolicy } from './judge-policy';
import { type PolicyPlace, policyPlace } from './policy-place';
import { requireDocument } from './read-document';
import { currentRevision, requireRevision } from './revisions';

const revisionNumber = z.int().min(1);

/** What is compared. */
export const comparison = z.strictObject({
  from: revisionNumber
    .optional()
    .describe('A revision; the latest one when absent, the one before it when `to` is absent too.'),
  to: z
    .union([revisionNumber, z.record(z.string(), z.unknown())])
    .optional()
    .describe('A revision or a document; the latest revision when absent.'),
});

type Comparison = z.infer<typeof comparison>;

/** One side of a comparison; without a revision it is a document that is not saved. */
interface Side<Document = PolicyDocument> {
  readonly document: Document;
  readonly revision?: number;
}

/** `POST policies/{name}/diff`: what changes on a PC from one revision to another, or to a document. Changes nothing. */
export async function diffPolicy(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const place = policyPlace(call, caller.stored.value);
  const wanted = await readBodyAs(call, comparison);
  const to = await laterSide(call, { caller, place }, wanted);
  const from = await earlierSide(call, place, wanted);
  const { shown, inputs } = await explainedDevice(call, caller);
  const numbers = { ...revisionOf('from', from), ...revisionOf('to', to) };
  return json(200, { name: place.name, ...numbers, device: shown, ...diff(from.document, to.document, inputs) });
}

async function laterSide(
  call: Call,
  { caller, place }: { readonly caller: TenantCaller; readonly place: PolicyPlace },
  { to }: Comparison,
): Promise<Side> {
  if (typeof to === 'object') {
    const current = await currentRevision(call, place);
    const { document } = await acceptPolicy(call, { ...place, input: to, current });
    return { document: comparedDocument(caller, { input: to, document }) };
  }
  const stored = await requireRevision(call, place, to ?? latest(place));
  return { document: requireDocument(stored), revision: stored.revision };
}

async function earlierSide(
  call: Call,
  place: PolicyPlace,
  { from, to }: Comparison,
): Promise<Side<PolicyDocument | undefined>> {
  const revision = from ?? (to === undefined ? latest(place) - 1 : latest(place));
  if (revision === 0) return { document: undefined };
  const stored = await requireRevision(call, place, revision);
  return { document: requireDocument(stored), revision };
}

const latest = ({ tenant, name }: PolicyPlace) => tenant.policies.get(name) ?? 0;

const revisionOf = (side: 'from' | 'to', { revision }: Side<unknown>) =>
  revision === undefined ? {} : { [side]: revision };
