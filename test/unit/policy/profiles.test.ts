import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { removalOf } from '../../../shared/policy/remove-setting';
import { readXml } from '../../../shared/xml/read-xml';
import { changed, inputs } from './documents';

const eapXml = '<EapHostConfig xmlns="http://www.microsoft.com/provisioning/EapHostConfig"></EapHostConfig>';
const native = { servers: ['vpn.contoso.com'], protocol: 'IKEv2', authentication: 'eap', eapXml };
const plugin = { packageFamilyName: 'Contoso.Vpn_8wekyb3d8bbwe', serverUrls: ['vpn.contoso.com'] };
const office = { name: 'Office VPN', native };
const withVpn = (change: object) => ({ vpn: [{ ...office, ...change }] });
const psk = { name: 'Corp Net', authentication: 'WPA2PSK', sharedKey: 'not-a-real-key' };
const withWifi = (change: object) => ({ wifi: [{ ...psk, ...change }] });

const compile = (sections: Record<string, unknown>) =>
  compilePolicy(policyDocument.parse({ schemaVersion: 1, name: 'x', ...sections }), inputs).settings;

describe('rules over profiles', () => {
  it('shows no key in any finding', () => {
    const checked = checkPolicy(changed(withWifi({ sharedKey: 'sesame' })));
    expect(JSON.stringify(checked.ok ? [] : checked.errors)).not.toContain('sesame');
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
