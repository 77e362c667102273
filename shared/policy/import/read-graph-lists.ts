import { prefixRange } from '../values/ip-address';
import type { GraphPolicy } from './graph-policy';
import { nameShown } from './not-carried';
import { defined, type Json, text } from './read-graph-values';

/** Marks connections by bare address: an entry of its own among the cloud resources, or glued to the last one. */
const byAddress = /\/\*AppCompat\*\/$/i;

/** All texts of Graph's named collections; consoles join some of them by separators. */
export function flat(collections: GraphPolicy['neutralDomainResources']): string[] | undefined {
  const texts = (collections ?? [])
    .flatMap(({ resources }) => resources ?? [])
    .flatMap((entry) => entry.split(/[;,|]/));
  const entries = texts.map((entry) => entry.trim()).filter((entry) => entry !== '');
  return entries.length === 0 ? undefined : entries;
}

/** Address ranges; prefixes become first and last address, what is neither is reported. */
export function readRanges(collections: GraphPolicy['enterpriseIPRanges']) {
  const all = (collections ?? []).flatMap(({ ranges }) => ranges ?? []);
  const read = all.map(({ lowerAddress, upperAddress, cidrAddress }) => {
    const spread = prefixRange(cidrAddress ?? '');
    return spread ?? (lowerAddress && upperAddress ? { from: lowerAddress, to: upperAddress } : undefined);
  });
  const lost = all
    .filter((_, index) => read[index] === undefined)
    .map(({ cidrAddress, lowerAddress, upperAddress }) => cidrAddress || lowerAddress || upperAddress || 'a range');
  const entries = read.filter((range) => range !== undefined);
  const notCarried = lost.map((range) => ({
    what: nameShown(`enterpriseIPRanges ${range}`),
    why: 'write it as first and last address',
  }));
  return { entries: entries.length === 0 ? undefined : entries, notCarried };
}

/** A cloud resource without the marker, and without the comma that some texts ask for where there is no proxy. */
const hostAlone = (entry: string) => entry.trim().replace(byAddress, '').replace(/,$/, '').trim();

/** The boundary. @param ranges What `readRanges` made of the addresses. */
export function readNetwork(policy: GraphPolicy, ranges: unknown): Json | undefined {
  const proxied = (policy.enterpriseProxiedDomains ?? []).flatMap(({ proxiedDomains }) => proxiedDomains ?? []);
  const hosts = proxied.flatMap(({ ipAddressOrFQDN, proxy }) => {
    const host = hostAlone(ipAddressOrFQDN);
    return host === '' ? [] : [defined({ host, proxy: text(proxy) })];
  });
  const isOpen = proxied.some(({ ipAddressOrFQDN }) => byAddress.test(ipAddressOrFQDN.trim()));
  return defined({
    cloudResources: hosts.length === 0 ? undefined : hosts,
    allowConnectionsByIpAddress: isOpen ? true : undefined,
    domains: flat(policy.enterpriseNetworkDomainNames),
    ipRanges: ranges,
    ipRangesAreComplete: policy.enterpriseIPRangesAreAuthoritative,
    internalProxies: flat(policy.enterpriseInternalProxyServers),
    internetProxies: flat(policy.enterpriseProxyServers),
    internetProxiesAreComplete: policy.enterpriseProxyServersAreAuthoritative,
    neutralResources: flat(policy.neutralDomainResources),
  });
}
