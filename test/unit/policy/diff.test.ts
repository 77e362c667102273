import { describe, expect, it } from 'vitest';
import { blastRadius } from '../../../shared/policy/blast-radius';
import { diff } from '../../../shared/policy/diff';
import { policyDocument } from '../../../shared/policy/document';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';
import { certificates, changed, everyMember, inputs, notepad, powerBi, soundDocument } from './documents';

const wip = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/';
const between = (before: unknown, after: unknown) =>
  diff(before === undefined ? undefined : policyDocument.parse(before), policyDocument.parse(after), inputs);

describe('the difference of two revisions', () => {
  it('is empty between a revision and itself', () => {
    expect(between(everyMember, everyMember)).toEqual({ changes: [], warnings: [] });
  });

  it('has everything in it for a first revision', () => {
    const { changes } = between(undefined, soundDocument);
    expect(changes.map(({ kind }) => kind)).toEqual(changes.map(() => 'add'));
  });

  it('names a changed node with both values', () => {
    expect(between(soundDocument, changed({ wip: { showIcons: true, mode: 'override' } })).changes).toEqual([
      {
        key: `${wip}EDPShowIcons`,
        member: 'wip.showIcons',
        kind: 'add',
        nodes: [{ uri: `${wip}EDPShowIcons`, after: '1' }],
      },
      {
        key: `${wip}EDPEnforcementLevel`,
        member: 'wip.mode',
        kind: 'change',
        nodes: [{ uri: `${wip}EDPEnforcementLevel`, before: '1', after: '2' }],
      },
    ]);
  });

  it('removes a member that is left away', () => {
    const { changes } = between(soundDocument, changed({ network: { domains: undefined } }));
    expect(changes.map(({ kind, member }) => [kind, member])).toEqual([['remove', 'network.domains']]);
  });

  it('removes what says null although the old revision did not have it', () => {
    const { changes } = between(soundDocument, changed({ wip: { showIcons: null } }));
    expect(changes).toEqual([{ key: `${wip}EDPShowIcons`, member: 'wip.showIcons', kind: 'remove', nodes: [] }]);
  });

  it('deletes the leaf that a family has no more', () => {
    const lock = (members: object) => changed({ signIn: { deviceLock: { passwordRequired: true, ...members } } });
    const [change] = between(lock({ minLength: 8, remembered: 5 }), lock({ minLength: 8 })).changes;
    const history = './Device/Vendor/MSFT/Policy/Config/DeviceLock/DevicePasswordHistory';
    expect(change?.nodes).toContainEqual({ uri: history, before: '5' });
  });

  it('names a node that goes away once, though the container above it goes too', () => {
    const { changes } = between(changed({ apps: { protected: [powerBi, notepad] } }), changed({ apps: null }));
    const uris = changes.flatMap(({ nodes }) => nodes.map(({ uri }) => uri));
    expect(uris).toHaveLength(5);
    expect(new Set(uris).size).toBe(5);
  });

  it('shows no secret on either side', () => {
    const before = changed({ wifi: [{ name: 'a', authentication: 'WPA2PSK', sharedKey: 'first-secret' }] });
    const after = changed({ wifi: [{ name: 'a', authentication: 'WPA2PSK', sharedKey: 'other-secret' }] });
    const result = between(before, after);
    expect(result.changes).toHaveLength(1);
    expect(JSON.stringify(result)).not.toMatch(/first-secret|other-secret/);
  });

  it.each([
    ['of a VPN', (eapXml: string) => ({ vpn: [{ name: 'a', native: { ...native, eapXml } }] })],
    ['of a network', (eapXml: string) => ({ wifi: [{ name: 'a', authentication: 'WPA2', eapXml }] })],
  ])('shows no EAP document %s, into which keys are put', (_, section) => {
    const result = between(changed(section('<a>first-secret</a>')), changed(section('<a>other-secret</a>')));
    expect(result.changes).toHaveLength(1);
    expect(JSON.stringify(result)).not.toMatch(/first-secret|other-secret/);
  });
});

const native = { servers: ['vpn.contoso.com'], protocol: 'IKEv2', authentication: 'eap' };

describe('the blast radius', () => {
  const off = changed({ wip: { mode: 'off' } });
  const { fileRecovery, root } = certificates;

  it.each([
    ['CHANGE-1', 'the protection begins to block', soundDocument, changed({ wip: { mode: 'block' } })],
    ['CHANGE-2', 'work files are decrypted', soundDocument, off],
    ['CHANGE-3', 'the protection begins', off, soundDocument],
    ['CHANGE-4', 'the primary domain changes', soundDocument, changed({ wip: { primaryDomain: 'fabrikam.com' } })],
    ['CHANGE-5', 'an app leaves the list', soundDocument, changed({ apps: { protected: [powerBi] } })],
    [
      'CHANGE-5',
      'an app is denied',
      soundDocument,
      changed({ apps: { protected: [powerBi, { ...notepad, action: 'deny' }] } }),
    ],
    [
      'CHANGE-5',
      'some versions of an app are denied',
      soundDocument,
      changed({ apps: { protected: [powerBi, notepad, { ...notepad, maxVersion: '9.0.0.0', action: 'deny' }] } }),
    ],
    [
      'CHANGE-5',
      'low versions of an app leave the list',
      soundDocument,
      changed({ apps: { protected: [powerBi, { ...notepad, minVersion: '99.0.0.0' }] } }),
    ],
    [
      'CHANGE-5',
      'high versions of an app leave the list',
      changed({ apps: { protected: [powerBi, { ...notepad, maxVersion: '10.0.0.0' }] } }),
      changed({ apps: { protected: [powerBi, { ...notepad, maxVersion: '9.0.0.0' }] } }),
    ],
    [
      'CHANGE-5',
      'one of two entries of an app leaves the list',
      changed({ apps: { protected: [powerBi, notepad, { ...notepad, maxVersion: '9.0.0.0' }] } }),
      changed({ apps: { protected: [powerBi, { ...notepad, maxVersion: '9.0.0.0' }] } }),
    ],
    [
      'CHANGE-6',
      'a host leaves whose subdomains stay',
      changed({ network: { cloudResources: [{ host: 'contoso.com' }] } }),
      changed({ network: { cloudResources: [{ host: '.contoso.com' }] } }),
    ],
    [
      'CHANGE-6',
      'a hole comes into a range',
      soundDocument,
      changed({
        network: {
          ipRanges: [
            { from: '10.0.0.0', to: '10.9.255.255' },
            { from: '10.10.0.1', to: '10.255.255.255' },
          ],
        },
      }),
    ],
    ['CHANGE-6', 'a domain of the network leaves', soundDocument, changed({ network: { domains: ['b.com'] } })],
    [
      'CHANGE-6',
      'a range of addresses leaves',
      soundDocument,
      changed({ network: { ipRanges: [{ from: '10.0.0.0', to: '10.9.255.255' }] } }),
    ],
    ['CHANGE-6', 'the boundary shrinks', soundDocument, changed({ network: { cloudResources: [] } })],
    [
      'CHANGE-7',
      'the recovery certificate changes',
      changed({ wip: { recoveryCertificate: fileRecovery } }),
      changed({ wip: { recoveryCertificate: root } }),
    ],
    ['CHANGE-8', 'PCs that leave keep their files', soundDocument, changed({ wip: { revokeOnUnenroll: false } })],
    ['CHANGE-9', 'PCs are judged', soundDocument, changed({ compliance: { requireSecureBoot: true } })],
    [
      'CHANGE-9',
      'PCs have less time',
      changed({ compliance: { requireSecureBoot: true, graceHours: 48 } }),
      changed({ compliance: { requireSecureBoot: true, graceHours: 24 } }),
    ],
    [
      'CHANGE-9',
      'PCs have no time any more',
      changed({ compliance: { requireSecureBoot: true, graceHours: 48 } }),
      changed({ compliance: { requireSecureBoot: true } }),
    ],
    [
      'CHANGE-9',
      'what is not known counts against PCs',
      changed({ compliance: { requireSecureBoot: true, unknownIs: 'compliant' } }),
      changed({ compliance: { requireSecureBoot: true, unknownIs: null } }),
    ],
    ['CHANGE-10', 'what people do is collected', soundDocument, changed({ logs: { collectWipAudit: true } })],
  ])('%s says that %s', (rule, _, before, after) => {
    expect(between(before, after).warnings.map((warning) => warning.rule)).toEqual([rule]);
  });

  it.each([
    ['an app is exempt instead', changed({ apps: { protected: [powerBi], exempt: [notepad] } })],
    [
      'versions are let in beside others',
      changed({ apps: { protected: [powerBi, notepad, { ...notepad, maxVersion: '9.0.0.0' }] } }),
    ],
    ['the mode becomes milder', changed({ wip: { mode: 'silent', primaryDomain: 'Contoso.COM' } })],
    [
      'the boundary grows',
      changed({ network: { cloudResources: [{ host: 'Contoso.SharePoint.com' }, { host: 'b.com' }] } }),
    ],
    ['nothing is demanded', changed({ wip: { mode: 'silent' }, compliance: { requireTpm: false }, logs: null })],
  ])('says nothing when %s', (_, after) => {
    expect(between(changed({ wip: { mode: 'silent' } }), after).warnings).toEqual([]);
  });

  it('takes time that grows with the lists of apps, not with their square', () => {
    const apps = (share: number) =>
      Array.from({ length: 499 * share }, (_, index) => ({
        ...notepad,
        name: `App ${index}`,
        binary: `a${index}.exe`,
      }));
    const documents = (share: number) =>
      [apps(share), []].map((list) =>
        policyDocument.parse(changed({ apps: { protected: [notepad, ...list], exempt: list } })),
      );
    const growth = growthOf(documents, ([before, after]) => {
      if (before !== undefined && after !== undefined) blastRadius(before, after);
    });
    expect(growth).toBeLessThan(NEARLY_LINEAR);
  });

  const demanding = changed({ compliance: { requireSecureBoot: true } });
  const denying = changed({ apps: { protected: [powerBi, notepad, { ...powerBi, action: 'deny' }] } });

  it.each([
    [
      'what held anyway is written out',
      demanding,
      changed({
        compliance: { requireSecureBoot: true, graceHours: 0, unknownIs: 'notCompliant', factsEveryDays: 7 },
      }),
    ],
    ['nobody is judged by the new grace', soundDocument, changed({ compliance: { graceHours: 24 } })],
    ['a denial stays', denying, denying],
    ['a denial goes', denying, soundDocument],
    [
      'a denial becomes narrower',
      changed({ apps: { protected: [powerBi, notepad, { ...notepad, maxVersion: '2.0.0.0', action: 'deny' }] } }),
      changed({ apps: { protected: [powerBi, notepad, { ...notepad, maxVersion: '1.0.0.0', action: 'deny' }] } }),
    ],
    [
      'an app is denied that was never let in',
      soundDocument,
      changed({
        apps: { protected: [powerBi, notepad, { ...notepad, publisher: 'O=Other', binary: 'x.exe', action: 'deny' }] },
      }),
    ],
    [
      'all programs of a signer come in place of one',
      soundDocument,
      changed({ apps: { protected: [powerBi, { ...notepad, binary: '*' }] } }),
    ],
    [
      'ranges widen, join, and are written otherwise',
      changed({
        network: {
          ipRanges: [
            { from: '10.0.0.0', to: '10.0.0.255' },
            { from: '10.0.1.0', to: '10.0.2.9' },
            { from: '2001:db8::1', to: '2001:db8::9' },
          ],
        },
      }),
      changed({
        network: {
          ipRanges: [
            { from: '2001:DB8:0::1', to: '2001:db8::a' },
            { from: '10.0.2.0', to: '10.0.2.255' },
            { from: '10.0.0.0', to: '10.0.1.255' },
          ],
        },
      }),
    ],
    [
      'hosts are written otherwise, or their whole domain comes in',
      changed({ network: { cloudResources: [{ host: 'xn--bcher-kva.de' }, { host: 'a.b.contoso.com' }] } }),
      changed({ network: { cloudResources: [{ host: 'Bücher.de' }, { host: '.contoso.com' }] } }),
    ],
    [
      'a window of versions widens',
      changed({ apps: { protected: [powerBi, { ...notepad, minVersion: '10.0.0.0', maxVersion: '10.9.0.0' }] } }),
      changed({ apps: { protected: [powerBi, { ...notepad, minVersion: '9.10.0.0', maxVersion: '10.10.0.0' }] } }),
    ],
  ])('says nothing when %s', (_, before, after) => {
    expect(between(before, after).warnings).toEqual([]);
  });
});
