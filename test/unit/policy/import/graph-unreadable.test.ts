import { describe, expect, it } from 'vitest';
import { importGraphPolicy } from '../../../../shared/policy/import/import-graph-policy';

const good = { displayName: 'Mine', iconsVisible: true };
const kept = { schemaVersion: 1, name: 'Mine', wip: { showIcons: true } };

/** Members that cannot be read: the path, what is found and allowed, what to write. */
const cases: readonly (readonly [object, path: string, found: string, allowed: RegExp, suggestion: RegExp])[] = [
  [
    { enforcementLevel: 'block' },
    'enforcementLevel',
    '"block"',
    /noProtection, .*encryptAuditAndBlock/,
    /allowed values/,
  ],
  [
    { enforcementLevel: 'encryptAuditAndBlok' },
    'enforcementLevel',
    '"encryptAuditAndBlok"',
    /noProtection/,
    /`encryptAuditAndBlock`/,
  ],
  [{ enforcementLevel: 3 }, 'enforcementLevel', '3', /noProtection/, /allowed values/],
  [{ pinMinimumLength: '6' }, 'pinMinimumLength', '"6"', /a number/, /`6`/],
  [{ pinUppercaseLetters: 3 }, 'pinUppercaseLetters', '3', /notAllow, .*0, 1, 2/, /allowed values/],
  [{ pinSpecialCharacters: 'notAllowed' }, 'pinSpecialCharacters', '"notAllowed"', /notAllow/, /`notAllow`/],
  [{ revokeOnUnenrollDisabled: 'true' }, 'revokeOnUnenrollDisabled', '"true"', /true or false/, /`true`/],
  [{ enterpriseDomain: 5 }, 'enterpriseDomain', '5', /a text/, /a text/],
  [{ protectedApps: { a: 1 } }, 'protectedApps', 'an object', /a list/, /a list/],
  [
    { dataRecoveryCertificate: 'MIID' },
    'dataRecoveryCertificate',
    'a text that is not shown, below 100 characters',
    /an object/,
    /an object/,
  ],
  [
    { dataRecoveryCertificate: { certificate: 5 } },
    'dataRecoveryCertificate.certificate',
    'a number that is not shown',
    /a text/,
    /a text/,
  ],
  [{ enterpriseIPRanges: [{ ranges: [null] }] }, 'enterpriseIPRanges[0].ranges[0]', 'null', /an object/, /an object/],
];

describe('members of a policy of Graph that cannot be read', () => {
  it.each(cases)('reports %j and carries the rest', (members, path, found, allowed, suggestion) => {
    const { document, notCarried } = importGraphPolicy({ ...good, ...members });
    expect(document).toEqual(kept);
    expect(notCarried).toEqual([
      {
        what: path,
        why: expect.stringContaining(found),
        finding: {
          path,
          rule: 'DOC-3',
          message: expect.any(String),
          found,
          allowed: expect.stringMatching(allowed),
          suggestion: expect.stringMatching(suggestion),
        },
      },
    ]);
  });

  it('says why in one line: what is wrong, found, allowed, and what to write', () => {
    expect(importGraphPolicy({ ...good, pinMinimumLength: '6' }).notCarried).toMatchObject([
      { why: 'has the wrong type: found "6", allowed a number; write `6`' },
    ]);
  });

  it('leaves an entry out whole, for a denial without its mark would allow', () => {
    const app = (displayName: string, denied: unknown) => ({ displayName, publisherName: 'O=A', denied });
    const protectedApps = [app('a', 'yes'), app('b', true), app('c', 1), app('d', false), app('e', {})];
    const { document, notCarried } = importGraphPolicy({ protectedApps });
    expect(document['apps']).toMatchObject({ protected: [{ name: 'b', action: 'deny' }, { name: 'd' }] });
    expect(notCarried.map(({ what }) => what)).toEqual([0, 2, 4].map((index) => `protectedApps[${index}].denied`));
  });

  it('leaves an entry out once that is wrong in two places', () => {
    const exemptApps = [
      { publisherName: 5, denied: 5 },
      { displayName: 'b', publisherName: 'O=B' },
    ];
    const { document, notCarried } = importGraphPolicy({ exemptApps });
    expect(document['apps']).toMatchObject({ exempt: [{ name: 'b' }] });
    expect(notCarried).toHaveLength(2);
  });

  it('leaves out the innermost entry', () => {
    const enterpriseProxiedDomains = [{ proxiedDomains: [{ ipAddressOrFQDN: 'a.com' }, { proxy: 'p' }] }];
    const neutralDomainResources = [{ resources: ['a.com', 5, 'b.com'] }, 'c.com'];
    const { document, notCarried } = importGraphPolicy({ enterpriseProxiedDomains, neutralDomainResources });
    expect(document['network']).toEqual({ cloudResources: [{ host: 'a.com' }], neutralResources: ['a.com', 'b.com'] });
    expect(notCarried.map(({ what }) => what).toSorted()).toEqual([
      'enterpriseProxiedDomains[0].proxiedDomains[1].ipAddressOrFQDN',
      'neutralDomainResources[0].resources[1]',
      'neutralDomainResources[1]',
    ]);
  });

  it('refuses a policy of which nothing is left, and names each member with what is allowed', () => {
    expect(() => importGraphPolicy({ enforcementLevel: 'block', iconsVisible: 'yes' })).toThrowError(
      expect.objectContaining({
        code: 'policy.import',
        message: expect.stringMatching(/enforcementLevel .*encryptAuditAndBlock.*iconsVisible .*true or false/),
      }),
    );
  });

  it.each([
    [101, /more than 100/],
    [200_000, /more than 100/],
  ])('refuses a policy with %i members that cannot be read', (count, message) => {
    const neutralDomainResources = Array(count).fill(1);
    expect(() => importGraphPolicy({ ...good, neutralDomainResources })).toThrowError(
      expect.objectContaining({ code: 'policy.import', message: expect.stringMatching(message) }),
    );
  });

  it('reports as many as 100', () => {
    const neutralDomainResources = Array(100).fill(1);
    expect(importGraphPolicy({ ...good, neutralDomainResources }).notCarried).toHaveLength(100);
  });

  it.each(['#microsoft.graph.iosManagedAppProtection', '#microsoft.graph.windowsInformationProtectionStoreApp'])(
    'refuses a thing of type %s',
    (type) => {
      expect(() => importGraphPolicy({ ...good, '@odata.type': type })).toThrowError(
        expect.objectContaining({ code: 'policy.import', message: expect.stringContaining('@odata.type') }),
      );
    },
  );
});
