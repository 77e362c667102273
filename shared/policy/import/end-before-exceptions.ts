import type { XmlElement } from '../../xml/element';
import { isAbove, versionBefore } from '../values/version-number';
import { nameShown } from './not-carried';
import { type PublisherCondition, readPublisherCondition } from './read-publisher-condition';

/** Where an exception makes a denial end, and which part of the denial it speaks about; empty for all of it. */
interface End {
  readonly version: string;
  readonly part: string;
}

const matched = ['publisher', 'product', 'binary'] as const;

const isSame = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

function readEnd(denied: PublisherCondition, exception: XmlElement): End | undefined {
  if (exception.name !== 'FilePublisherCondition') return undefined;
  const excepted = readPublisherCondition(exception);
  if ('why' in excepted || excepted.minVersion === undefined || excepted.maxVersion !== undefined) return undefined;
  const narrower = matched.filter((name) => excepted[name] !== '*' && !isSame(excepted[name], denied[name]));
  if (narrower.some((name) => denied[name] !== '*')) return undefined;
  const version = versionBefore(excepted.minVersion);
  return version === undefined ? undefined : { version, part: narrower.map((name) => excepted[name]).join('\\') };
}

function noteOn(end: End, ends: readonly End[]): readonly string[] {
  if (ends.some(({ version, part }) => part === '' && version === end.version)) return [];
  const parts = nameShown(ends.flatMap(({ part }) => (part === '' ? [] : [part])).join(', '));
  return [
    `its exceptions: they speak about ${parts} only, and here nothing is denied above ${end.version}; deny other programs one by one`,
  ];
}

/**
 * A denial that ends below the versions that were excepted from it, for entries have no exceptions. It never denies what
 * it excepted; where the exceptions speak about single programs it denies less of the others, which its notes tell.
 * @returns `undefined` when exceptions do anything else than begin at a version, or leave nothing
 */
export function endBeforeExceptions(denied: PublisherCondition, exceptions: readonly XmlElement[]) {
  const all = exceptions.map((exception) => readEnd(denied, exception));
  const read = all.filter((end) => end !== undefined);
  if (read.length < all.length) return undefined;
  const { minVersion, maxVersion } = denied;
  const ends = read.filter(({ version }) => maxVersion === undefined || isAbove(maxVersion, version));
  const [lowest] = ends.toSorted((left, right) => (isAbove(left.version, right.version) ? 1 : -1));
  if (lowest === undefined) return { condition: denied, notes: [] };
  if (minVersion !== undefined && isAbove(minVersion, lowest.version)) return undefined;
  return { condition: { ...denied, maxVersion: lowest.version }, notes: noteOn(lowest, ends) };
}
