import type { WipEvent } from './wip-event';

/** A record, and on whose device it was seen. */
export interface Sighting {
  readonly event: WipEvent;
  readonly userId: string;
  readonly deviceId: string;
}

/** How often something was seen, how many people and devices it touches, and when. */
export interface Count {
  readonly events: number;
  readonly people: number;
  readonly devices: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** What sightings are put together by; `undefined` when a sighting belongs to none. */
export type Grouping<Subject> = (sighting: Sighting) => { readonly key: string; readonly subject: Subject } | undefined;

/** A subject with the sightings of it, counted. */
export interface Counted<Subject> extends Count {
  readonly subject: Subject;
  readonly sightings: readonly Sighting[];
}

/** Sightings put together and counted; those that touch most people first, then those seen most often. */
export function countGroups<Subject>(sightings: readonly Sighting[], grouping: Grouping<Subject>): Counted<Subject>[] {
  const groups = new Map<string, { readonly subject: Subject; readonly seen: Sighting[] }>();
  for (const sighting of sightings) {
    const found = grouping(sighting);
    if (found === undefined) continue;
    const group = groups.get(found.key) ?? { subject: found.subject, seen: [] };
    group.seen.push(sighting);
    groups.set(found.key, group);
  }
  const counted = [...groups].map(([key, { subject, seen }]) => ({
    key,
    group: { subject, ...counts(seen), sightings: seen },
  }));
  return counted
    .sort((a, b) => b.group.people - a.group.people || b.group.events - a.group.events || (a.key < b.key ? -1 : 1))
    .map(({ group }) => group);
}

function counts(seen: readonly Sighting[]): Count {
  const times = seen.map(({ event }) => event.at);
  return {
    events: seen.length,
    people: new Set(seen.map(({ userId }) => userId)).size,
    devices: new Set(seen.map(({ deviceId }) => deviceId)).size,
    firstAt: times.reduce((a, b) => (a < b ? a : b), '9999'),
    lastAt: times.reduce((a, b) => (a > b ? a : b), ''),
  };
}
