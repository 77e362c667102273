import type { MemberPath } from './member-path';

/** Members with a secret, or into which one may have been pasted; entries of lists are left aside. */
const places: readonly (readonly string[])[] = [
  ['wip', 'recoveryCertificate'],
  ['certificates', 'roots'],
  ['certificates', 'scep', 'challenge'],
  ['certificates', 'pfx', 'pkcs12'],
  ['certificates', 'pfx', 'password'],
  ['vpn', 'native', 'eapXml'],
  ['vpn', 'plugin', 'configurationXml'],
  ['wifi', 'sharedKey'],
  ['wifi', 'eapXml'],
  // Of a policy of Graph.
  ['dataRecoveryCertificate'],
];

const namesIn = (path: MemberPath) => path.map(String).filter((step) => !/^[0-9]+$/.test(step));

/**
 * Whether a text or number at the path is never shown: it stands at a secret, inside one, or where the object or list
 * belongs that holds one, so that it may be the secret in the wrong place.
 */
export function isSecret(path: MemberPath): boolean {
  const names = namesIn(path);
  return places.some((place) => {
    const shorter = Math.min(place.length, names.length);
    return place.slice(0, shorter).every((name, index) => name === names[index]);
  });
}
