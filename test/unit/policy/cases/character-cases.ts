import { everyMember, keysOf, withMember } from '../documents';
import type { DocumentCase } from './document-case';

/** Characters that JSON carries and XML does not: no reply that holds one can be written. */
const uncarried: readonly (readonly [name: string, character: string])[] = [
  ['U+FFFF', '\uffff'],
  ['U+FFFE', '\ufffe'],
  ['half a character', '\ud800'],
];

/** Members that take free text, the rule that speaks about each, and a text that is sound but for the character in it. */
const freeTexts: readonly (readonly [path: string, rule: string, text: (character: string) => string])[] = [
  ['name', 'DOC-3', (character) => `Personal${character}PCs`],
  ['wip.primaryDomain', 'WIP-5', (character) => `a${character}.com`],
  ['wip.additionalDomains[0]', 'WIP-5', (character) => `a${character}.com`],
  ['apps.protected[0].name', 'DOC-3', (character) => `Note${character}pad`],
  ['apps.protected[0].publisher', 'DOC-3', (character) => `O=${character}`],
  ['apps.protected[0].product', 'DOC-3', (character) => `a${character}`],
  ['apps.protected[0].binary', 'DOC-3', (character) => `a${character}.exe`],
  ['network.cloudResources[0].host', 'NET-5', (character) => `a${character}.com`],
  ['network.cloudResources[0].proxy', 'NET-5', (character) => `a${character}.com:80`],
  ['network.domains[0]', 'WIP-5', (character) => `a${character}.com`],
  ['network.internalProxies[0]', 'NET-5', (character) => `a${character}.com:80`],
  ['network.internetProxies[0]', 'NET-5', (character) => `a${character}.com`],
  ['network.neutralResources[0]', 'NET-5', (character) => `.a${character}.com`],
  ['sync.mdmDiscoveryUrl', 'DOC-3', (character) => `https://a.com/${character}`],
  ['sync.help.phone', 'DOC-3', (character) => `1${character}`],
  ['sync.help.website', 'DOC-3', (character) => `a${character}`],
  ['sync.help.email', 'DOC-3', (character) => `a${character}@b.com`],
  ['certificates.scep[0].id', 'GEN-4', (character) => `a${character}`],
  ['certificates.scep[0].serverUrls[0]', 'DOC-3', (character) => `https://a.com/${character}`],
  ['certificates.scep[0].challenge', 'DOC-3', (character) => `AAA${character}`],
  ['certificates.scep[0].subject', 'CERT-2', (character) => `CN=a${character}`],
  ['certificates.scep[0].subjectAlternativeNames[0].value', 'CERT-2', (character) => `a${character}@b.com`],
  ['certificates.scep[0].containerName', 'DOC-3', (character) => `a${character}`],
  ['certificates.scep[0].promptText', 'DOC-3', (character) => `a${character}`],
  ['certificates.pfx[0].id', 'GEN-4', (character) => `a${character}`],
  ['certificates.pfx[0].password', 'DOC-3', (character) => `a${character}`],
  ['certificates.pfx[0].passwordEncryptionStore', 'DOC-3', (character) => `a${character}`],
  ['certificates.pfx[1].containerName', 'DOC-3', (character) => `a${character}`],
  ['vpn[0].name', 'GEN-4', (character) => `a${character}`],
  ['vpn[0].dnsSuffixes[0]', 'WIP-5', (character) => `a${character}.com`],
  ['vpn[0].trustedNetworks[0]', 'WIP-5', (character) => `a${character}.com`],
  ['vpn[0].native.servers[0]', 'VPN-1', (character) => `a${character}.com`],
  ['vpn[0].native.eapXml', 'DOC-3', (character) => `<a>${character}</a>`],
  ['vpn[0].trafficFilters[0].app', 'DOC-3', (character) => `C:\\a${character}.exe`],
  ['vpn[1].plugin.serverUrls[0]', 'VPN-1', (character) => `https://a.com/${character}`],
  ['vpn[1].plugin.configurationXml', 'DOC-3', (character) => `<a b="${character}"/>`],
  ['wifi[0].name', 'WIFI-1', (character) => `a${character}`],
  ['wifi[0].sharedKey', 'DOC-3', (character) => `not-a-key${character}`],
  ['wifi[1].eapXml', 'DOC-3', (character) => `<a>${character}</a>`],
];

/** Texts of which nobody would see that they are there. */
const blank: readonly (readonly [name: string, text: string])[] = [
  ['a blank', ' '],
  ['a no-break space', '\u00a0'],
  ['a zero width space', '\u200b'],
];

const names: readonly (readonly [path: string, rule: string])[] = [
  ['name', 'DOC-3'],
  ['apps.protected[0].name', 'DOC-3'],
  ['apps.protected[0].publisher', 'DOC-3'],
  ['apps.protected[0].product', 'DOC-3'],
  ['apps.protected[0].binary', 'DOC-3'],
  ['sync.help.phone', 'DOC-3'],
  ['certificates.scep[0].id', 'GEN-4'],
  ['certificates.scep[0].containerName', 'DOC-3'],
  ['certificates.scep[0].subjectAlternativeNames[0].value', 'CERT-2'],
  ['certificates.pfx[0].id', 'GEN-4'],
  ['vpn[0].name', 'GEN-4'],
  ['vpn[0].trafficFilters[0].app', 'DOC-3'],
  ['wifi[0].name', 'WIFI-1'],
];

const characterRefusal = (path: string, [rule, why, text]: readonly [string, string, string]): DocumentCase => [
  rule,
  `${why} in ${path}`,
  withMember(everyMember, keysOf(path), text),
  path,
];

/** Documents with names that consist of nothing that can be seen, and are refused. */
export const blankRefusals: readonly DocumentCase[] = names.flatMap(([path, rule]) =>
  blank.map(([what, text]) => characterRefusal(path, [rule, `${what} and nothing else`, text])),
);

/** Documents with a character that no reply could carry to a PC, and are refused. */
export const characterRefusals: readonly DocumentCase[] = freeTexts.flatMap(([path, rule, text]) =>
  uncarried.map(([what, character]) => characterRefusal(path, [rule, what, text(character)])),
);

/** Paths of the members that take free text, each with a way to write one that is sound but for what is put into it. */
export const textMembers = freeTexts.map(([path, , text]) => ({ path, text }));
