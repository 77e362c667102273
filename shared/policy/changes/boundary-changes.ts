import type { PolicyDocument } from '../document';
import { canonicalName } from '../values/domain';
import { parseIpAddress } from '../values/ip-address';
import { type ChangeRule, warn } from './change-rule';

type Network = NonNullable<PolicyDocument['network']>;
type Range = NonNullable<Network['ipRanges']>[number];

/** A list that makes the boundary: what of the old one the new one does not reach. */
interface Places {
  readonly member: keyof Network & ('cloudResources' | 'domains' | 'ipRanges');
  readonly what: string;
  readonly gone: (before: Network, after: Network) => readonly string[];
}

const hostsOf = ({ cloudResources }: Network) =>
  (cloudResources ?? []).map(({ host }) =>
    host.startsWith('.') ? `.${canonicalName(host.slice(1))}` : canonicalName(host),
  );

/** The host itself, and each `.suffix` that takes it in. */
const reaches = (host: string) => [host, ...Array.from(host.matchAll(/\./g), ({ index }) => host.slice(index))];

function goneHosts(before: Network, after: Network): readonly string[] {
  const kept = new Set(hostsOf(after));
  return hostsOf(before).filter((host) => !reaches(host).some((one) => kept.has(one)));
}

function goneDomains(before: Network, after: Network): readonly string[] {
  const kept = new Set((after.domains ?? []).map(canonicalName));
  return (before.domains ?? []).map(canonicalName).filter((domain) => !kept.has(domain));
}

/** A range as two numbers of its family; a text that is none reaches nothing. */
function spanOf({ from, to }: Range) {
  const [first, last] = [parseIpAddress(from), parseIpAddress(to)];
  return first === undefined || last === undefined ? [] : [{ family: first.family, from: first.value, to: last.value }];
}

type Span = ReturnType<typeof spanOf>[number];

/** The spans in order, those that touch joined. */
function joined(spans: readonly Span[]): readonly Span[] {
  const done: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.family - other.family || (one.from < other.from ? -1 : 1))) {
    const last = done.at(-1);
    if (last === undefined || last.family !== span.family || span.from > last.to + 1n) done.push({ ...span });
    else if (span.to > last.to) last.to = span.to;
  }
  return done;
}

function goneRanges(before: Network, after: Network): readonly string[] {
  const kept = joined((after.ipRanges ?? []).flatMap(spanOf));
  const isReached = (range: Range) =>
    spanOf(range).every(({ family, from, to }) =>
      kept.some((span) => span.family === family && span.from <= from && to <= span.to),
    );
  return (before.ipRanges ?? []).filter((range) => !isReached(range)).map(({ from, to }) => `${from}-${to}`);
}

const BOUNDARY: readonly Places[] = [
  { member: 'cloudResources', what: 'host', gone: goneHosts },
  { member: 'domains', what: 'domain', gone: goneDomains },
  { member: 'ipRanges', what: 'range', gone: goneRanges },
];

/** CHANGE-6: what comes from a place is not taken for work any more. */
export const boundaryChanges: ChangeRule = (before, after) =>
  BOUNDARY.flatMap(({ member, what, gone }) =>
    gone(before.network ?? {}, after.network ?? {}).map((place) =>
      warn(after, `network.${member}`, {
        rule: 'CHANGE-6',
        message: `what comes from ${place} is not protected any more`,
        allowed: 'the boundary of the revision before',
        suggestion: `keep the ${what} as long as work data is there`,
      }),
    ),
  );
