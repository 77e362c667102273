import { NETWORK_ISOLATION } from '../../csp/locuri';
import type { PolicyDocument } from '../document';
import type { Network } from '../sections/network';
import { canonicalName } from '../values/domain';
import { bit, given, joined } from './encode';
import { type Data, type LeafSource, leaves, type Part } from './part';

/** Last item of the cloud resources: apps may connect by bare address (rules NET-6, NET-7). */
const byAddress = '/*AppCompat*/';

function cloudResources({ cloudResources: resources, allowConnectionsByIpAddress }: Network): Data {
  const entries = joined(resources, '|', ({ host, proxy }) => (proxy == null ? host : `${host},${proxy}`));
  return given(entries, (text) => (allowConnectionsByIpAddress === true ? `${text}|${byAddress}` : text));
}

const leafSources: readonly LeafSource<Network>[] = [
  { uri: 'EnterpriseCloudResources', format: 'chr', member: 'cloudResources', data: cloudResources },
  {
    uri: 'EnterpriseNetworkDomainNames',
    format: 'chr',
    member: 'domains',
    data: ({ domains }) => joined(domains, ',', canonicalName),
  },
  {
    uri: 'EnterpriseIPRange',
    format: 'chr',
    member: 'ipRanges',
    data: ({ ipRanges }) => joined(ipRanges, ',', ({ from, to }) => `${from}-${to}`),
  },
  {
    uri: 'EnterpriseIPRangesAreAuthoritative',
    format: 'int',
    member: 'ipRangesAreComplete',
    data: ({ ipRangesAreComplete }) => bit(ipRangesAreComplete),
  },
  {
    uri: 'EnterpriseInternalProxyServers',
    format: 'chr',
    member: 'internalProxies',
    data: ({ internalProxies }) => joined(internalProxies, ',', String),
  },
  {
    uri: 'EnterpriseProxyServers',
    format: 'chr',
    member: 'internetProxies',
    data: ({ internetProxies }) => joined(internetProxies, ',', String),
  },
  {
    uri: 'EnterpriseProxyServersAreAuthoritative',
    format: 'int',
    member: 'internetProxiesAreComplete',
    data: ({ internetProxiesAreComplete }) => bit(internetProxiesAreComplete),
  },
  {
    uri: 'NeutralResources',
    format: 'chr',
    member: 'neutralResources',
    data: ({ neutralResources }) => joined(neutralResources, ',', String),
  },
];

const sources = leafSources.map((source) => ({
  ...source,
  uri: `${NETWORK_ISOLATION}${source.uri}`,
  member: `network.${source.member}`,
}));

/** The boundary as nodes of the Policy CSP, area NetworkIsolation. */
export const compileNetwork = ({ network }: PolicyDocument): Part[] => leaves(network, sources);
