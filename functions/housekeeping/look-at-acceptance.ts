import { parseAcceptanceId, parseUserId } from '../../shared/ids';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { Work } from '../http';
import type { Counting } from './run-counts';

/**
 * Deletes terms that were shown and led to no enrollment. What a device used is kept: it is the proof that its user
 * accepted.
 */
export async function lookAtAcceptance(work: Work, entry: DueEntry, counts: Counting): Promise<undefined> {
  const { people } = work.service().store;
  const [userId, id] = [parseUserId(entry.subject), parseAcceptanceId(entry.item)];
  if (userId === undefined || id === undefined) return;
  const acceptance = await people.loadAcceptance(entry.tenantId, userId, id);
  if (acceptance === undefined || acceptance.value.boundTo !== undefined) return;
  await people.removeAcceptance(acceptance);
  counts.add('ended');
}
