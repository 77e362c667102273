import { ServiceError } from '../../../shared/errors';
import { hideSecrets } from '../../../shared/policy/secrets';
import type { PolicyRevision } from '../../../shared/storage/stores/tenants';
import type { Call, Reply } from '../../http';
import { authorizeInTenant } from '../authorize';
import { json } from '../json';
import { readQuery } from '../page-query';
import { type PolicyPlace, policyPlace } from './policy-place';
import { revisionsQuery } from './policy-queries';
import { loadRevisions, requireCurrent, requireRevision, revisionTag } from './revisions';

const PAGE_SIZE = 20;
const numberText = /^[1-9][0-9]{0,8}$/;

/** `GET policies/{name}/revisions`: who saved which revision and when, newest first, in pages. */
export async function listRevisions(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const place = policyPlace(call, stored.value);
  const { continuation } = readQuery(call, revisionsQuery);
  const latest = (await requireCurrent(call, place)).revision;
  const newest = Math.min(continuation ?? latest, latest);
  const items = (await loadRevisions(call, place, { newest, count: PAGE_SIZE })).map(summary);
  const rest = newest - PAGE_SIZE;
  return json(200, { items, ...(rest > 0 ? { continuation: String(rest) } : {}) });
}

/** `GET policies/{name}/revisions/{revision}`: the document of a revision, marks in place of secrets. */
export async function getRevision(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const place: PolicyPlace = policyPlace(call, stored.value);
  const found = await requireRevision(call, place, revisionParameter(call));
  return json(200, revisionView(found), revisionTag(found.revision));
}

/** A revision as the API shows it: marks in place of secrets. */
export function revisionView(stored: PolicyRevision): object {
  return { ...stored, document: hideSecrets(stored.document) };
}

const summary = ({ revision, author, savedAt }: PolicyRevision) => ({ revision, author, savedAt });

function revisionParameter(call: Call): number {
  const text = call.request.params['revision'] ?? '';
  if (numberText.test(text)) return Number(text);
  throw new ServiceError('invalid', 'policy.revision', 'A revision is a whole number from 1.');
}
