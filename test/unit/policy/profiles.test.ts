import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { removalOf } from '../../../shared/policy/remove-setting';
import { readXml } from '../../../shared/xml/read-xml';
import { changed, inputs, now } from './documents';

const eapXml = '<EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"></EapHostConfig>';
const native = { servers: ['vpn.contoso.com'], protocol: 'IKEv2', authentication: 'eap', eapXml };
const plugin = { packageFamilyName: 'Contoso.Vpn_8wekyb3d8bbwe', serverUrls: ['vpn.contoso.com'] };
const office = { name: 'Office VPN', native };
const withNative = (change: object) => ({ vpn: [{ ...office, native: { ...native, ...change } }] });
const withVpn = (change: object) => ({ vpn: [{ ...office, ...change }] });
const psk = { name: 'Corp Net', authentication: 'WPA2PSK', sharedKey: 'not-a-real-key' };
const withWifi = (change: object) => ({ wifi: [{ ...psk, ...change }] });

const compile = (sections: Record<string, unknown>) =>
  compilePolicy(policyDocument.parse({ schemaVersion: 1, name: 'x', ...sections }), inputs).settings;

describe('rules over profiles', () => {
  it.each([
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
      'a port of 70000',
      withVpn({ trafficFilters: [{ protocol: 6, localPorts: ['70000'] }] }),
      'vpn[0].trafficFilters[0].localPorts[0]',
    ],
    [
      'VPN-1',
      'a range that runs backwards',
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
    ['DOC-1', 'a switch that is not for personal PCs', withVpn({ lockDown: true }), 'vpn[0].lockDown'],
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
  ])('%s refuses %s', (rule, _, sections, path) => {
    const checked = checkPolicy(changed(sections), { now });
    const errors = checked.ok ? [] : checked.errors;
    expect(errors).toContainEqual(expect.objectContaining({ rule, path }));
  });

  it('shows no key in any finding', () => {
    const checked = checkPolicy(changed(withWifi({ sharedKey: 'sesame' })));
    expect(JSON.stringify(checked.ok ? [] : checked.errors)).not.toContain('sesame');
  });

  it.each([
    ['vpn', { vpn: [office] }],
    ['wifi', { wifi: [psk] }],
  ])('warns of %s where only cloud resources are protected (DOC-5)', (path, section) => {
    const checked = checkPolicy(changed({ ...section, network: { domains: undefined } }), { now });
    expect(checked.warnings).toContainEqual(expect.objectContaining({ rule: 'DOC-5', path }));
  });
});

describe('a VPN profile', () => {
  const root = './Device/Vendor/MSFT/VPNv2/Office%20VPN/';
  const rows = (change: object) =>
    (
      compile({ wip: { mode: 'off', primaryDomain: 'Contoso.COM' }, ...withVpn(change) }).find(
        ({ key }) => key === 'Vpn/Office%20VPN',
      )?.nodes ?? []
    ).map(({ uri, format, data }) => [uri.slice(root.length), format, data]);

  it('is one family of single nodes in the order of the schema (VPN-1)', () => {
    const change = {
      boundToWip: true,
      alwaysOn: false,
      rememberCredentials: true,
      dnsSuffixes: ['Corp.contoso.com', 'b.com'],
      trustedNetworks: ['corp.contoso.com'],
      routes: [
        { address: '10.0.0.0', prefix: 8 },
        { address: 'fe80::', prefix: 64, metric: 5, throughVpn: false },
      ],
      trafficFilters: [
        {
          app: 'SYSTEM',
          protocol: 6,
          localPorts: ['1024-65535'],
          remotePorts: ['80', '443'],
          localAddresses: ['10.0.0.0/8'],
          remoteAddresses: ['10.1.0.1-10.1.0.9'],
          direction: 'outbound',
        },
      ],
    };
    expect(rows(change)).toEqual([
      ['EdpModeId', 'chr', 'contoso.com'],
      ['RememberCredentials', 'bool', 'true'],
      ['AlwaysOn', 'bool', 'false'],
      ['DnsSuffix', 'chr', 'corp.contoso.com,b.com'],
      ['TrustedNetworkDetection', 'chr', 'corp.contoso.com'],
      ['NativeProfile/Servers', 'chr', 'vpn.contoso.com'],
      ['NativeProfile/RoutingPolicyType', 'chr', 'SplitTunnel'],
      ['NativeProfile/NativeProtocolType', 'chr', 'IKEv2'],
      ['NativeProfile/Authentication/UserMethod', 'chr', 'EAP'],
      ['NativeProfile/Authentication/Eap/Configuration', 'chr', eapXml],
      ['TrafficFilterList/0/App/Id', 'chr', 'SYSTEM'],
      ['TrafficFilterList/0/Protocol', 'int', '6'],
      ['TrafficFilterList/0/LocalPortRanges', 'chr', '1024-65535'],
      ['TrafficFilterList/0/RemotePortRanges', 'chr', '80,443'],
      ['TrafficFilterList/0/LocalAddressRanges', 'chr', '10.0.0.0/8'],
      ['TrafficFilterList/0/RemoteAddressRanges', 'chr', '10.1.0.1-10.1.0.9'],
      ['TrafficFilterList/0/Direction', 'chr', 'Outbound'],
      ['RouteList/0/ExclusionRoute', 'bool', 'false'],
      ['RouteList/0/Address', 'chr', '10.0.0.0'],
      ['RouteList/0/PrefixSize', 'int', '8'],
      ['RouteList/0/Metric', 'int', '1'],
      ['RouteList/1/ExclusionRoute', 'bool', 'true'],
      ['RouteList/1/Address', 'chr', 'fe80::'],
      ['RouteList/1/PrefixSize', 'int', '64'],
      ['RouteList/1/Metric', 'int', '5'],
    ]);
  });

  it.each([
    [{ ...native, tunnel: 'force' }, ['NativeProfile/RoutingPolicyType', 'chr', 'ForceTunnel']],
    [
      { ...native, protocol: 'SSTP', authentication: 'msChapV2', eapXml: undefined },
      ['NativeProfile/Authentication/UserMethod', 'chr', 'MSChapv2'],
    ],
    [
      { ...native, authentication: 'machineCertificate', eapXml: undefined },
      ['NativeProfile/Authentication/MachineMethod', 'chr', 'Certificate'],
    ],
  ])('writes %j', (changedNative, row) => {
    expect(rows({ native: changedNative })).toContainEqual(row);
  });

  it('writes the nodes of a plug-in', () => {
    const configurationXml = '<config></config>';
    expect(
      rows({ native: undefined, plugin: { ...plugin, serverUrls: ['a.com', 'https://b.com'], configurationXml } }),
    ).toEqual([
      ['PluginProfile/ServerUrlList', 'chr', 'a.com;https://b.com'],
      ['PluginProfile/CustomConfiguration', 'chr', configurationXml],
      ['PluginProfile/PluginPackageFamilyName', 'chr', 'Contoso.Vpn_8wekyb3d8bbwe'],
    ]);
  });

  it('is removed by its own node', () => {
    expect(removalOf('Vpn/Office%20VPN')).toEqual({
      kind: 'delete',
      uris: ['./Device/Vendor/MSFT/VPNv2/Office%20VPN'],
    });
  });
});

describe('a Wi-Fi profile', () => {
  const xmlOf = (profile: unknown) => compile({ wifi: [profile] })[0]?.nodes[0]?.data ?? '';

  it('names the network in both places and gives the parts of the key in order (WIFI-1)', () => {
    expect(xmlOf(psk)).toBe(
      '<WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/profile/v1"><name>Corp Net</name><SSIDConfig><SSID><name>Corp Net</name></SSID></SSIDConfig><connectionType>ESS</connectionType><connectionMode>auto</connectionMode><MSM><security><authEncryption><authentication>WPA2PSK</authentication><encryption>AES</encryption><useOneX>false</useOneX></authEncryption><sharedKey><keyType>passPhrase</keyType><protected>false</protected><keyMaterial>not-a-real-key</keyMaterial></sharedKey></security></MSM></WLANProfile>',
    );
  });

  it('carries the EAP document of 802.1X', () => {
    const xml = xmlOf({ name: 'Corp EAP', authentication: 'WPA2', eapXml });
    expect(xml).toContain('<useOneX>true</useOneX></authEncryption><OneX ');
    expect(xml).toContain(`<EAPConfig>${eapXml}</EAPConfig>`);
  });

  it('escapes names and keys', () => {
    const xml = xmlOf({ ...psk, name: '<a>&', sharedKey: '</keyMaterial>' });
    expect(() => readXml(Buffer.from(xml), { maxBytes: 10_000 })).not.toThrow();
    expect(xml).not.toContain('<a>');
  });

  it('stands under its percent-encoded name, with its cost', () => {
    const [setting] = compile({ wifi: [{ ...psk, name: 'Café', cost: 'payPerByte' }] });
    expect(setting).toMatchObject({ key: 'WiFi/Caf%C3%A9', kind: 'family', verb: 'Add' });
    expect(setting?.nodes[1]).toEqual({
      uri: './Device/Vendor/MSFT/WiFi/Profile/Caf%C3%A9/WiFiCost',
      format: 'int',
      data: '3',
    });
    expect(removalOf('WiFi/Caf%C3%A9')).toEqual({
      kind: 'delete',
      uris: ['./Device/Vendor/MSFT/WiFi/Profile/Caf%C3%A9'],
    });
  });
});
