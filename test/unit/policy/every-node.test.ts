import { describe, expect, it } from 'vitest';
import type { CatalogueNode } from '../../../shared/csp/catalogue-node';
import { checkCommand } from '../../../shared/csp/check-command';
import { findNode } from '../../../shared/csp/find-node';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import type { Setting } from '../../../shared/policy/setting';
import type { NodeValue } from '../../../shared/syncml/message';
import type { ManagementTree } from '../../../simulator/tree/management-tree';
import { runCommand } from '../../../simulator/tree/run-command';
import { catalogueFile } from '../../support/catalogue-file';
import { changed, everyMember, inputs, keysOf, now, withMember } from './documents';
import { nodeMembers } from './node-members';
import { simulatedTree } from './simulated-tree';

const policyNodes = catalogueFile.nodes.filter(({ use }) => use === 'policy');
/** The guide's document with all members, those at their default moved away from it so that it shows which one counts. */
const distinct = changed(
  { wip: { revokeOnUnenroll: false, revokeOnMdmHandoff: true } },
  JSON.parse(
    JSON.stringify(everyMember)
      .replace('"tunnel":"split"', '"tunnel":"force"')
      .replace('"metric":1,"throughVpn":true', '"metric":5,"throughVpn":false'),
  ),
);
const variants = [
  distinct,
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

/** A node as the first document that leads to it writes it. */
interface Written {
  readonly node: NodeValue;
  readonly setting: Setting;
  readonly document: Record<string, unknown>;
  /** Answer of the simulated PC, to the Add after a Replace of what is not there yet. */
  readonly code: number;
}

const templateOf = (uri: string) => findNode(uri)?.node.uri ?? '';

function answer(tree: ManagementTree, node: NodeValue, setting: Setting): number {
  const context = { tree, inAtomic: setting.kind === 'family', userPresent: true };
  const send = (verb: 'Add' | 'Replace' | 'Exec') => runCommand({ ...node, data: node.data, verb }, context).code;
  const first = send(node.format === 'null' ? 'Exec' : setting.verb);
  return first === 404 && setting.verb === 'Replace' ? send('Add') : first;
}

function written(document: Record<string, unknown>): [string, Written][] {
  const tree = simulatedTree();
  return compilePolicy(policyDocument.parse(document), inputs).settings.flatMap((setting) =>
    setting.nodes.map((node): [string, Written] => [
      templateOf(node.uri),
      { node, setting, document, code: answer(tree, node, setting) },
    ]),
  );
}

// The first document has all members, so its nodes win.
const produced = new Map(variants.flatMap(written).reverse());

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

  it('is no password age, so that none can contradict another (LOCK-8)', () => {
    expect([...produced.keys()].filter((uri) => /\/M(?:in|ax)imumPasswordAge$/.test(uri))).toEqual([]);
    const ages = changed({ signIn: { deviceLock: { minimumPasswordAge: 5 } } }, everyMember);
    const checked = checkPolicy(ages, { now });
    expect(checked.ok ? [] : checked.errors.map(({ path }) => path)).toEqual(['signIn.deviceLock.minimumPasswordAge']);
  });

  it('is written for each of 90 members at least', () => {
    expect(policyNodes.filter(({ uri }) => produced.has(uri)).length).toBeGreaterThanOrEqual(90);
  });

  it.each([...produced])('%s takes what the compiler writes', (_, { node }) => {
    const verb = node.format === 'null' ? 'Exec' : node.uri.includes('/Policy/Config/DeviceLock/') ? 'Replace' : 'Add';
    expect(checkCommand({ verb, node })).toEqual([]);
  });

  const refusable = [...produced].flatMap(([uri, { node }]) => {
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

describe('every node that a member writes', () => {
  const rows = policyNodes.flatMap(({ uri }) => {
    const found = produced.get(uri);
    const member = nodeMembers.find(([end]) => uri.endsWith(end));
    return found === undefined ? [] : [[uri, found, member] as const];
  });
  const members = rows.flatMap(([uri, found, member]) =>
    member === undefined ? [] : [[uri, member[1], found, member[2]] as const],
  );

  it('is in the table of members, and no row of it is idle', () => {
    expect(rows.filter(([, , member]) => member === undefined).map(([uri]) => uri)).toEqual([]);
    const idle = nodeMembers.filter((row) => !rows.some(([, , member]) => member === row));
    expect(idle).toEqual([]);
  });

  it.each(variants)('comes from a document that is accepted ($name)', (document) => {
    expect(checkPolicy(document, { now }).ok).toBe(true);
  });

  it.each(members)('%s is taken by the simulated PC with a good value of %s', (_, _member, { code }) => {
    expect(code).toBe(200);
  });

  // The count of the endless last pair is 0 whether that pair is there or off.
  const dependent = members.filter(([uri]) => !uri.endsWith('/NumberOfRemainingScheduledRetries'));

  it.each(dependent)('%s is not written so without %s', (_, member, { node, document }) => {
    const without = policyDocument.safeParse(withMember(document, keysOf(member), undefined));
    const nodes = without.success
      ? compilePolicy(without.data, inputs).settings.flatMap((setting) => setting.nodes)
      : [];
    expect(nodes).not.toContainEqual(node);
  });

  it.each(members)('%s is refused at save time with a bad value of %s', (_, member, { document }, bad) => {
    const checked = checkPolicy(withMember(document, keysOf(member), bad), { now });
    expect(checked.ok ? [] : checked.errors.map(({ path }) => path)).toContain(member);
  });
});
