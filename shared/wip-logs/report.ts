import { type Count, countGroups, type Sighting } from './count-groups';
import { type Place, placeOf } from './place';
import type { WipEvent, WipEventKind } from './wip-event';

/** What a report counts by. */
export const DIMENSIONS = ['app', 'site', 'kind', 'user', 'day'] as const;

/** See {@link DIMENSIONS}. */
export type Dimension = (typeof DIMENSIONS)[number];

/** One line of a report. */
export interface ReportLine extends Count {
  /** App, host, kind, object id of the user, or day (UTC). */
  readonly name: string;
  readonly kinds: Readonly<Partial<Record<WipEventKind, number>>>;
}

/** Counts records by app, site, kind, user or day. Those that name no app, or no site, are in none of its lines. */
export function report(sightings: readonly Sighting[], by: Dimension): readonly ReportLine[] {
  return countGroups(sightings, (sighting) => subjectOf(sighting, by)).map(
    ({ subject, sightings: seen, ...count }) => ({
      name: subject,
      ...count,
      kinds: kindsOf(seen),
    }),
  );
}

function subjectOf(sighting: Sighting, by: Dimension): { key: string; subject: string } | undefined {
  const { event, userId } = sighting;
  switch (by) {
    case 'app':
      return named(placesOf(event).find(({ kind }) => kind !== 'site'));
    case 'site':
      return named(placesOf(event).find(({ kind }) => kind === 'site'));
    case 'kind':
      return { key: event.kind, subject: event.kind };
    case 'user':
      return { key: userId, subject: userId };
    case 'day':
      return { key: event.at.slice(0, 10), subject: event.at.slice(0, 10) };
  }
}

// What the data left first; where it went says the record as well.
function placesOf({ sourceApp, app, destinationApp }: WipEvent): readonly Place[] {
  return [sourceApp, app, destinationApp].filter((text) => text !== undefined).map(placeOf);
}

function named(place: Place | undefined): { key: string; subject: string } | undefined {
  return place && { key: place.id, subject: place.name };
}

function kindsOf(seen: readonly Sighting[]): ReportLine['kinds'] {
  const kinds: Partial<Record<WipEventKind, number>> = {};
  for (const { event } of seen) kinds[event.kind] = (kinds[event.kind] ?? 0) + 1;
  return kinds;
}
