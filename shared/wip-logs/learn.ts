import { type App, apps } from '../policy/sections/apps';
import { network } from '../policy/sections/network';
import { type Count, countGroups, type Sighting } from './count-groups';
import { type Place, placeOf } from './place';

/** Something that work data goes to beyond the boundary, and the change of a policy that would put it inside. */
export interface Lesson extends Count {
  readonly kind: 'app' | 'site' | 'other';
  readonly name: string;
  /** Absent where no rule can name it. */
  readonly change?: LessonChange;
}

/** An entry to be added to a list of a policy document. */
export type LessonChange =
  | { readonly list: 'apps.protected'; readonly add: App }
  | { readonly list: 'network.cloudResources'; readonly add: { readonly host: string } };

/**
 * The apps and sites to which work data leaves the boundary, those that touch most people first. What the users decrypted
 * by themselves names no place, and teaches nothing about the boundary.
 */
export function learn(sightings: readonly Sighting[]): readonly Lesson[] {
  const counted = countGroups(sightings, (sighting) => {
    const place = destinationOf(sighting);
    return place && { key: `${place.kind} ${place.id}`, subject: place };
  });
  return counted.map(({ subject: place, sightings: _, ...count }) => ({
    kind: place.kind,
    name: place.name,
    ...count,
    ...changeFor(place),
  }));
}

function destinationOf({ event }: Sighting): Place | undefined {
  const { kind, destinationApp, destinationEnterpriseId } = event;
  if (kind === 'protection-removed' || destinationApp === undefined || destinationEnterpriseId !== undefined)
    return undefined;
  return placeOf(destinationApp);
}

// The texts are the device's own: what no document may hold is not proposed.
function changeFor(place: Place): { readonly change?: LessonChange } {
  if (place.kind === 'app' && apps.safeParse({ protected: [place.app] }).success) {
    return { change: { list: 'apps.protected', add: place.app } };
  }
  const site = { host: place.id };
  if (place.kind === 'site' && network.safeParse({ cloudResources: [site] }).success) {
    return { change: { list: 'network.cloudResources', add: site } };
  }
  return {};
}
