import { z } from 'zod';
import { domain } from '../values/domain';
import { numberBetween, numberFrom } from '../values/number';
import { segment } from '../values/segment';
import { routeAddress } from '../values/short-texts';
import { plainText } from '../values/text';
import { addressRange, hostOrAddress, packageFamily, portRange, serverUrl } from '../values/vpn-texts';
import { xmlText } from '../values/xml-text';
import { optional, required } from './member';

const native = z.strictObject({
  servers: required(z.array(hostOrAddress).min(1).max(20), 'Gateways.'),
  protocol: required(z.enum(['IKEv2', 'L2TP', 'PPTP', 'SSTP', 'Automatic']), 'Tunnel protocol.'),
  tunnel: optional(z.enum(['split', 'force']), 'Only matching traffic, or all of it; split when absent.'),
  authentication: required(
    z.enum(['eap', 'msChapV2', 'machineCertificate']),
    'msChapV2 does not go with IKEv2; machineCertificate needs it.',
  ),
  eapXml: optional(
    xmlText,
    'EapHostConfig; with eap only. Left out of differences and explanations, because keys are put into it; no place for secrets, since it can be read back.',
  ),
});

const plugin = z.strictObject({
  packageFamilyName: required(packageFamily, 'Package family of the VPN app.'),
  serverUrls: required(z.array(serverUrl).min(1).max(20), 'Servers of the app.'),
  configurationXml: optional(
    xmlText,
    'Configuration as the vendor defines it. Left out of differences and explanations, because vendors put keys into it; no place for secrets, since it can be read back.',
  ),
});

const route = z.strictObject({
  address: required(routeAddress, 'Network address.'),
  prefix: required(numberBetween(0, 128), 'Length of the prefix; at most 32 for IPv4.'),
  metric: optional(numberFrom(0), 'Metric; 1 when absent.'),
  throughVpn: optional(z.boolean(), 'Through the tunnel, or around it; true when absent.'),
});

const ranges = z.array(addressRange).max(100);
const ports = z.array(portRange).max(100);

const trafficFilter = z.strictObject({
  app: optional(plainText(1024), 'Package family, path of a program, or SYSTEM.'),
  protocol: optional(numberBetween(0, 255), 'IP protocol; 6 is TCP, 17 is UDP.'),
  localPorts: optional(ports, 'With protocol 6 or 17 only.'),
  remotePorts: optional(ports, 'With protocol 6 or 17 only.'),
  localAddresses: optional(ranges, 'Addresses, ranges or prefixes.'),
  remoteAddresses: optional(ranges, 'Addresses, ranges or prefixes.'),
  direction: optional(z.enum(['outbound', 'inbound']), 'Direction of the traffic.'),
});

const profile = z.strictObject({
  name: required(segment, 'Name of the profile.'),
  boundToWip: optional(z.boolean(), 'Work apps connect it on demand; in one profile at most.'),
  alwaysOn: optional(z.boolean(), 'Connects by itself.'),
  rememberCredentials: optional(z.boolean(), 'Keeps the credentials.'),
  dnsSuffixes: optional(z.array(domain).max(50), 'DNS suffixes of the connection.'),
  trustedNetworks: optional(z.array(domain).max(50), 'DNS suffixes that mean the office, where the VPN stays down.'),
  native: optional(native, 'Protocol of Windows. Either this or plugin.'),
  plugin: optional(plugin, 'VPN app of the store. Either this or native.'),
  routes: optional(z.array(route).max(200), 'Routes for a split tunnel.'),
  trafficFilters: optional(z.array(trafficFilter).max(100), 'Alternatives; what matches none is blocked.'),
});

/** VPN profiles. */
export const vpn = z.array(profile).max(20);

/** One VPN profile. */
export type VpnProfile = z.infer<typeof profile>;
