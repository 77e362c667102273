import type { PolicyDocument } from '../document';
import type { WifiProfile } from '../sections/wifi';
import { companions, forEntries, uniqueNames } from './entry-rule';
import { type Rule, remarksOn } from './remark';

const wifiCompanions = companions<WifiProfile>([
  {
    rule: 'WIFI-1',
    member: 'sharedKey',
    with: 'authentication WPA2PSK',
    applies: ({ authentication }) => authentication === 'WPA2PSK',
    isNeeded: true,
  },
  {
    rule: 'WIFI-1',
    member: 'eapXml',
    with: 'authentication WPA2',
    applies: ({ authentication }) => authentication === 'WPA2',
    isNeeded: true,
  },
]);

const namesOf = (section: 'vpn' | 'wifi') => (document: PolicyDocument) =>
  (document[section] ?? []).map(({ name }, index) => [[section, index, 'name'], name] as const);

/** DOC-5: without an internal network there is nothing that certificates and profiles would lead to. */
const cloudNeedsNoProfiles: Rule = (document) => {
  const { network, certificates, vpn, wifi } = document;
  if ((network?.domains ?? []).length > 0 && (network?.ipRanges ?? []).length > 0) return [];
  const { roots, scep, pfx } = certificates ?? {};
  const lists: readonly (readonly [string, readonly unknown[]])[] = [
    ['certificates', [...(roots ?? []), ...(scep ?? []), ...(pfx ?? [])]],
    ['vpn', vpn ?? []],
    ['wifi', wifi ?? []],
  ];
  const message = 'is of no use where only cloud resources are protected';
  const allowed = 'entries beside network.domains and network.ipRanges';
  const suggestion = 'leave it out, or describe the network by domains and ipRanges';
  return lists.flatMap(([member, entries]) =>
    entries.length === 0 ? [] : [remarksOn(document).warn([member], { rule: 'DOC-5', message, allowed, suggestion })],
  );
};

/** Rule WIFI-1 and what VPN and Wi-Fi have in common, as far as a document can break them. */
export const profileRules: readonly Rule[] = [
  forEntries(['wifi'], ({ wifi }) => wifi, [wifiCompanions]),
  uniqueNames('GEN-4', namesOf('vpn')),
  uniqueNames('WIFI-1', namesOf('wifi')),
  cloudNeedsNoProfiles,
];
