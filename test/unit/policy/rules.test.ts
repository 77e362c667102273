import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { scep } from './cases/certificate-sections';
import { changed, notepad, now, pkcs12, soundDocument } from './documents';

const networkOf = (network: Record<string, unknown>) => changed({ network });
const protectedApps = (...apps: unknown[]) => changed({ apps: { protected: apps } });
const off = changed({ wip: { mode: 'off' } });

const plugin = { packageFamilyName: 'Contoso.Vpn_8wekyb3d8bbwe', serverUrls: ['vpn.contoso.com'] };
const native = { protocol: 'IKEv2', authentication: 'machineCertificate' };
const routed = (route: object) => changed({ vpn: [{ name: 'a', plugin, routes: [route] }] });

const check = (document: unknown, previous: unknown) => checkPolicy(document, { now, previous });

describe('rules over a policy document', () => {
  it.each([
    ['another spelling of the primary domain', changed({ wip: { primaryDomain: 'CONTOSO.com' } }), soundDocument],
    ['another primary domain once the protection was off', changed({ wip: { primaryDomain: 'fabrikam.com' } }), off],
    [
      'mode off without an identity',
      changed({ wip: { mode: 'off', primaryDomain: undefined }, apps: undefined }),
      soundDocument,
    ],
    ['a section that is new', soundDocument, changed({ wip: undefined })],
    [
      'a paired proxy whose internal entry names port 80',
      networkOf({ cloudResources: [{ host: 'a.com', proxy: 'p.a.com' }], internalProxies: ['P.a.com:80'] }),
      undefined,
    ],
    [
      'one app denied below a version and allowed above it',
      protectedApps({ ...notepad, minVersion: '10.0.0.0' }, { ...notepad, maxVersion: '9.0.0.0', action: 'deny' }),
      undefined,
    ],
  ])('nothing speaks against %s', (_, document, previous) => {
    expect(check(document, previous).ok).toBe(true);
  });

  it.each([
    ['before it begins', '2026-01-01'],
    ['after its end', '2200-01-01'],
  ])('refuses a recovery certificate %s', (_, date) => {
    expect(checkPolicy(soundDocument, { now: new Date(date) }).ok).toBe(false);
  });

  it('warns of a recovery certificate that ends soon (DOC-6)', () => {
    const checked = checkPolicy(soundDocument, { now: new Date('2126-10-01') });
    expect(checked.warnings).toEqual([expect.objectContaining({ rule: 'DOC-6', path: 'wip.recoveryCertificate' })]);
  });

  it.each(['SHA-1', 'SHA-2', 'SHA-3', 'SHA1', 'SHA256', 'SHA-256', 'SHA384', 'SHA512'])('takes the hash %s', (hash) => {
    expect(check(changed({ certificates: { scep: [{ ...scep, hashAlgorithms: [hash] }] } }), undefined).ok).toBe(true);
  });

  it('returns warnings beside errors', () => {
    const checked = check(changed({ wip: { primaryDomain: undefined }, network: undefined }), undefined);
    expect(checked.ok).toBe(false);
    expect(checked.warnings).not.toEqual([]);
  });

  it.each([
    ['*.contoso.com', 'write `.contoso.com`'],
    ['https://contoso.com/sites/', 'write `contoso.com`'],
    [' contoso.com.', 'write `contoso.com`'],
    ['a.contoso.com, b.contoso.com', 'write `{ "host": "a.contoso.com" }, { "host": "b.contoso.com" }`'],
    ['a.com|.b.com:443', 'write `{ "host": "a.com" }, { "host": ".b.com" }`'],
    ['contoso.com:443', 'write `contoso.com`'],
    ['https://contoso.com:8443/path', 'write `contoso.com`'],
    ['*.contoso.com:443', 'write `.contoso.com`'],
    ['contoso.com\u00a0', 'write `contoso.com`'],
    ['con\u200btoso.com', 'write `contoso.com`'],
    ['\u202econtoso.com', 'write `contoso.com`'],
    ['contoso\u3002com', 'write `contoso.com`'],
    ['https\uff1a\uff0f\uff0fcontoso.com\uff0fa', 'write `contoso.com`'],
    ['m\u00fcnchen.de\ufeff', 'write `m\u00fcnchen.de`'],
    ['share\u00a0point.contoso.com', 'write a host name alone, e.g. `contoso.sharepoint.com`'],
    ['share\u0085point.contoso.com', 'write a host name alone, e.g. `contoso.sharepoint.com`'],
    ['share point.contoso.com', 'write a host name alone, e.g. `contoso.sharepoint.com`'],
  ])('suggests for the host %j to %s', (host, suggestion) => {
    const checked = check(networkOf({ cloudResources: [{ host }] }), undefined);
    expect(checked.ok ? [] : checked.errors.map((error) => error.suggestion)).toEqual([suggestion]);
  });

  it.each([
    ['a.com:80\uff0cb.com', 'write `"a.com:80", "b.com"`'],
    ['a.com\uff5cb.com', 'write `"a.com", "b.com"`'],
    ['a.com\uff1a8080', 'write `a.com:8080`'],
    ['a.com:80;b.com', 'write `"a.com:80", "b.com"`'],
    ['a.com:70000', 'write a host name, with a port from 1 to 65535 where it is needed, e.g. `proxy.contoso.com:8080`'],
  ])('suggests for the proxy %j to %s', (proxy, suggestion) => {
    const checked = check(networkOf({ internalProxies: [proxy] }), undefined);
    expect(checked.ok ? [] : checked.errors.map((error) => error.suggestion)).toEqual([suggestion]);
  });

  it.each([
    [
      'two domains in the place of the first',
      changed({ wip: { primaryDomain: 'contoso.com,fabrikam.com' } }),
      'WIP-5',
      'write `"primaryDomain": "contoso.com", "additionalDomains": ["fabrikam.com"]`',
    ],
    [
      'two domains in a list',
      changed({ wip: { additionalDomains: ['a.com,b.com'] } }),
      'WIP-5',
      'write `"a.com", "b.com"`',
    ],
    [
      'two domains in the place of one',
      changed({ sync: { mdmDiscoveryUrl: 'https://mdm.contoso.com', mdmEnterpriseId: 'contoso.com;b.com' } }),
      'WIP-5',
      'write `contoso.com`',
    ],
    [
      'two proxies in the place of one',
      networkOf({ cloudResources: [{ host: 'a.com', proxy: 'p.a.com:80;q.a.com' }] }),
      'NET-5',
      'write `p.a.com:80`',
    ],
    ['two hosts in a list', networkOf({ neutralResources: ['a.com|b.com'] }), 'NET-5', 'write `"a.com", "b.com"`'],
    [
      'a prefix in a route',
      routed({ address: '10.1.2.3/8', prefix: 8 }),
      'VPN-1',
      'write `"address": "10.0.0.0", "prefix": 8`',
    ],
    [
      'a prefix of IPv6 in a route',
      routed({ address: 'fd00::1/08', prefix: 0 }),
      'VPN-1',
      'write `"address": "fd00::", "prefix": 8`',
    ],
    [
      'two servers of a plug-in in one text',
      changed({ vpn: [{ name: 'a', plugin: { ...plugin, serverUrls: ['a.com|https://b.com'] } }] }),
      'VPN-1',
      'write `"a.com", "https://b.com"`',
    ],
    [
      'a plug-in server with a comma in its path',
      changed({ vpn: [{ name: 'a', plugin: { ...plugin, serverUrls: ['https://a.com/x,y'] } }] }),
      'VPN-1',
      'give each server an entry of its own',
    ],
    [
      'two gateways in one text',
      changed({ vpn: [{ name: 'a', native: { ...native, servers: ['a.com;b.com'] } }] }),
      'VPN-1',
      'write `"a.com", "b.com"`',
    ],
    [
      'hosts with blanks between them in place of a list',
      changed({ network: { domains: 'a.com b.com' } }),
      'DOC-3',
      'write `["a.com", "b.com"]`',
    ],
    [
      'a gateway with a scheme',
      changed({ vpn: [{ name: 'a', native: { ...native, servers: ['https://vpn.contoso.com/'] } }] }),
      'VPN-1',
      'write `vpn.contoso.com`',
    ],
    ['a word in a route', routed({ address: 'office', prefix: 8 }), 'VPN-1', 'write one address, e.g. `10.0.0.1`'],
  ])('suggests for %s what can stand there', (_, document, rule, suggestion) => {
    const checked = check(document, undefined);
    expect(checked.ok ? [] : checked.errors).toMatchObject([{ rule, suggestion }]);
  });

  it('shows a character that nobody sees by its number', () => {
    const checked = check(networkOf({ cloudResources: [{ host: 'con\u200btoso.com\u00a0' }] }), undefined);
    expect(checked.ok ? [] : checked.errors).toMatchObject([
      { found: '"con\\u200btoso.com\\u00a0"', message: 'blanks are not understood by Windows' },
    ]);
  });

  it('takes a password of blanks', () => {
    const pfx = { id: 'a', pkcs12, password: '   ', keyLocation: 'software' };
    expect(check(changed({ certificates: { pfx: [pfx] } }), undefined).ok).toBe(true);
  });

  it.each([
    [{ from: '10.0.0.0/8', to: '10.0.0.1' }, 'write `"from": "10.0.0.0", "to": "10.255.255.255"`'],
    [{ from: 'fd00::/8', to: 'fd00::1' }, 'write `"from": "fd00::", "to": "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"`'],
    [{ from: '10.0.0.2', to: '10.0.0.1' }, 'write `"from": "10.0.0.1", "to": "10.0.0.2"`'],
  ])('suggests for the range %j to %s', (range, suggestion) => {
    const checked = check(networkOf({ ipRanges: [range] }), undefined);
    expect(checked.ok ? [] : checked.errors.map((error) => error.suggestion)).toEqual([suggestion]);
  });
});
