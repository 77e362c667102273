import { domainToASCII, domainToUnicode } from 'node:url';
import { asSeen, hasLookalike, hasUnseen } from './unseen';

const label = '[A-Za-z0-9_\\u0080-\\uffff](?:[A-Za-z0-9_\\u0080-\\uffff-]{0,61}[A-Za-z0-9\\u0080-\\uffff])?';
const shape = new RegExp(`^(?:${label}\\.)*${label}$`);
const portShape = /^[1-9][0-9]{0,4}$/;
/** Characters of the longest name of a host. */
export const longestHost = 253;

const joiner = /[\u200c\u200d]/g;

/** Whether nobody sees a character of a name. Joiners are part of it in some scripts, where IDNA keeps them. */
function hides(text: string): boolean {
  if (!hasUnseen(text)) return false;
  const others = text.replace(joiner, '');
  const kept = domainToUnicode(domainToASCII(text)).match(joiner)?.length ?? 0;
  return hasUnseen(others) || kept < text.length - others.length;
}

/**
 * Whether the text is a host name or an IPv4 address: labels joined by dots, nothing around them, no blank of any kind
 * and nothing that only looks like a separator (rule NET-5).
 */
export const isHost = (text: string): boolean =>
  text.length <= longestHost && shape.test(text) && !hides(text) && !hasLookalike(text);

const isHostOrSuffix = (text: string) => isHost(text.startsWith('.') ? text.slice(1) : text);

function isHostWithPort(text: string): boolean {
  const [host = '', port, ...rest] = text.split(':');
  if (rest.length > 0 || !isHost(host)) return false;
  return port === undefined || (portShape.test(port) && Number(port) <= 65_535);
}

const separators = /[;,|]/;

/** The entries that a console joined in one text, without the blanks around them. */
export const entriesIn = (text: string): readonly string[] =>
  asSeen(text)
    .split(separators)
    .flatMap((entry) => entry.trim() || []);

/** The hosts that a console joined in one text, ports included, or `undefined` when it holds no two of them. */
export function hostsIn(text: string): readonly string[] | undefined {
  if (text.length > 2 * longestHost) return undefined;
  const entries = entriesIn(text);
  const areHosts = entries.every((entry) => isHostOrSuffix(entry) || isHostWithPort(entry));
  return entries.length > 1 && areHosts ? entries : undefined;
}

/** Texts as they stand in a list, e.g. `"a.com", "b.com"`. */
export const asEntries = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(', ');

/** Hosts as they stand in the list of cloud resources, e.g. `{ "host": "a.com" }, { "host": "b.com" }`. */
export const asResources = (hosts: readonly string[]): string =>
  hosts.map((host) => `{ "host": ${JSON.stringify(host)} }`).join(', ');

/** The text without what an administrator may have put around the host: blanks, scheme, path, asterisk, dot at the end. */
function bare(text: string): string {
  return asSeen(text)
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/^\*\.?/, '.')
    .replace(/\.$/, '');
}

/** A port at the end. */
export const port = /:[0-9]+$/;

/** One member's kind of host. */
export interface HostKind {
  readonly isGood: (text: string) => boolean;
  /** Whether a port may stand behind the host; one that is wrong is not simply left out then. */
  readonly takesPort: boolean;
  /** What to write where several hosts stand in one text. */
  readonly several: (hosts: readonly string[]) => string;
}

/** A host, or with a leading dot its subdomains, in a list of texts. */
export const suffixKind: HostKind = { isGood: isHostOrSuffix, takesPort: false, several: asEntries };
/** A host with or without a port, in a list of texts. */
export const portKind: HostKind = { isGood: isHostWithPort, takesPort: true, several: asEntries };

/** The text as a good host of its kind, where that is easily told. */
export function corrected(text: string, { isGood, takesPort }: HostKind): string | undefined {
  const inner = takesPort ? bare(text) : bare(text).replace(port, '');
  return [inner, inner.replace(/^\./, '')].find(isGood);
}

/** Several hosts in one text, each corrected; `undefined` when it holds no two of them, or a path, which may have commas. */
export function correctedEach(text: string, kind: HostKind): readonly string[] | undefined {
  if (asSeen(text).includes('/')) return undefined;
  const entries = entriesIn(text);
  const hosts = entries.flatMap((entry) => corrected(entry, kind) ?? []);
  return hosts.length > 1 && hosts.length === entries.length ? hosts : undefined;
}

/** The host, or with a leading dot its subdomains, that a text most likely means; `undefined` when it means none. */
export function hostMeant(text: string): string | undefined {
  if (text.length > 2 * longestHost) return undefined;
  return isHostOrSuffix(text) ? text : corrected(text, suffixKind);
}
