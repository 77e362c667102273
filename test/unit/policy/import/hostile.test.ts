import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../../shared/policy/check-policy';
import { importGraphPolicy } from '../../../../shared/policy/import/import-graph-policy';
import { now } from '../documents';
import { collection, condition, importXml, rule } from './app-locker-xml';

const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);
const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghi'[index]};`.repeat(10)}">`)
  .join('')}]><RuleCollection Type="Exe">&j;</RuleCollection>`;

const good = { displayName: 'Mine', iconsVisible: true };

/** Milliseconds; all of these are refused in a few. */
const quickly = 2000;

const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? thrown.code : thrown;
  }
};

describe('hostile exports of AppLocker', () => {
  it.each([
    ['nothing', '', 'xml.empty'],
    ['no XML', 'no XML', 'xml.not-one-root'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'xml.forbidden-declaration'],
    [
      'an outer document type',
      '<!DOCTYPE a SYSTEM "file:///etc/passwd"><RuleCollection Type="Exe"/>',
      'xml.forbidden-declaration',
    ],
    ['a bomb of entities', bomb, 'xml.forbidden-declaration'],
    ['an open tag', '<a><b></a>', 'xml.malformed'],
    ['tags that do not match', '<RuleCollection Type="Exe"><a></b></RuleCollection>', 'xml.malformed'],
    ['an element that is a name of JavaScript', collection('Exe', '<__proto__/>'), 'xml.malformed'],
    ['a NUL', collection('Exe', rule('a\u0000b', condition('O=A'))), 'xml.forbidden-character'],
    ['a reference to NUL', collection('Exe', rule('a&#0;b', condition('O=A'))), 'xml.bad-reference'],
    ['deep nesting', '<a>'.repeat(5000) + '</a>'.repeat(5000), 'xml.too-deep'],
    ['too many rules', collection('Exe', '<FileHashRule/>'.repeat(30_000)), 'xml.too-many-nodes'],
    ['5 MB', collection('Exe', rule(megabytes(5), condition('O=A'))), 'body.too-large'],
    ['5 MB of blanks', megabytes(5).replaceAll('x', ' '), 'body.too-large'],
  ])(
    'refuses %s quickly',
    (_, xml, code) => {
      expect(codeOf(() => importXml(xml))).toBe(code);
    },
    quickly,
  );

  it.each(['__proto__', 'constructor', 'toString'])('reports collections and rules of the name %s', (name) => {
    const xml = `<AppLockerPolicy>${collection(name, '')}${collection('Exe', `<Other Name="${name}"/>`)}</AppLockerPolicy>`;
    const { apps, notCarried } = importXml(xml);
    expect(apps).toEqual([]);
    expect(notCarried.map(({ what }) => what)).toEqual([`RuleCollection ${name}`, name]);
  });

  it.each(['__proto__', 'constructor'])('takes no Action %s for one', (name) => {
    const xml = rule('x', condition('O=A'), '', `UserOrGroupSid="S-1-1-0" Action="${name}"`);
    expect(importXml(collection('Exe', xml))).toMatchObject({ apps: [], notCarried: [{ what: 'x' }] });
  });
});

describe('hostile policies of Graph', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('reports a member %s', (name) => {
    const input = JSON.parse(`{"displayName":"Mine","iconsVisible":true,"${name}":{"iconsVisible":false}}`);
    expect(importGraphPolicy(input)).toEqual({
      document: { schemaVersion: 1, name: 'Mine', wip: { showIcons: true } },
      notCarried: [{ what: name, why: expect.any(String) }],
    });
    expect(Object.prototype).not.toHaveProperty('iconsVisible');
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes no value %s of an enumeration', (name) => {
    for (const member of ['enforcementLevel', 'pinSpecialCharacters']) {
      const { document, notCarried } = importGraphPolicy({ ...good, [member]: name });
      expect([document['wip'], notCarried]).toMatchObject([{ showIcons: true }, [{ what: member }]]);
    }
  });

  it.each([
    '{"__proto__":{"iconsVisible":true}}',
    '{"constructor":{"iconsVisible":true}}',
    '{"value":{"0":{"iconsVisible":true},"length":1}}',
  ])('takes %s for no policy', (text) => {
    expect(codeOf(() => importGraphPolicy(JSON.parse(text)))).toBe('policy.import');
  });

  it.each(['somethingNew', 'protectedApps', 'enterpriseDomain', 'enterpriseIPRanges'])(
    'bears deep nesting in %s',
    (member) => {
      const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
      expect(importGraphPolicy({ ...good, [member]: deep })).toMatchObject({
        document: { wip: { showIcons: true } },
        notCarried: [{ what: expect.stringContaining(member) }],
      });
    },
  );

  it.each(['displayName', 'enterpriseDomain', 'mdmEnrollmentUrl'])('leaves a NUL in %s to the check', (member) => {
    const { document } = importGraphPolicy({ ...good, enforcementLevel: 'noProtection', [member]: 'a\u0000b' });
    expect(checkPolicy(document, { now })).toMatchObject({ ok: false, errors: [{ rule: expect.any(String) }] });
  });

  it('shortens names of members', () => {
    const { notCarried } = importGraphPolicy({ ...good, [megabytes(5)]: 1 });
    expect(notCarried.map(({ what }) => what.length)).toEqual([80]);
  });

  it('reports an AppLocker file of 5 MB, a broken one and an empty one', () => {
    const protectedAppLockerFiles = [megabytes(5), 'AAAA', ''].map((file) => ({ displayName: 'f', file }));
    expect(importGraphPolicy({ ...good, protectedAppLockerFiles }).notCarried).toEqual(
      Array(3).fill({ what: 'AppLocker file f', why: expect.stringContaining('cannot be read') }),
    );
  });
});
