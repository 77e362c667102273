import { judged, type Objection, writeInstead } from './judged';
import { asSeen, hasLookalike, hasUnseen } from './unseen';

const label = '[A-Za-z0-9_\\u0080-\\uffff](?:[A-Za-z0-9_\\u0080-\\uffff-]{0,61}[A-Za-z0-9\\u0080-\\uffff])?';
const shape = new RegExp(`^(?:${label}\\.)*${label}$`);
const portShape = /^[1-9][0-9]{0,4}$/;
const longest = 253;

/**
 * Whether the text is a host name or an IPv4 address: labels joined by dots, nothing around them, no blank of any kind
 * and nothing that only looks like a separator (rule NET-5).
 */
export const isHost = (text: string): boolean =>
  text.length <= longest && shape.test(text) && !hasUnseen(text) && !hasLookalike(text);

const isHostOrSuffix = (text: string) => isHost(text.startsWith('.') ? text.slice(1) : text);

function isHostWithPort(text: string): boolean {
  const [host = '', port, ...rest] = text.split(':');
  if (rest.length > 0 || !isHost(host)) return false;
  return port === undefined || (portShape.test(port) && Number(port) <= 65_535);
}

/** The hosts that a console joined in one text, ports included, or `undefined` when it holds no two of them. */
export function hostsIn(text: string): readonly string[] | undefined {
  if (text.length > 2 * longest) return undefined;
  const entries = asSeen(text)
    .split(/[;,|]/)
    .flatMap((entry) => entry.trim() || []);
  const areHosts = entries.every((entry) => isHostOrSuffix(entry) || isHostWithPort(entry));
  return entries.length > 1 && areHosts ? entries : undefined;
}

/** Texts as they stand in a list, e.g. `"a.com", "b.com"`. */
export const asEntries = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(', ');

/** The text without what an administrator may have put around the host: blanks, scheme, path, asterisk, dot at the end. */
function bare(text: string): string {
  return asSeen(text)
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/^\*\.?/, '.')
    .replace(/\.$/, '');
}

const complaints: readonly (readonly [RegExp, string])[] = [
  [/\*/, 'asterisks are not understood by Windows'],
  [/:\/\//, 'a scheme is not understood by Windows'],
  [/\//, 'a path is not understood by Windows'],
  [/\.$/, 'a dot at the end is not understood by Windows'],
  [/[,;|]/, 'one entry holds one host; separators are written by the server'],
  [/[\s\p{Z}\u0085]/u, 'blanks are not understood by Windows'],
];

function complaintAbout(text: string): string | undefined {
  const complaint = complaints.find(([pattern]) => pattern.test(text))?.[1];
  if (complaint !== undefined) return complaint;
  if (hasUnseen(text)) return 'characters that nobody sees are not understood by Windows';
  return hasLookalike(text) ? 'what only looks like a separator is not understood by Windows' : undefined;
}

/** What the list itself says at its end (rule NET-6); it is written by the server. */
const marker = /^\/\*appcompat\*\/$/i;

function judgeHost(text: string, isGood: (text: string) => boolean): Objection | undefined {
  if (isGood(text)) return undefined;
  if (marker.test(text)) {
    const suggestion = 'remove the entry and write `"allowConnectionsByIpAddress": true`';
    return { rule: 'NET-6', message: 'is a marker, not a host', suggestion };
  }
  if (text.length > 2 * longest) return { message: 'is longer than any host name' };
  const message = complaintAbout(text) ?? complaintAbout(asSeen(text)) ?? 'is not a host name';
  const hosts = hostsIn(text)?.filter(isGood);
  if (hosts !== undefined && hosts.length > 1) return { message, suggestion: writeInstead(asEntries(hosts)) };
  const correction = [bare(text), bare(text).replace(/^\./, '')].find(isGood);
  return { message, ...(correction === undefined ? {} : { suggestion: writeInstead(correction) }) };
}

/** A host name, or with a leading dot all its subdomains. */
export const hostOrSuffix = judged({
  rule: 'NET-5',
  allowed: 'a host such as contoso.sharepoint.com, or .contoso.com for all subdomains',
  advice: 'write a host name alone, e.g. `contoso.sharepoint.com`',
  judge: (text) => judgeHost(text, isHostOrSuffix),
});

/** A host name with or without a port. */
export const hostWithPort = judged({
  rule: 'NET-5',
  allowed: 'a host such as proxy.contoso.com, or with a port proxy.contoso.com:8080',
  advice: 'write a host name, with a port from 1 to 65535 where it is needed, e.g. `proxy.contoso.com:8080`',
  judge: (text) => judgeHost(text, isHostWithPort),
});
