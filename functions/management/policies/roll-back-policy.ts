import { z } from 'zod';
import { ServiceError } from '../../../shared/errors';
import type { Call, Reply } from '../../http';
import { authorizeSave } from '../authorize-save';
import { readBodyAs } from '../json';
import { policyPlace } from './policy-place';
import { requireCurrent, requireRevision } from './revisions';
import { saveRevision } from './save-revision';

/** Where to go back to. */
export const rollback = z.strictObject({
  revision: z.int().min(1).describe('The revision whose document becomes the next one.'),
});

/**
 * `POST policies/{name}/rollback`: the document of an earlier revision, secrets included, becomes the next one. It has to
 * keep the rules of today.
 */
export async function rollBackPolicy(call: Call): Promise<Reply> {
  const saver = await authorizeSave(call);
  const place = policyPlace(call, saver.caller.stored.value);
  const { revision } = await readBodyAs(call, rollback);
  const current = await requireCurrent(call, place);
  const { document: input } = await requireRevision(call, place, revision);
  if (revision === current.revision) {
    throw new ServiceError('conflict', 'policy.revision-current', `Revision ${revision} is the current one already.`);
  }
  const facts = { to: revision };
  return saveRevision(call, saver, {
    name: place.name,
    input,
    origin: 'revision',
    current,
    action: 'policy.rollback',
    facts,
  });
}
