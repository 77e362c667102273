import type { PolicyDocument } from '../document';
import { familyKey, familyRoot } from '../family-keys';
import type { VpnProfile } from '../sections/vpn';
import { canonicalName } from '../values/domain';
import { given, joined, truth, whole } from './encode';
import { type FamilyLeaf, family } from './family';
import type { Part } from './part';

type Native = NonNullable<VpnProfile['native']>;
type Plugin = NonNullable<VpnProfile['plugin']>;
type Route = NonNullable<VpnProfile['routes']>[number];
type Filter = NonNullable<VpnProfile['trafficFilters']>[number];

const directions = { outbound: 'Outbound', inbound: 'Inbound' } as const;
const authentications: Readonly<Record<Native['authentication'], FamilyLeaf>> = {
  eap: ['NativeProfile/Authentication/UserMethod', 'chr', 'EAP'],
  msChapV2: ['NativeProfile/Authentication/UserMethod', 'chr', 'MSChapv2'],
  machineCertificate: ['NativeProfile/Authentication/MachineMethod', 'chr', 'Certificate'],
};

const nativeLeaves = ({ servers, protocol, tunnel, authentication, eapXml }: Native): FamilyLeaf[] => [
  ['NativeProfile/Servers', 'chr', joined(servers, ',', String)],
  ['NativeProfile/RoutingPolicyType', 'chr', tunnel === 'force' ? 'ForceTunnel' : 'SplitTunnel'],
  ['NativeProfile/NativeProtocolType', 'chr', protocol],
  authentications[authentication],
  ['NativeProfile/Authentication/Eap/Configuration', 'chr', eapXml],
];

const pluginLeaves = ({ packageFamilyName, serverUrls, configurationXml }: Plugin): FamilyLeaf[] => [
  ['PluginProfile/ServerUrlList', 'chr', joined(serverUrls, ';', String)],
  ['PluginProfile/CustomConfiguration', 'chr', configurationXml],
  ['PluginProfile/PluginPackageFamilyName', 'chr', packageFamilyName],
];

const filterLeaves = (filter: Filter, row: number): FamilyLeaf[] => [
  [`TrafficFilterList/${row}/App/Id`, 'chr', filter.app],
  [`TrafficFilterList/${row}/Protocol`, 'int', whole(filter.protocol)],
  [`TrafficFilterList/${row}/LocalPortRanges`, 'chr', joined(filter.localPorts, ',', String)],
  [`TrafficFilterList/${row}/RemotePortRanges`, 'chr', joined(filter.remotePorts, ',', String)],
  [`TrafficFilterList/${row}/LocalAddressRanges`, 'chr', joined(filter.localAddresses, ',', String)],
  [`TrafficFilterList/${row}/RemoteAddressRanges`, 'chr', joined(filter.remoteAddresses, ',', String)],
  [`TrafficFilterList/${row}/Direction`, 'chr', given(filter.direction, (direction) => directions[direction])],
];

/** The switch comes first: once the row is there it holds its default, and an Add would answer 418. */
const routeLeaves = ({ address, prefix, metric, throughVpn }: Route, row: number): FamilyLeaf[] => [
  [`RouteList/${row}/ExclusionRoute`, 'bool', String(throughVpn === false)],
  [`RouteList/${row}/Address`, 'chr', address],
  [`RouteList/${row}/PrefixSize`, 'int', String(prefix)],
  [`RouteList/${row}/Metric`, 'int', String(metric ?? 1)],
];

/** One profile as single nodes, in the order of the schema; rows are numbered from 0 without gaps (rule VPN-1). */
function compileProfile(profile: VpnProfile, index: number, primaryDomain: string | null | undefined): Part {
  const key = familyKey('Vpn', profile.name);
  const { native, plugin } = profile;
  return family({
    key,
    root: `${familyRoot(key)}/`,
    member: `vpn[${index}]`,
    leaves: [
      ['EdpModeId', 'chr', profile.boundToWip === true ? given(primaryDomain, canonicalName) : undefined],
      ['RememberCredentials', 'bool', truth(profile.rememberCredentials)],
      ['AlwaysOn', 'bool', truth(profile.alwaysOn)],
      ['DnsSuffix', 'chr', joined(profile.dnsSuffixes, ',', canonicalName)],
      ['TrustedNetworkDetection', 'chr', joined(profile.trustedNetworks, ',', canonicalName)],
      ...(plugin == null ? [] : pluginLeaves(plugin)),
      ...(native == null ? [] : nativeLeaves(native)),
      ...(profile.trafficFilters ?? []).flatMap(filterLeaves),
      ...(profile.routes ?? []).flatMap(routeLeaves),
    ],
  });
}

/** VPN profiles; the one that is bound to the protection carries the primary domain (rule VPN-2). */
export const compileVpn = ({ vpn, wip }: PolicyDocument): Part[] =>
  (vpn ?? []).map((profile, index) => compileProfile(profile, index, wip?.primaryDomain));
