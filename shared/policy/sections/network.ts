import { z } from 'zod';
import { domain } from '../values/domain';
import { hostOrSuffix, hostWithPort, resourceHost, resourceProxy } from '../values/host-text';
import { ipAddress } from '../values/short-texts';
import { optional, required } from './member';

const cloudResource = z.strictObject({
  host: required(resourceHost, 'Host of a cloud service; a leading dot covers all subdomains.'),
  proxy: optional(resourceProxy, 'Internal proxy for this host; also to be listed in internalProxies.'),
});

const ipRange = z.strictObject({
  from: required(ipAddress, 'First address.'),
  to: required(ipAddress, 'Last address, of the same family.'),
});

/** The boundary: which places on the network hold work data. */
export const network = z.strictObject({
  cloudResources: optional(z.array(cloudResource).max(1000), 'Cloud services whose content is work data.'),
  allowConnectionsByIpAddress: optional(
    z.boolean(),
    'Lets apps connect to cloud services by bare address. Opens the boundary; pair it with conditional access.',
  ),
  domains: optional(z.array(domain).max(1000), 'DNS suffixes of the internal network.'),
  ipRanges: optional(z.array(ipRange).max(1000), 'Address ranges of the internal network.'),
  ipRangesAreComplete: optional(z.boolean(), 'Windows does not look for further internal ranges.'),
  internalProxies: optional(z.array(hostWithPort).max(500), 'Proxies behind which everything is work.'),
  internetProxies: optional(z.array(hostWithPort).max(500), 'Proxies that lead to the internet; not work.'),
  internetProxiesAreComplete: optional(z.boolean(), 'Windows does not look for further internet proxies.'),
  neutralResources: optional(
    z.array(hostOrSuffix).max(500),
    'Hosts that are work or personal by where they are reached from.',
  ),
});

/** See {@link network}. */
export type Network = z.infer<typeof network>;
