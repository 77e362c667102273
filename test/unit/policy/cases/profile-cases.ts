import { certificates, changed } from '../documents';
import type { DocumentCase } from './document-case';

const eapXml = '<EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"></EapHostConfig>';
const native = { servers: ['vpn.contoso.com'], protocol: 'IKEv2', authentication: 'eap', eapXml };
const plugin = { packageFamilyName: 'Contoso.Vpn_8wekyb3d8bbwe', serverUrls: ['vpn.contoso.com'] };
const office = { name: 'Office VPN', native };
const withNative = (change: object) => ({ vpn: [{ ...office, native: { ...native, ...change } }] });
const withVpn = (change: object) => ({ vpn: [{ ...office, ...change }] });
const psk = { name: 'Corp Net', authentication: 'WPA2PSK', sharedKey: 'not-a-real-key' };
const withWifi = (change: object) => ({ wifi: [{ ...psk, ...change }] });

/** Small until its markup is escaped. */
const large = `<a>${'<b/>'.repeat(8000)}</a>`;

type Row = readonly [rule: string, why: string, sections: Record<string, unknown>, path: string];

const caseOf = ([rule, why, sections, path]: Row): DocumentCase => [rule, why, changed(sections), path];

const refusals: readonly Row[] = [
  ['VPN-1', 'neither native nor plug-in', withVpn({ native: undefined }), 'vpn[0].native'],
  ['VPN-1', 'native and plug-in', withVpn({ plugin }), 'vpn[0].native'],
  ['VPN-1', 'EAP without its document', withNative({ eapXml: undefined }), 'vpn[0].native.eapXml'],
  [
    'VPN-1',
    'an EAP document without EAP',
    withNative({ authentication: 'machineCertificate' }),
    'vpn[0].native.eapXml',
  ],
  [
    'VPN-1',
    'MS-CHAP with IKEv2',
    withNative({ authentication: 'msChapV2', eapXml: undefined }),
    'vpn[0].native.authentication',
  ],
  [
    'VPN-1',
    'a machine certificate without IKEv2',
    withNative({ authentication: 'machineCertificate', protocol: 'SSTP', eapXml: undefined }),
    'vpn[0].native.authentication',
  ],
  [
    'VPN-1',
    'a prefix of 33 for IPv4',
    withVpn({ routes: [{ address: '10.0.0.0', prefix: 33 }] }),
    'vpn[0].routes[0].prefix',
  ],
  [
    'VPN-1',
    'a prefix in place of an address',
    withVpn({ routes: [{ address: '10.0.0.0/8', prefix: 8 }] }),
    'vpn[0].routes[0].address',
  ],
  [
    'VPN-1',
    'ports without a protocol',
    withVpn({ trafficFilters: [{ remotePorts: ['443'] }] }),
    'vpn[0].trafficFilters[0].remotePorts',
  ],
  [
    'VPN-1',
    'ports of ICMP',
    withVpn({ trafficFilters: [{ protocol: 1, localPorts: ['1'] }] }),
    'vpn[0].trafficFilters[0].localPorts',
  ],
  [
    'VPN-1',
    'a filter that says nothing',
    withVpn({ trafficFilters: [{ app: 'SYSTEM' }, {}] }),
    'vpn[0].trafficFilters[1]',
  ],
  [
    'VPN-1',
    'a filter of empty lists',
    withVpn({ trafficFilters: [{ localPorts: [], app: null }, { app: 'SYSTEM' }] }),
    'vpn[0].trafficFilters[0]',
  ],
  [
    'VPN-1',
    'a port of 70000',
    withVpn({ trafficFilters: [{ protocol: 6, localPorts: ['70000'] }] }),
    'vpn[0].trafficFilters[0].localPorts[0]',
  ],
  [
    'VPN-1',
    'a range of ports that runs backwards',
    withVpn({ trafficFilters: [{ protocol: 6, localPorts: ['443'], remotePorts: ['200-100'] }] }),
    'vpn[0].trafficFilters[0].remotePorts[0]',
  ],
  [
    'VPN-1',
    'a range of addresses that runs backwards',
    withVpn({ trafficFilters: [{ localAddresses: ['10.0.0.9-10.0.0.1'] }] }),
    'vpn[0].trafficFilters[0].localAddresses[0]',
  ],
  [
    'VPN-1',
    'a package family without its suffix',
    withVpn({ native: undefined, plugin: { ...plugin, packageFamilyName: 'Contoso' } }),
    'vpn[0].plugin.packageFamilyName',
  ],
  [
    'VPN-2',
    'two bound profiles',
    {
      vpn: [
        { ...office, boundToWip: true },
        { ...office, name: 'B', boundToWip: true },
      ],
    },
    'vpn[1].boundToWip',
  ],
  [
    'VPN-2',
    'a bound profile without an identity',
    { wip: { mode: 'off', primaryDomain: undefined }, ...withVpn({ boundToWip: true }) },
    'vpn[0].boundToWip',
  ],
  ['GEN-4', 'a name with a slash', withVpn({ name: 'a/b' }), 'vpn[0].name'],
  ['GEN-4', 'the same name in other case', { vpn: [office, { ...office, name: 'OFFICE vpn' }] }, 'vpn[1].name'],
  [
    'DOC-3',
    'a declaration before the EAP document',
    withNative({ eapXml: `<?xml version="1.0"?>${eapXml}` }),
    'vpn[0].native.eapXml',
  ],
  ['DOC-3', 'an EAP document of two elements', withNative({ eapXml: '<a/><b/>' }), 'vpn[0].native.eapXml'],
  ['DOC-3', 'an EAP document that is not well-formed', withNative({ eapXml: '<a><b></a>' }), 'vpn[0].native.eapXml'],
  ['SIZE-1', 'an EAP document that fits no message', withNative({ eapXml: large }), 'vpn[0].native.eapXml'],
  [
    'SIZE-1',
    'a configuration that fits no message',
    withVpn({ native: undefined, plugin: { ...plugin, configurationXml: large } }),
    'vpn[0].plugin.configurationXml',
  ],
  [
    'SIZE-1',
    'an EAP document of a network that fits no message',
    withWifi({ authentication: 'WPA2', sharedKey: undefined, eapXml: large }),
    'wifi[0].eapXml',
  ],
  [
    'SIZE-1',
    'an EAP document above 100 KB',
    withNative({ eapXml: `<a>${'ü'.repeat(52_000)}</a>` }),
    'vpn[0].native.eapXml',
  ],
  ['DOC-1', 'a switch that is not for personal PCs', withVpn({ lockDown: true }), 'vpn[0].lockDown'],
  ...['a,b', 'a.com|b', 'https://a.com;b.com', 'a\u00a0b', 'a\uff0cb'].map(
    (url): Row => [
      'VPN-1',
      `the server ${url} of a plug-in`,
      withVpn({ native: undefined, plugin: { ...plugin, serverUrls: ['https://a.com/b', url] } }),
      'vpn[0].plugin.serverUrls[1]',
    ],
  ),
  ['DOC-3', 'a text in place of the list of networks', { wifi: 'not-a-real-key' }, 'wifi'],
  ['DOC-3', 'a text in place of a network', { wifi: ['not-a-real-key'] }, 'wifi[0]'],
  ['DOC-3', 'a document in place of the plug-in', withVpn({ plugin: '<key>sesame</key>' }), 'vpn[0].plugin'],
  ['WIFI-1', 'a name of 33 bytes', withWifi({ name: `${'ü'.repeat(16)}x` }), 'wifi[0].name'],
  ['WIFI-1', 'a shared key that is missing', withWifi({ sharedKey: undefined }), 'wifi[0].sharedKey'],
  ['WIFI-1', 'a shared key with 802.1X', withWifi({ authentication: 'WPA2', eapXml }), 'wifi[0].sharedKey'],
  [
    'WIFI-1',
    '802.1X without its document',
    withWifi({ authentication: 'WPA2', sharedKey: undefined }),
    'wifi[0].eapXml',
  ],
  ['WIFI-1', 'the same name twice', { wifi: [psk, { ...psk, name: 'CORP net' }] }, 'wifi[1].name'],
  ['DOC-3', 'a shared key of seven characters', withWifi({ sharedKey: '1234567' }), 'wifi[0].sharedKey'],
  ['DOC-1', 'a proxy', withWifi({ proxy: 'p:80' }), 'wifi[0].proxy'],
];

/** Documents that break a rule over VPN and Wi-Fi profiles, and are refused. */
export const profileRefusals: readonly DocumentCase[] = refusals.map(caseOf);

const cloudOnly = { network: { domains: undefined } };

/** Documents that are accepted with a warning over certificates and profiles that lead nowhere. */
export const profileWarnings: readonly DocumentCase[] = [
  ['DOC-5', 'a VPN where only cloud resources are protected', changed({ vpn: [office], ...cloudOnly }), 'vpn'],
  ['DOC-5', 'a Wi-Fi where only cloud resources are protected', changed({ wifi: [psk], ...cloudOnly }), 'wifi'],
  [
    'DOC-5',
    'certificates where only cloud resources are protected',
    changed({ certificates: { roots: [certificates.root] }, ...cloudOnly }),
    'certificates',
  ],
];
