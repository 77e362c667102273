import { Buffer } from 'node:buffer';
import { ServiceError } from '../../errors';
import { prefixRange } from '../values/ip-address';
import type { GraphPolicy } from './graph-policy';
import { type ImportedApps, importAppLocker } from './import-app-locker';

/** A part of a document under construction. */
export type Json = Record<string, unknown>;

/** Marks connections by bare address: an entry of its own among the cloud resources, or glued to the last one. */
const byAddress = /\/\*AppCompat\*\/$/i;

type Apps = GraphPolicy['protectedApps'];
type Files = GraphPolicy['protectedAppLockerFiles'];

/** An object without its members that are absent; `undefined` when nothing is left. */
export const defined = (object: Json): Json | undefined => {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined && value !== null);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

/** A text without blanks around it; `undefined` when nothing is left. */
export const text = (value: string | null | undefined) => value?.trim() || undefined;

/** All texts of Graph's named collections; consoles join some of them by separators. */
export function flat(collections: GraphPolicy['neutralDomainResources']): string[] | undefined {
  const texts = (collections ?? [])
    .flatMap(({ resources }) => resources ?? [])
    .flatMap((entry) => entry.split(/[;,|]/));
  const entries = texts.map((entry) => entry.trim()).filter((entry) => entry !== '');
  return entries.length === 0 ? undefined : entries;
}

function readApp(entry: NonNullable<Apps>[number]): Json {
  const type = entry['@odata.type']?.endsWith('StoreApp') ? 'store' : 'desktop';
  const version = (value: string | null | undefined) => (text(value) === '*' ? undefined : text(value));
  return {
    ...defined({
      type,
      name: text(entry.displayName) ?? text(entry.productName),
      publisher: text(entry.publisherName),
      product: text(entry.productName) ?? '*',
      binary: type === 'desktop' ? (text(entry.binaryName) ?? '*') : undefined,
      minVersion: version(entry.binaryVersionLow),
      maxVersion: version(entry.binaryVersionHigh),
      action: entry.denied === true ? 'deny' : undefined,
    }),
  };
}

/** The apps of one AppLocker file; a file that cannot be read is reported, for the rest of the policy is good. */
function readFile({ displayName, file }: NonNullable<Files>[number]): ImportedApps {
  try {
    return importAppLocker(Buffer.from(file ?? '', 'base64'));
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    const what = `AppLocker file ${text(displayName) ?? ''}`.trim();
    return { apps: [], notCarried: [{ what, why: `cannot be read: ${thrown.message}` }] };
  }
}

/** A list of apps from both of its sources: entries and AppLocker files. */
export function readList(apps: Apps, files: Files) {
  const fromFiles = (files ?? []).map(readFile);
  const entries = [...(apps ?? []).map(readApp), ...fromFiles.flatMap((file) => file.apps)];
  const notCarried = fromFiles.flatMap((file) => file.notCarried);
  return { entries: entries.length === 0 ? undefined : entries, notCarried };
}

/** Address ranges; prefixes become first and last address, what is neither is reported. */
export function readRanges(collections: GraphPolicy['enterpriseIPRanges']) {
  const all = (collections ?? []).flatMap(({ ranges }) => ranges ?? []);
  const read = all.map(({ lowerAddress, upperAddress, cidrAddress }) => {
    const spread = prefixRange(cidrAddress ?? '');
    return spread ?? (lowerAddress && upperAddress ? { from: lowerAddress, to: upperAddress } : undefined);
  });
  const lost = all.filter((_, index) => read[index] === undefined).map(({ cidrAddress }) => cidrAddress ?? 'a range');
  const entries = read.filter((range) => range !== undefined);
  const notCarried = lost.map((range) => ({
    what: `enterpriseIPRanges ${range}`,
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
