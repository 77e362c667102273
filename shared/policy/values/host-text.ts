import { asResources, corrected, correctedEach, type HostKind, longestHost, port, portKind, suffixKind } from './host';
import { judged, type Objection, writeInstead } from './judged';
import { asSeen, hasLookalike, hasUnseen } from './unseen';

const complaints: readonly (readonly [RegExp, string])[] = [
  [/\*/, 'asterisks are not understood by Windows'],
  [/:\/\//, 'a scheme is not understood by Windows'],
  [/\//, 'a path is not understood by Windows'],
  [/\.$/, 'a dot at the end is not understood by Windows'],
  [/[,;|]/, 'one entry holds one host; separators are written by the server'],
  [/[\s\p{Z}\u0085]/u, 'blanks are not understood by Windows'],
];

function complaintAbout(text: string, { takesPort }: HostKind): string | undefined {
  const complaint = complaints.find(([pattern]) => pattern.test(text))?.[1];
  if (complaint !== undefined) return complaint;
  if (!takesPort && port.test(text)) return 'a port is not understood by Windows';
  if (hasUnseen(text)) return 'characters that nobody sees are not understood by Windows';
  return hasLookalike(text) ? 'what only looks like a separator is not understood by Windows' : undefined;
}

/** What the list itself says at its end (rule NET-6); it is written by the server. */
const marker = /^\/\*appcompat\*\/$/i;

function judgeHost(text: string, kind: HostKind): Objection | undefined {
  if (kind.isGood(text)) return undefined;
  if (marker.test(text)) {
    const suggestion = 'remove the entry and write `"allowConnectionsByIpAddress": true`';
    return { rule: 'NET-6', message: 'is a marker, not a host', suggestion };
  }
  if (text.length > 2 * longestHost) return { message: 'is longer than any host name' };
  const message = complaintAbout(text, kind) ?? complaintAbout(asSeen(text), kind) ?? 'is not a host name';
  const hosts = correctedEach(text, kind);
  if (hosts !== undefined) return { message, suggestion: writeInstead(kind.several(hosts)) };
  const correction = corrected(text, kind);
  return { message, ...(correction === undefined ? {} : { suggestion: writeInstead(correction) }) };
}

/** What a member says of the hosts that it takes. */
interface Words {
  readonly allowed: string;
  readonly advice: string;
}

const hostText = ({ words, ...kind }: HostKind & { readonly words: Words }) =>
  judged({ rule: 'NET-5', ...words, judge: (text) => judgeHost(text, kind) });

const ofHosts: Words = {
  allowed: 'a host such as contoso.sharepoint.com, or .contoso.com for all subdomains',
  advice: 'write a host name alone, e.g. `contoso.sharepoint.com`',
};

const ofProxies: Words = {
  allowed: 'a host such as proxy.contoso.com, or with a port proxy.contoso.com:8080',
  advice: 'write a host name, with a port from 1 to 65535 where it is needed, e.g. `proxy.contoso.com:8080`',
};

/** A host name, or with a leading dot all its subdomains, in a list of texts. */
export const hostOrSuffix = hostText({ ...suffixKind, words: ofHosts });

/** The same as the host of a cloud resource. */
export const resourceHost = hostText({ ...suffixKind, several: asResources, words: ofHosts });

/** A host name with or without a port, in a list of texts. */
export const hostWithPort = hostText({ ...portKind, words: ofProxies });

/** The same as the proxy of a cloud resource, which has one. */
export const resourceProxy = hostText({ ...portKind, several: ([first = '']) => first, words: ofProxies });
