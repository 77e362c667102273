import { Buffer } from 'node:buffer';
import type { App } from '../sections/apps';
import { prefixRange } from '../values/ip-address';
import type { GraphPolicy } from './graph-policy';
import { importAppLocker } from './import-app-locker';
import type { NotCarried } from './not-carried';

/** A part of a document under construction. */
export type Json = Record<string, unknown>;

/** Marks connections by bare address among the cloud resources. */
const byAddress = '/*AppCompat*/';

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

function readFiles(files: Files): { apps: App[]; notCarried: NotCarried[] } {
  const read = (files ?? []).map(({ file }) => importAppLocker(Buffer.from(file ?? '', 'base64')));
  return { apps: read.flatMap(({ apps }) => apps), notCarried: read.flatMap(({ notCarried }) => notCarried) };
}

/** A list of apps from both of its sources: entries and AppLocker files. @throws ServiceError for a broken file */
export function readList(apps: Apps, files: Files) {
  const fromFiles = readFiles(files);
  const entries = [...(apps ?? []).map(readApp), ...fromFiles.apps];
  return { entries: entries.length === 0 ? undefined : entries, notCarried: fromFiles.notCarried };
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

/** The boundary. @param ranges What `readRanges` made of the addresses. */
export function readNetwork(policy: GraphPolicy, ranges: unknown): Json | undefined {
  const proxied = (policy.enterpriseProxiedDomains ?? []).flatMap(({ proxiedDomains }) => proxiedDomains ?? []);
  const hosts = proxied.filter(({ ipAddressOrFQDN }) => ipAddressOrFQDN !== byAddress);
  return defined({
    cloudResources:
      hosts.length === 0
        ? undefined
        : hosts.map(({ ipAddressOrFQDN, proxy }) => defined({ host: ipAddressOrFQDN, proxy: text(proxy) })),
    allowConnectionsByIpAddress: hosts.length < proxied.length ? true : undefined,
    domains: flat(policy.enterpriseNetworkDomainNames),
    ipRanges: ranges,
    ipRangesAreComplete: policy.enterpriseIPRangesAreAuthoritative,
    internalProxies: flat(policy.enterpriseInternalProxyServers),
    internetProxies: flat(policy.enterpriseProxyServers),
    internetProxiesAreComplete: policy.enterpriseProxyServersAreAuthoritative,
    neutralResources: flat(policy.neutralDomainResources),
  });
}
