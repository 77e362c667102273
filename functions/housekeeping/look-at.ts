import { toServiceError } from '../../shared/errors';
import type { DueEntry, DueKind } from '../../shared/storage/stores/due';
import type { Work } from '../http';
import { lookAtAcceptance } from './look-at-acceptance';
import { lookAtDevice } from './look-at-device';
import { lookAtFleet } from './look-at-fleet';
import { lookAtLogs } from './look-at-logs';
import { lookAtPieces } from './look-at-pieces';
import { lookAtPlace } from './look-at-place';
import { lookAtVerdict } from './look-at-verdict';
import type { Counting } from './run-counts';

/** Looks at one thing, and says when to look again; `undefined` when never. */
export type Look = (work: Work, entry: DueEntry, counts: Counting) => Promise<DueEntry | undefined>;

const LOOKS: Readonly<Record<DueKind, Look>> = {
  device: lookAtDevice,
  acceptance: lookAtAcceptance,
  verdict: lookAtVerdict,
  fleet: lookAtFleet,
  place: lookAtPlace,
  pieces: lookAtPieces,
  logs: lookAtLogs,
};

/**
 * Looks at what is due, and moves its entry: the new one first, so that dying in between only looks twice. What cannot be
 * looked at stays due an hour longer, and keeps nothing else waiting.
 */
export async function lookAt(work: Work, entry: DueEntry, counts: Counting): Promise<void> {
  const { due } = work.service().store;
  counts.add('looked');
  const next = await nextLook(work, entry, counts);
  if (next !== undefined) await due.put(next);
  await due.remove(entry);
}

const HOUR_MS = 3_600_000;

async function nextLook(work: Work, entry: DueEntry, counts: Counting): Promise<DueEntry | undefined> {
  try {
    return await LOOKS[entry.kind](work, entry, counts);
  } catch (thrown) {
    const { code } = toServiceError(thrown);
    // Without storage nothing else can be looked at either, nor this be put off.
    if (code === 'storage.unavailable') throw thrown;
    counts.add('failed');
    work.log.error('housekeeping.failed', { code, kind: entry.kind, tenantId: entry.tenantId });
    return { ...entry, at: new Date(work.service().clock().getTime() + HOUR_MS).toISOString() };
  }
}
