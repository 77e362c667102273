import type { App } from '../policy/sections/apps';
import { isHost } from '../policy/values/host';

/** Where work data came from or went to, as a record names it: an app that a rule can name, a site, or something else. */
export type Place =
  | { readonly kind: 'app'; readonly id: string; readonly name: string; readonly app: App }
  | { readonly kind: 'site'; readonly id: string; readonly name: string }
  | { readonly kind: 'other'; readonly id: string; readonly name: string };

const SIGNER = /^\s*(O|CN)=/i;
const STORE_SIGNER = /^\s*CN=/i;
// What the system writes in the place of the file name for an app of the store.
const STORE_FILE = 'APPX';
const LONGEST = 1024;

/**
 * The place that a WIP app id or host name means: `PUBLISHER\PRODUCT\FILE\VERSION` without its version, since another
 * version is the same app; a host without scheme, port and path.
 */
export function placeOf(text: string): Place {
  const parts = text.split('\\').map((part) => part.trim());
  const [publisher = '', product = '', file = ''] = parts;
  if (parts.length >= 3 && SIGNER.test(publisher) && product !== '' && product !== '*')
    return appOf(publisher, product, file);
  const host = hostOf(text);
  if (host !== undefined) return { kind: 'site', id: host, name: host };
  const name = text.slice(0, LONGEST);
  return { kind: 'other', id: name.toLowerCase(), name };
}

function appOf(publisher: string, product: string, file: string): Place {
  const isStore = STORE_SIGNER.test(publisher) || file.toUpperCase() === STORE_FILE;
  const id = [publisher, product, isStore ? STORE_FILE : file].join('\\').toUpperCase();
  if (isStore) return { kind: 'app', id, name: product, app: { type: 'store', name: product, publisher, product } };
  const binary = file === '' ? '*' : file;
  const name = binary === '*' ? product : binary;
  return { kind: 'app', id, name, app: { type: 'desktop', name, publisher, product, binary } };
}

const PROGRAM = /\.(exe|dll)$/i;
const ADDRESS = /(^|\.)\d+$/;

function hostOf(text: string): string | undefined {
  const host = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//i, '')
    .replace(/[/?#:].*$/s, '')
    .toLowerCase();
  // A name without a dot, or a number, is nothing that a rule should be made of.
  if (!host.includes('.') || !isHost(host) || PROGRAM.test(host) || ADDRESS.test(host)) return undefined;
  return host;
}
