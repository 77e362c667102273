import type { CatalogueNode } from './catalogue-node';

/** First builds of the Windows releases in which nodes came into being; none for insider builds. */
const releaseBuilds: ReadonlyMap<string, number> = new Map([
  ['1507', 10_240],
  ['1511', 10_586],
  ['1607', 14_393],
  ['1703', 15_063],
  ['1709', 16_299],
  ['1803', 17_134],
  ['1809', 17_763],
  ['1903', 18_362],
  ['1909', 18_363],
  ['2004', 19_041],
  ['20H2', 19_042],
  ['11-21H2', 22_000],
  ['11-22H2', 22_621],
]);

/** Build and revision of a version such as `10.0.19045.2364`; undefined when the text is no Windows version. */
function buildOf(version: string): { readonly build: number; readonly revision: number } | undefined {
  const [, build, revision] = /^[0-9]{1,2}\.[0-9]{1,2}\.([0-9]{1,6})(?:\.([0-9]{1,6}))?$/.exec(version) ?? [];
  return build === undefined ? undefined : { build: Number(build), revision: Number(revision ?? 0) };
}

/**
 * Whether a Windows version has a node: later than its first build, or a build that got it as a back-port. A version
 * that cannot be read counts as having it, so that the device answers for itself.
 * @param osVersion As enrolled, e.g. `10.0.19045.2364`.
 */
export function isAvailable({ since, builds = [] }: CatalogueNode, osVersion: string): boolean {
  const device = buildOf(osVersion);
  if (device === undefined) return true;
  const [first, ...backPorts] = builds.flatMap((version) => buildOf(version) ?? []);
  const from = first?.build ?? releaseBuilds.get(since) ?? Number.POSITIVE_INFINITY;
  if (device.build > from) return true;
  const candidates = device.build === from ? [first ?? { build: from, revision: 0 }] : backPorts;
  return candidates.some(({ build, revision }) => device.build === build && device.revision >= revision);
}
