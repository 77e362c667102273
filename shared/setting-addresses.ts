/** The text as a URL, or `undefined` where it is none. */
export const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** The text without one slash at its end. */
export const withoutSlash = (text: string): string => text.replace(/\/$/, '');

/**
 * The text as the URL of an origin: scheme, host and port only, a slash at the end let pass. The parser of URLs mends
 * much (blanks, backslashes, numbers as hosts, capital letters apart); what it had to mend is `undefined`.
 */
export function originOf(text: string): URL | undefined {
  const url = urlOf(text);
  return url?.origin === withoutSlash(text).toLowerCase() ? url : undefined;
}

/** True for `localhost`, 127.0.0.0/8 and `[::1]`. */
export const isLoopback = (url: URL): boolean => /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/.test(url.hostname);

/** True for http and https without user name, password, query and fragment, in any of which a secret might hide. */
export const isPlainAddress = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && `${url.username}${url.password}${url.search}${url.hash}` === '';

/** True for an origin or deeper address on loopback. */
export function isLoopbackAddress(url: URL | undefined): boolean {
  return url !== undefined && isLoopback(url) && isPlainAddress(url);
}

/** True for a connection string that can lead nowhere but to a storage emulator on this machine. */
export function isEmulatorConnection(text: string): boolean {
  if (/^UseDevelopmentStorage=true;?$/i.test(text)) return true;
  const list = text.replace(/;$/, '').split(';').map(memberOf);
  const members = new Map(list);
  const isRedirected = members.has('usedevelopmentstorage') || members.has('developmentstorageproxyuri');
  const isAmbiguous = members.size < list.length;
  return !isRedirected && !isAmbiguous && isLoopbackAddress(urlOf(members.get('tableendpoint') ?? ''));
}

function memberOf(member: string): readonly [name: string, value: string] {
  const [name = '', ...value] = member.split('=');
  return [name.trim().toLowerCase(), value.join('=')];
}
