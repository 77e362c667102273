import type { RosterEntry } from '../../shared/storage/stores/roster';
import { weekOf } from '../../shared/storage/week';
import type { Call } from '../http';
import { inParts } from '../in-parts';
import { isBefore, seenAt } from './device-query';

const AT_ONCE = 16;

/**
 * The devices of a page without those that were heard of since a time. Lists know that by the week, so that where time and
 * row lie in the same week, the device itself is asked.
 */
export async function withoutSeen(
  call: Call,
  entries: readonly RosterEntry[],
  since: string | undefined,
): Promise<readonly RosterEntry[]> {
  if (since === undefined) return entries;
  const seen = await inParts(entries, AT_ONCE, (entry) => wasSeen(call, entry, since));
  return entries.filter((_, index) => !seen[index]);
}

async function wasSeen(call: Call, entry: RosterEntry, since: string): Promise<boolean> {
  if (weekOf(seenAt(entry)) !== weekOf(since)) return false;
  const { session } = await call.service().store.devices.loadLive(entry.tenantId, entry.deviceId);
  return session?.value.generation === entry.generation && !isBefore(session.value.at, since);
}
