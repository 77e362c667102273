import type { VpnProfile } from '../sections/vpn';
import { companions, type EntryRule, forEntries } from './entry-rule';
import { type Rule, remarksOn } from './remark';

const nativeOrPlugin: EntryRule<VpnProfile> = ({ native, plugin }) =>
  (native == null) === (plugin == null)
    ? [
        [
          'native',
          {
            rule: 'VPN-1',
            message: 'a profile has exactly one of native and plugin',
            allowed: 'native without plugin, or plugin without native',
            suggestion: native == null ? 'add `native` or `plugin`' : 'remove `native` or `plugin`',
          },
        ],
      ]
    : [];

type Native = NonNullable<VpnProfile['native']>;

const eapXml = companions<Native>([
  {
    rule: 'VPN-1',
    member: 'eapXml',
    with: 'authentication eap',
    applies: ({ authentication }) => authentication === 'eap',
    isNeeded: true,
  },
]);

const authenticationFits: EntryRule<VpnProfile> = ({ native }, document) => {
  if (native == null) return [];
  const path = 'native.authentication';
  const isIkev2 = native.protocol === 'IKEv2';
  const ownXml = eapXml(native, document).map(([member, wording]) => [`native.${member}`, wording] as const);
  if (native.authentication === 'msChapV2' && isIkev2) {
    return [
      ...ownXml,
      [
        path,
        {
          rule: 'VPN-1',
          message: 'does not go with IKEv2',
          allowed: 'eap, machineCertificate',
          suggestion: 'write `machineCertificate`, or another protocol',
        },
      ],
    ];
  }
  if (native.authentication === 'machineCertificate' && !isIkev2) {
    const suggestion = 'write `"protocol": "IKEv2"`';
    const wording = { rule: 'VPN-1', message: 'needs the protocol IKEv2', allowed: 'eap, msChapV2', suggestion };
    return [...ownXml, [path, wording]];
  }
  return ownXml;
};

const prefixesFitFamily: EntryRule<VpnProfile> = ({ routes }) =>
  (routes ?? []).flatMap(({ address, prefix }, index) =>
    address.includes(':') || prefix <= 32
      ? []
      : [
          [
            `routes.${index}.prefix`,
            { rule: 'VPN-1', message: 'is too long for IPv4', allowed: '0 to 32', suggestion: 'write `32` or less' },
          ] as const,
        ],
  );

const portsNeedProtocol: EntryRule<VpnProfile> = ({ trafficFilters }) =>
  (trafficFilters ?? []).flatMap((filter, index) => {
    if (filter.protocol === 6 || filter.protocol === 17) return [];
    const named = (['localPorts', 'remotePorts'] as const).filter((member) => (filter[member] ?? []).length > 0);
    const wording = {
      rule: 'VPN-1',
      message: 'is given with protocol 6 or 17 only',
      allowed: 'nothing, unless protocol is 6 (TCP) or 17 (UDP)',
      suggestion: 'write `"protocol": 6`, or remove the ports',
    };
    return named.map((member) => [`trafficFilters.${index}.${member}`, wording] as const);
  });

const saysNothing = (filter: object) =>
  Object.values(filter).every((value) => value == null || (Array.isArray(value) && value.length === 0));

const filtersSaySomething: EntryRule<VpnProfile> = ({ trafficFilters }) =>
  (trafficFilters ?? []).flatMap((filter, index) => {
    const wording = {
      rule: 'VPN-1',
      message: 'says nothing, so that Windows would have no row for it',
      allowed: 'a filter with at least one member',
      suggestion: 'remove it, or name what it is about, e.g. `"remoteAddresses": ["10.0.0.0/8"]`',
    };
    return saysNothing(filter) ? [[`trafficFilters.${index}`, wording] as const] : [];
  });

const boundNeedsIdentity: EntryRule<VpnProfile> = ({ boundToWip }, { wip }) =>
  boundToWip === true && wip?.primaryDomain == null
    ? [
        [
          'boundToWip',
          {
            rule: 'VPN-2',
            message: 'needs wip.primaryDomain',
            allowed: 'true beside wip.primaryDomain',
            suggestion: 'name the domain in `wip.primaryDomain`, or write `false`',
          },
        ],
      ]
    : [];

/** VPN-2: one profile at most is bound to the protection. */
const oneIsBound: Rule = (document) => {
  const bound = (document.vpn ?? []).flatMap(({ boundToWip }, index) => (boundToWip === true ? [index] : []));
  const wording = {
    rule: 'VPN-2',
    message: 'another profile is bound already',
    allowed: 'true in one profile',
    suggestion: 'write `false` in all profiles but one',
  };
  return bound.slice(1).map((index) => remarksOn(document).refuse(['vpn', index, 'boundToWip'], wording));
};

/** Rules VPN-1 and VPN-2, as far as a document can break them. */
export const vpnRules: readonly Rule[] = [
  forEntries(['vpn'], ({ vpn }) => vpn, [
    nativeOrPlugin,
    authenticationFits,
    prefixesFitFamily,
    portsNeedProtocol,
    filtersSaySomething,
    boundNeedsIdentity,
  ]),
  oneIsBound,
];
