import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAtomic, checkCommand } from '../../../shared/csp/check-command';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import type { PolicyDocument } from '../../../shared/policy/document';
import { planChange } from '../../../shared/policy/plan-change';
import type { CompiledPolicy } from '../../../shared/policy/setting';
import type { NodeValue, ServerCommand } from '../../../shared/syncml/message';
import { writeMessage } from '../../../shared/syncml/write-message';
import type { ManagementTree } from '../../../simulator/tree/management-tree';
import { type NodeCommand, runCommand } from '../../../simulator/tree/run-command';
import everyMember from '../../fixtures/policies/every-member.json';
import { textMembers } from './cases/character-cases';
import { certificates, inputs, keysOf, now, withMember } from './documents';
import { simulatedTree } from './simulated-tree';

const runs = { numRuns: 300, seed: 20_261_124 };

/** A member that is absent, null or there. */
const maybe = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) });
const domain = fc.constantFrom('contoso.com', 'Fabrikam.COM', 'xn--mnchen-3ya.de', 'a-1.example.org');
const host = fc.constantFrom('contoso.sharepoint.com', '.contoso.com', 'proxy', '10.0.0.1');
const name = fc.string({ minLength: 1, maxLength: 12 });
const bool = fc.boolean();
const some = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 4 });

const officeVpn = everyMember.vpn.find(({ native }) => native !== undefined);
const nativeVpn = { ...officeVpn?.native };

const app = fc.record({
  type: fc.constantFrom('store', 'desktop'),
  name,
  publisher: fc.constantFrom('CN=A & B, O="C"', "O=D'E", '*'),
  product: fc.constantFrom('a.b', '*', '<p>'),
  binary: maybe(fc.constantFrom('a.exe', '*', 'ß.EXE')),
  minVersion: maybe(fc.constantFrom('1.0.0.0', '2.3.4.5')),
  action: maybe(fc.constantFrom('allow', 'deny')),
});

const document = fc.record(
  {
    schemaVersion: fc.constant(1),
    name,
    wip: maybe(
      fc.record({
        mode: fc.constantFrom('off', 'silent', 'override', 'block'),
        primaryDomain: maybe(domain),
        additionalDomains: maybe(some(domain)),
        recoveryCertificate: maybe(fc.constant(certificates.fileRecovery)),
        showIcons: maybe(bool),
        revokeOnUnenroll: maybe(bool),
        revokeOnMdmHandoff: maybe(bool),
        azureRms: maybe(
          fc.record({ enabled: bool, templateId: maybe(fc.constant('6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b')) }),
        ),
        smbEncryptedExtensions: maybe(some(fc.constantFrom('docx', 'pdf', 'a_b'))),
      }),
    ),
    apps: maybe(fc.record({ protected: maybe(some(app)), exempt: maybe(some(app)) })),
    network: maybe(
      fc.record({
        cloudResources: maybe(some(fc.record({ host, proxy: maybe(fc.constantFrom('p.a.com', 'q:80')) }))),
        allowConnectionsByIpAddress: maybe(bool),
        domains: maybe(some(domain)),
        ipRanges: maybe(
          some(fc.record({ from: fc.constantFrom('10.0.0.0', '::1'), to: fc.constantFrom('10.0.0.9', 'fe80::') })),
        ),
        internalProxies: maybe(some(fc.constantFrom('p.a.com', 'q:80', 'q'))),
        neutralResources: maybe(some(host)),
      }),
    ),
    signIn: maybe(
      fc.record({
        windowsHello: maybe(
          fc.record({
            enabled: bool,
            pin: maybe(
              fc.record({
                minLength: maybe(fc.integer({ min: 4, max: 127 })),
                digits: maybe(fc.constantFrom('allow', 'require')),
              }),
            ),
          }),
        ),
        deviceLock: maybe(
          fc.record({
            passwordRequired: bool,
            minLength: maybe(fc.integer({ min: 4, max: 16 })),
            lockAfterMinutes: maybe(fc.integer({ min: 0, max: 999 })),
          }),
        ),
        lockScreen: maybe(fc.record({ allowCamera: maybe(bool) })),
      }),
    ),
    sync: maybe(
      fc.record({
        poll: maybe(fc.constantFrom(everyMember.sync.poll, { ...everyMember.sync.poll, second: undefined })),
        unenrollAfterDaysWithoutContact: maybe(fc.integer({ min: 1, max: 90 })),
        pollOnSignIn: maybe(bool),
        mdmDiscoveryUrl: maybe(fc.constant('https://mdm.contoso.com/d')),
        help: maybe(fc.record({ phone: maybe(name) })),
      }),
    ),
    certificates: maybe(
      fc.record({
        roots: maybe(fc.subarray(everyMember.certificates.roots)),
        scep: maybe(fc.subarray(everyMember.certificates.scep)),
        pfx: maybe(fc.subarray(everyMember.certificates.pfx)),
      }),
    ),
    compliance: maybe(
      fc.record({
        requireTpm: maybe(bool),
        requireHealthAttestation: maybe(fc.constant(everyMember.compliance.requireHealthAttestation)),
        graceHours: maybe(fc.integer({ min: 0, max: 72 })),
        unknownIs: maybe(fc.constantFrom('compliant', 'notCompliant')),
      }),
    ),
    logs: maybe(fc.record({ collectWipAudit: maybe(bool), retentionDays: maybe(fc.integer({ min: 1, max: 365 })) })),
    vpn: maybe(
      fc.uniqueArray(
        fc.oneof(
          fc.record({
            name,
            plugin: fc.constant({ packageFamilyName: 'A_8wekyb3d8bbwe', serverUrls: ['a.com'] }),
            dnsSuffixes: maybe(some(domain)),
          }),
          fc.record({
            name,
            native: fc.constant(nativeVpn),
            alwaysOn: maybe(bool),
            routes: maybe(fc.constant(officeVpn?.routes)),
            trafficFilters: maybe(fc.constant(officeVpn?.trafficFilters)),
          }),
        ),
        { maxLength: 2, selector: (profile) => profile.name.toLowerCase() },
      ),
    ),
    wifi: maybe(
      fc.uniqueArray(
        fc.oneof(
          fc.record({
            name,
            authentication: fc.constant('WPA2PSK'),
            sharedKey: fc.string({ minLength: 8, maxLength: 20 }),
            cost: maybe(fc.constantFrom('fixed', 'unmetered')),
          }),
          fc.record({ name, authentication: fc.constant('WPA2'), eapXml: fc.constant(nativeVpn.eapXml) }),
        ),
        { maxLength: 2, selector: (profile) => profile.name.toLowerCase() },
      ),
    ),
  },
  { requiredKeys: ['schemaVersion', 'name'] },
);

/** Random documents that pass the check: found once, since most that are made up do not pass. */
const found: readonly PolicyDocument[] = fc.sample(
  document
    .map((candidate) => checkPolicy(candidate, { now }))
    .filter((checked) => checked.ok)
    .map((checked) => checked.document),
  runs,
);
const accepted = fc.constantFrom(...found);
/** Each of them once; and each with another one. */
const each = { ...runs, examples: found.map((policy): [PolicyDocument] => [policy]) };
const pairs = {
  ...runs,
  examples: found.map((policy, index): [PolicyDocument, PolicyDocument] => [policy, found.at(index - 7) ?? policy]),
};

/** A device that does what it is told: nodes and their data. */
function apply(nodes: ReadonlyMap<string, string>, before: CompiledPolicy, after: CompiledPolicy): Map<string, string> {
  const device = new Map(nodes);
  for (const { deletes, writes } of planChange(before, after)) {
    for (const root of deletes) {
      for (const uri of [...device.keys()]) if (uri === root || uri.startsWith(`${root}/`)) device.delete(uri);
    }
    for (const { uri, data } of writes) device.set(uri, data ?? '');
  }
  return device;
}

/** The same on the simulated PC, whose rules about verbs and parents are its own. */
function applyToPc(tree: ManagementTree, before: CompiledPolicy, after: CompiledPolicy): void {
  const kinds = new Map([...before.settings, ...after.settings].map(({ key, kind }) => [key, kind]));
  for (const { key, deletes, writes } of planChange(before, after)) {
    const context = { tree, inAtomic: kinds.get(key) === 'family', userPresent: true };
    const run = (verb: NodeCommand['verb'], { uri, format, data }: NodeValue) =>
      runCommand({ verb, uri, format, data }, context).code;
    for (const uri of deletes) run('Delete', { uri, format: 'null' });
    for (const node of writes) {
      const verbs: NodeCommand['verb'][] = node.format === 'null' ? ['Exec'] : ['Add', 'Replace'];
      expect(verbs.map((verb) => run(verb, node))).toContain(200);
    }
  }
}

// Windows makes the containers above a leaf by itself, and keeps them when the leaf goes.
const onPc = (tree: ManagementTree) =>
  tree.snapshot().flatMap(([uri, , data]): [string, string][] => (data === null ? [] : [[uri, data]]));

const nothing: CompiledPolicy = { settings: [], removals: [], leftOut: [], asks: {} };
const deviceWith = (policy: CompiledPolicy) => [...apply(new Map(), nothing, policy)].sort();

/** What the random documents must lead to, or the properties below would hold for nothing. */
const reach: readonly (readonly [what: string, key: RegExp])[] = [
  ['roots', /RootCATrustedCertificates\/Root/],
  ['SCEP requests', /ClientCertificateInstall\/SCEP\/.*\/Enroll$/],
  ['PKCS#12', /\/PFXCertBlob$/],
  ['native VPN profiles', /VPNv2\/.*\/NativeProfile\/Servers$/],
  ['traffic filters', /TrafficFilterList\/0\/RemotePortRanges$/],
  ['VPN plug-ins', /VPNv2\/.*\/PluginProfile\/ServerUrlList$/],
  ['Wi-Fi profiles', /WlanXml$/],
  ['rights management', /RMSTemplateIDForEDP$/],
  ['schedules', /Poll\/NumberOfSecondRetries$/],
  ['moves to MDM', /ManagementServerToUpgradeTo$/],
  ['password rules', /DeviceLock\/MinDevicePasswordLength$/],
  ['rules for PINs', /PINComplexity\/MinimumPINLength$/],
  ['exempt apps', /EdpExempt\/.*\/Policy$/],
];

describe('documents that are accepted', () => {
  const samples = found.map((policy) => compilePolicy(policy, inputs));
  const nodes = samples.flatMap(({ settings }) => settings.flatMap((setting) => setting.nodes));

  it.each(reach)('have %s among them', (_, key) => {
    expect(nodes.filter(({ uri }) => key.test(uri)).length).toBeGreaterThan(5);
  });

  it('have Wi-Fi by EAP, conditions for access and logs among them', () => {
    expect(nodes.filter(({ data }) => data?.includes('<useOneX>true')).length).toBeGreaterThan(5);
    expect(
      samples.filter(({ asks }) => asks.compliance !== undefined && asks.logs !== undefined).length,
    ).toBeGreaterThan(5);
  });

  it('compile to commands that all pass the check of the nodes', () => {
    fc.assert(
      fc.property(accepted, (policy) => {
        const problems = compilePolicy(policy, inputs).settings.flatMap(({ kind, verb, nodes }) => {
          const commands = nodes.map((node) => ({ verb: node.format === 'null' ? ('Exec' as const) : verb, node }));
          return kind === 'family' ? checkAtomic(commands) : commands.flatMap(checkCommand);
        });
        expect(problems).toEqual([]);
      }),
      each,
    );
  });

  it('compile to the same settings each time, in whatever order their members stand', () => {
    fc.assert(
      fc.property(accepted, (policy) => {
        const { schemaVersion, name: label, ...sections } = policy;
        const reordered: PolicyDocument = {
          ...Object.fromEntries(Object.entries(sections).reverse()),
          name: label,
          schemaVersion,
        };
        expect(compilePolicy(reordered, inputs)).toEqual(compilePolicy(policy, inputs));
      }),
      each,
    );
  });

  it('name each setting once, and none that they also remove', () => {
    fc.assert(
      fc.property(accepted, (policy) => {
        const { settings, removals } = compilePolicy(policy, inputs);
        const keys = [...settings, ...removals].map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      each,
    );
  });

  it('lead a device with the first revision to the second by their difference', () => {
    fc.assert(
      fc.property(accepted, accepted, (first, second) => {
        const [before, after] = [compilePolicy(first, inputs), compilePolicy(second, inputs)];
        const device = apply(new Map(deviceWith(before)), before, after);
        expect([...device].sort()).toEqual(deviceWith(after));
      }),
      pairs,
    );
  });
});

describe('the difference of two revisions', () => {
  it('leads the simulated PC from the first to the second, but for what Windows cannot delete', () => {
    fc.assert(
      fc.property(accepted, accepted, (first, second) => {
        const [before, after] = [compilePolicy(first, inputs), compilePolicy(second, inputs)];
        const [pc, fresh] = [simulatedTree(), simulatedTree()];
        applyToPc(pc, nothing, before);
        applyToPc(pc, before, after);
        applyToPc(fresh, nothing, after);
        const stays = planChange(before, after).flatMap(({ key, kind }) => (kind === 'leave' ? [key] : []));
        const rest = onPc(pc).filter(([uri]) => !stays.includes(uri));
        expect(rest.sort()).toEqual(onPc(fresh).sort());
      }),
      pairs,
    );
  });
});

describe('any value at all', () => {
  it('is judged without an exception, and never by its nodes alone', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), document), (value) => {
        const checked = checkPolicy(value, { now });
        // What a node refuses says no more than this: the document's own rules come first and say what to write.
        expect(checked.ok ? [] : checked.errors.map(({ suggestion }) => suggestion)).not.toContain(
          'leave the member out',
        );
      }),
      { ...runs, numRuns: 1000 },
    );
  });
});

/** Any text at all, with what goes wrong in texts more often than chance would have it. */
const anyCharacter = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\uffff', '\ufffe', '\ud800', '\udfff', '\u0085', '\u00a0', '\u200b', '&', '"'),
  },
);
const anyText = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 3 });

const strange = fc
  .array(fc.tuple(fc.constantFrom(...textMembers), fc.boolean(), anyText), { minLength: 1, maxLength: 2 })
  .map((changes) =>
    changes.reduce<unknown>(
      (sound, [{ path, text }, isWhole, character]) =>
        withMember(sound, keysOf(path), isWhole ? character : text(character)),
      everyMember,
    ),
  );

function rendered(policy: PolicyDocument): string {
  const commands = compilePolicy(policy, inputs).settings.flatMap(({ verb, nodes }, setting) =>
    nodes.map((node, index): ServerCommand => {
      const id = `${setting}-${index}`;
      return { kind: 'item', id, verb: node.format === 'null' ? 'Exec' : verb, node };
    }),
  );
  const address = 'https://mam.contoso.com/sync';
  return writeMessage({
    sessionId: '1',
    msgId: 1,
    target: 'pc',
    source: address,
    statuses: [],
    commands,
    final: true,
  });
}

describe('a document with any text in its members', () => {
  it('renders once it is accepted: writing its settings as a SyncML message never throws', () => {
    let accepts = 0;
    fc.assert(
      fc.property(strange, (candidate) => {
        const checked = checkPolicy(candidate, { now });
        if (!checked.ok) return;
        accepts += 1;
        expect(() => rendered(checked.document)).not.toThrow();
      }),
      { ...runs, numRuns: 1500 },
    );
    expect(accepts).toBeGreaterThan(300);
  });
});
