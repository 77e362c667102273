import type { RosterEntry } from '../../shared/storage/store';
import { weekOf } from '../../shared/storage/week';
import type { Call } from '../http';
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
  const kept: RosterEntry[] = [];
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE);
    const seen = await Promise.all(some.map((entry) => wasSeen(call, entry, since)));
    kept.push(...some.filter((_, index) => !seen[index]));
  }
  return kept;
}

async function wasSeen(call: Call, entry: RosterEntry, since: string): Promise<boolean> {
  if (weekOf(seenAt(entry)) !== weekOf(since)) return false;
  const { session } = await call.service().store.devices.loadLive(entry.tenantId, entry.deviceId);
  return session?.value.generation === entry.generation && !isBefore(session.value.at, since);
}
