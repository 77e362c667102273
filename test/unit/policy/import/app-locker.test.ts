import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../../shared/policy/compile-policy';
import { policyDocument } from '../../../../shared/policy/document';
import { inputs, notepad, powerBi } from '../documents';
import { collection, condition, importXml, rule } from './app-locker-xml';

const everyone = 'UserOrGroupSid="S-1-1-0"';
const allow = (conditions: string, attributes = `${everyone} Action="Allow"`) => rule('x', conditions, '', attributes);
const bare = (attributes: string, range = '<BinaryVersionRange LowSection="*" HighSection="*"/>') =>
  `<FilePublisherCondition ${attributes}>${range}</FilePublisherCondition>`;
const named = 'PublisherName="O=A" ProductName="P" BinaryName="A.EXE"';
const byPath = '<FilePathCondition Path="%PROGRAMFILES%\\*"/>';

describe('the import of an AppLocker export', () => {
  it.each([
    ['a path rule', '<FilePathRule Name="x"/>', 'by path'],
    ['a hash rule (APP-5)', '<FileHashRule Name="x"/>', 'by hash'],
    ['something else', '<Other Name="x"/>', 'not a rule'],
    ['two conditions (APP-3)', allow(condition('O=A') + condition('O=B')), 'exactly one'],
    ['a second condition of another kind (APP-3)', allow(condition('O=A') + byPath), 'exactly one'],
    ['a second condition of another kind before it (APP-3)', allow(byPath + condition('O=A')), 'exactly one'],
    [
      'a second list of conditions (APP-3)',
      rule('x', condition('O=A'), `<Conditions>${byPath}</Conditions>`),
      'exactly one',
    ],
    ['a path for its only condition', allow(byPath), 'exactly one'],
    ['no condition (APP-3)', allow(''), 'exactly one'],
    ['an unknown part of a rule', rule('x', condition('O=A'), '<Unless/>'), 'Unless'],
    ['an action that only records (APP-3)', allow(condition('O=A'), `${everyone} Action="Audit"`), 'Action'],
    ['an action that is empty (APP-3)', allow(condition('O=A'), `${everyone} Action=""`), 'Action'],
    ['no action (APP-3)', allow(condition('O=A'), everyone), 'Action'],
    ['no publisher (APP-4)', allow(condition('')), 'missing'],
    ['no product (APP-4)', allow(condition('O=A', '')), 'missing'],
    ['no binary (APP-4)', allow(condition('O=A', 'P', '')), 'missing'],
    ['an absent binary (APP-4)', allow(bare('PublisherName="O=A" ProductName="P"')), 'missing'],
    ['no versions (APP-4)', allow(bare(named, '')), 'BinaryVersionRange'],
    [
      'two ranges of versions (APP-4)',
      allow(bare(named, '<BinaryVersionRange LowSection="*" HighSection="*"/>'.repeat(2))),
      'BinaryVersionRange',
    ],
    [
      'an absent end of versions (APP-4)',
      allow(bare(named, '<BinaryVersionRange LowSection="*"/>')),
      'BinaryVersionRange',
    ],
    ['a lower end that is no version (APP-4)', allow(condition('O=A', 'P', 'A.EXE', '16')), 'BinaryVersionRange'],
    [
      'an upper end that is no version (APP-4)',
      allow(condition('O=A', 'P', 'A.EXE', '*', '1.2.3')),
      'BinaryVersionRange',
    ],
    ['a default rule (APP-7)', allow(condition('*')), 'default rule'],
  ])('reports %s', (_, content, why) => {
    expect(importXml(collection('Exe', content))).toEqual({
      apps: [],
      notCarried: [{ what: 'x', why: expect.stringContaining(why) }],
    });
  });

  it('reports a rule for every store app of a publisher', () => {
    expect(importXml(collection('Appx', allow(condition('CN=A', '*', '*'))))).toEqual({
      apps: [],
      notCarried: [{ what: 'x', why: expect.stringContaining('package') }],
    });
  });

  it.each(['Msi', 'Script', 'Dll', 'exe', 'ManagedInstaller'])(
    'reports collection %s, which the protection does not read (APP-1)',
    (type) => {
      expect(importXml(collection(type, allow(condition('O=A'))))).toEqual({
        apps: [],
        notCarried: [{ what: `RuleCollection ${type}`, why: expect.stringContaining('APP-1') }],
      });
    },
  );

  it('reports what stands beside the collections, and a collection without a type', () => {
    const xml = '<AppLockerPolicy><PolicyExtensions/><RuleCollection/></AppLockerPolicy>';
    expect(importXml(xml).notCarried).toEqual([
      { what: 'PolicyExtensions', why: expect.stringContaining('RuleCollection') },
      { what: 'RuleCollection', why: expect.stringContaining('APP-1') },
    ]);
  });

  it.each(['<AppLockerPolicy/>', '<AppLockerPolicy><PolicyExtensions/></AppLockerPolicy>'])(
    'reports %s, an export without collections',
    (xml) => {
      expect(importXml(xml)).toEqual({
        apps: [],
        notCarried: [{ what: 'AppLockerPolicy', why: 'there is no RuleCollection in it' }],
      });
    },
  );

  it('says nothing about a mode that is not given', () => {
    const { apps, notCarried } = importXml(`<RuleCollection Type="Exe">${allow(condition('O=A'))}</RuleCollection>`);
    expect([apps.length, notCarried]).toEqual([1, []]);
  });

  it('names a rule without a name by its kind, and shortens a long name', () => {
    const xml = collection('Exe', `<FileHashRule/><FileHashRule Name="${'n'.repeat(5000)}"/>`);
    expect(importXml(xml).notCarried.map(({ what }) => what)).toEqual(['FileHashRule', 'n'.repeat(80)]);
  });

  it.each(['AuditOnly', 'NotConfigured', 'Off'])(
    'takes the rules of a collection in mode %s and reports the mode',
    (mode) => {
      const { apps, notCarried } = importXml(collection('Exe', allow(condition('O=A')), mode));
      expect(apps).toHaveLength(1);
      expect(notCarried).toEqual([{ what: 'RuleCollection Exe', why: expect.stringContaining(`${mode}: `) }]);
    },
  );

  it.each([
    ['that is enforced', 'Enabled', allow(condition('O=A'))],
    ['without rules', 'NotConfigured', '\n  '],
  ])('says nothing about the mode of a collection %s', (_, mode, content) => {
    expect(importXml(collection('Exe', content, mode)).notCarried).toEqual([]);
  });

  it.each([
    ['a group', 'UserOrGroupSid="S-1-5-32-544"'],
    ['an empty group', 'UserOrGroupSid=""'],
    ['no group', ''],
  ])('takes a rule for %s for everyone and says so', (_, attributes) => {
    const { apps, notCarried } = importXml(collection('Exe', allow(condition('O=A'), `${attributes} Action="Allow"`)));
    expect(apps).toHaveLength(1);
    expect(notCarried).toEqual([{ what: 'x', why: expect.stringContaining('everyone') }]);
  });

  it.each([
    ['*', 0],
    ['APPX', 0],
    ['appx', 0],
    ['A.EXE', 1],
  ])('takes a store app whole whose binary is %s', (binary, reports) => {
    const { apps, notCarried } = importXml(collection('Appx', allow(condition('CN=A', 'a.b', binary))));
    expect(apps).toEqual([{ type: 'store', name: 'x', publisher: 'CN=A', product: 'a.b' }]);
    expect(notCarried.map(({ why }) => why)).toEqual(Array(reports).fill(expect.stringContaining('whole')));
  });

  it('takes publisher rules of programs and store apps', () => {
    const xml = `<?xml version="1.0"?><AppLockerPolicy Version="1">${collection('Exe', rule('Editor', condition('O=A', 'P', 'E.EXE', '1.0.0.0', '2.0.0.0')))}${collection('Appx', rule('App', condition('CN=A', 'a.b', '*'), '', `${everyone} Action="Deny"`))}</AppLockerPolicy>`;
    expect(importXml(xml)).toEqual({
      apps: [
        {
          type: 'desktop',
          name: 'Editor',
          publisher: 'O=A',
          product: 'P',
          binary: 'E.EXE',
          minVersion: '1.0.0.0',
          maxVersion: '2.0.0.0',
        },
        { type: 'store', name: 'App', publisher: 'CN=A', product: 'a.b', action: 'deny' },
      ],
      notCarried: [],
    });
  });

  it('names an entry by its product where the rule has no name', () => {
    expect(importXml(collection('Exe', rule('', condition('O=A', 'P')))).apps).toMatchObject([{ name: 'P' }]);
  });

  it('takes back what the compiler wrote', () => {
    const document = policyDocument.parse({
      schemaVersion: 1,
      name: 'x',
      apps: { protected: [powerBi, { ...notepad, minVersion: '10.0.0.0' }] },
    });
    const texts = compilePolicy(document, inputs).settings.flatMap(({ nodes }) =>
      nodes.flatMap(({ data }) => data ?? []),
    );
    const apps = texts.flatMap((text) => importXml(text).apps);
    expect(apps).toEqual([
      { ...notepad, publisher: notepad.publisher.toUpperCase(), binary: 'NOTEPAD.EXE', minVersion: '10.0.0.0' },
      powerBi,
    ]);
  });
});
