import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/csp/catalogue';
import type { CatalogueNode } from '../../../shared/csp/catalogue-node';
import { checkCommand } from '../../../shared/csp/check-command';
import { findNode } from '../../../shared/csp/find-node';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import type { NodeValue } from '../../../shared/syncml/message';
import { everyMember, inputs } from './documents';

const policyNodes = catalogue.nodes.filter(({ use }) => use === 'policy');
const variants = [
  everyMember,
  {
    schemaVersion: 1,
    name: 'the other store, the other authentication',
    certificates: JSON.parse(
      JSON.stringify(everyMember['certificates']).replaceAll('"store":"user"', '"store":"device"'),
    ),
    apps: { protected: [{ type: 'store', name: 'a', publisher: 'CN=a', product: 'a' }] },
    vpn: [{ name: 'v', native: { servers: ['a'], protocol: 'IKEv2', authentication: 'machineCertificate' } }],
  },
];
const nodes = variants.flatMap((document) =>
  compilePolicy(policyDocument.parse(document), inputs).settings.flatMap((setting) => setting.nodes),
);
const produced = new Map(nodes.map((node): [string, NodeValue] => [findNode(node.uri)?.node.uri ?? '', node]));

/** Why no member of the document leads to a node of `use: policy`; the first pattern that fits. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^\.\/User\/.*\/(?:VPNv2|WiFi|PassportForWork)\//, 'the same node of the device is written'],
  [/DeviceLock\/MinimumPasswordAge$/, 'MinimumPasswordAge is of the local security policy, not of the password family'],
  [
    /DeviceLock\/(?:MaximumPasswordAge|Password\w+|AccountLockoutPolicy|AllowAdministratorLockout|MinimumPasswordLength\w*|Relax\w+)$/,
    'insider builds only',
  ],
  [
    /PassportForWork\/(?:Biometrics|DeviceUnlock|DynamicLock|SecurityKey)\//,
    'acts on the private account of the owner too',
  ],
  [
    /PassportForWork\/.*\/(?:Remote|ExcludeSecurityDevices|Use\w+Auth|UseHello\w+|Enable\w+Keys|Disable\w+)/,
    'for joined or insider PCs',
  ],
  [/\/AADKeyIdentifierList$/, 'needs a key that MAM never learns of'],
  [/\/AllUsersPollOnFirstLogin$/, 'one work user per PC'],
  [/VPNv2\/\{ProfileName\}\/ProfileXML$/, 'profiles are sent as single nodes, each judged by the catalogue'],
  [
    /VPNv2\/\{ProfileName\}\/(?:AppTriggerList|DomainNameInformationList|Proxy|DeviceCompliance)\//,
    'the guide offers no member',
  ],
  [
    /VPNv2\/\{ProfileName\}\/NativeProfile\/(?:ProtocolList|CryptographySuite|L2tpPsk|Disable\w+|Plumb\w+)/,
    'the guide offers no member',
  ],
  [
    /VPNv2\/\{ProfileName\}\/(?:AlwaysOnActive|RegisterDNS|ByPassForLocal|NetworkOutageTime|IPv[46]\w+|UseRasCredentials|DataEncryption|PrivateNetwork|Disable\w+)$/,
    'the guide offers no member',
  ],
  [/VPNv2\/.*\/TrafficFilterList\/\{trafficFilterId\}\/RoutingPolicyType$/, 'the guide offers no member'],
  [/HealthAttestation\//, 'written by the steps of the attestation, from the settings of the service'],
  [/RootCATrustedCertificates\/(?!Root\/)/, 'only the trusted roots are offered'],
  [/^\.\/User\/Vendor\/MSFT\/RootCATrustedCertificates\//, 'written in the tree of the device only (CERT-3)'],
];

const reasonFor = ({ uri }: CatalogueNode) => reasons.find(([pattern]) => pattern.test(uri))?.[1];

/** Data that a node must not take, by what the catalogue knows of it. */
function badDataFor({ format, allowed, min, max, pattern }: CatalogueNode): string | undefined {
  if (format === 'int') return max !== undefined ? String(max + 1) : min !== undefined ? String(min - 1) : 'one';
  if (format === 'bool') return 'perhaps';
  return allowed !== undefined || pattern !== undefined ? '\u0001 nothing such' : undefined;
}

describe('every node that a policy may set', () => {
  it.each(policyNodes.map((node) => [node.uri, node] as const))('%s has a member or a reason', (uri, node) => {
    expect(produced.has(uri) || reasonFor(node) !== undefined).toBe(true);
  });

  it('has no reason when a member produces it', () => {
    const both = policyNodes.filter((node) => produced.has(node.uri) && reasonFor(node) !== undefined);
    expect(both.map(({ uri }) => uri)).toEqual([]);
  });

  it('is written for each of 90 members at least', () => {
    expect(policyNodes.filter(({ uri }) => produced.has(uri)).length).toBeGreaterThanOrEqual(90);
  });

  it.each([...produced])('%s takes what the compiler writes', (_, node) => {
    const verb = node.format === 'null' ? 'Exec' : node.uri.includes('/Policy/Config/DeviceLock/') ? 'Replace' : 'Add';
    expect(checkCommand({ verb, node })).toEqual([]);
  });

  const refusable = [...produced].flatMap(([uri, node]) => {
    const known = findNode(node.uri)?.node;
    const data = known === undefined ? undefined : badDataFor(known);
    return data === undefined ? [] : [[uri, { ...node, data }] as const];
  });

  it.each(refusable)('%s refuses what does not fit it', (_, node) => {
    expect(checkCommand({ verb: 'Replace', node })).not.toEqual([]);
  });

  it('is never written when personal PCs are to be spared of it', () => {
    expect([...produced.keys()].filter((uri) => findNode(uri)?.node.use === 'avoid')).toEqual([]);
  });
});
