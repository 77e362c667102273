import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../../shared/policy/compile-policy';
import { policyDocument } from '../../../../shared/policy/document';
import { inputs } from '../documents';
import { collection, condition, importXml, rule } from './app-locker-xml';

const microsoft = 'O=MICROSOFT CORPORATION, L=REDMOND, S=WASHINGTON, C=US';
const office = 'MICROSOFT OFFICE 2016';
const from = '16.0.7500.0000';
const below = '16.0.7499.65535';

const deniedBut = (denied: string, ...exceptions: string[]) =>
  collection(
    'Exe',
    rule(
      'Old Office',
      denied,
      `<Exceptions>${exceptions.join('')}</Exceptions>`,
      'UserOrGroupSid="S-1-1-0" Action="Deny"',
    ),
  );
const suite = condition(microsoft, office, '*');
const word = (low: string, high = '*') => condition(microsoft, office, 'WINWORD.EXE', low, high);

const denial = {
  type: 'desktop',
  name: 'Old Office',
  publisher: microsoft,
  product: office,
  binary: '*',
  maxVersion: below,
  action: 'deny',
};

describe('the import of a denial with exceptions', () => {
  it.each([
    ['by path', suite, ['<FilePathCondition Path="*"/>']],
    ['by hash', suite, ['<FileHashCondition/>']],
    ['by path beside one that begins at a version', suite, [word(from), '<FilePathCondition Path="*"/>']],
    ['that is not complete', suite, [condition(microsoft, office, '', from)]],
    ['that begins at no version', suite, [condition(microsoft, office, '*')]],
    ['that begins at no version, for one program', suite, [word('*')]],
    ['that begins at the first version', suite, [word('0.0.0.0')]],
    ['that ends', suite, [word(from, '16.0.9999.0')]],
    ['of another publisher', suite, [condition('O=B', office, '*', from)]],
    ['of another product', suite, [condition(microsoft, 'VISIO', '*', from)]],
    ['of another binary', word('*'), [condition(microsoft, office, 'EXCEL.EXE', from)]],
    ['that leaves nothing', condition(microsoft, office, '*', from), [condition(microsoft, office, '*', from)]],
  ])('leaves out one with an exception %s, so that nothing is denied that was not', (_, denied, exceptions) => {
    expect(importXml(deniedBut(denied, ...exceptions))).toEqual({
      apps: [],
      notCarried: [
        { what: 'Old Office', why: expect.stringMatching(/would now deny what it excepted; write it with maxVersion/) },
      ],
    });
  });

  it.each([
    ['the same files', condition(microsoft, office, '*', from)],
    ['the same files in other letters', condition(microsoft.toLowerCase(), office.toLowerCase(), '*', from)],
    ['any product', condition(microsoft, '*', '*', from)],
    ['any publisher', condition('*', '*', '*', from)],
  ])('ends one below the version from which %s are excepted', (_, exception) => {
    expect(importXml(deniedBut(suite, exception))).toEqual({ apps: [denial], notCarried: [] });
  });

  it.each([
    ['16.0.7500.1', '16.0.7500.0'],
    ['16.0.0.0', '15.65535.65535.65535'],
    ['00016.00001.0.0', '16.0.65535.65535'],
  ])('ends one at the very version before %s', (low, maxVersion) => {
    expect(importXml(deniedBut(suite, condition(microsoft, office, '*', low))).apps).toEqual([
      { ...denial, maxVersion },
    ]);
  });

  it('ends one for single programs below their version too, and says what is no longer denied', () => {
    expect(importXml(deniedBut(suite, word(from)))).toEqual({
      apps: [denial],
      notCarried: [{ what: 'Old Office', why: expect.stringMatching(/WINWORD\.EXE.*above 16\.0\.7499\.65535/) }],
    });
  });

  it('ends one below the lowest of several exceptions', () => {
    const excel = condition(microsoft, office, 'EXCEL.EXE', '16.0.8000.0');
    const { apps, notCarried } = importXml(deniedBut(suite, excel, word(from)));
    expect(apps).toEqual([denial]);
    expect(notCarried).toEqual([{ what: 'Old Office', why: expect.stringMatching(/EXCEL\.EXE, WINWORD\.EXE/) }]);
  });

  it('says what is no longer denied where the whole is excepted later than its programs', () => {
    const whole = condition(microsoft, office, '*', '16.0.8000.0');
    const { apps, notCarried } = importXml(deniedBut(suite, whole, word(from)));
    expect([apps, notCarried]).toEqual([
      [denial],
      [{ what: 'Old Office', why: expect.stringMatching(/about WINWORD\.EXE only/) }],
    ]);
  });

  it('says nothing where the whole is excepted no later than its programs', () => {
    const { apps, notCarried } = importXml(
      deniedBut(suite, word('16.0.8000.0'), condition(microsoft, office, '*', from)),
    );
    expect([apps, notCarried]).toEqual([[denial], []]);
  });

  it('keeps the end of one that ends before its exceptions begin', () => {
    const denied = condition(microsoft, office, '*', '1.0.0.0', '15.0.0.0');
    expect(importXml(deniedBut(denied, word(from)))).toEqual({
      apps: [{ ...denial, minVersion: '1.0.0.0', maxVersion: '15.0.0.0' }],
      notCarried: [],
    });
  });

  it('keeps the beginning of one that ends where it begins', () => {
    const denied = condition(microsoft, office, '*', below);
    expect(importXml(deniedBut(denied, condition(microsoft, office, '*', from))).apps).toEqual([
      { ...denial, minVersion: below },
    ]);
  });

  it('takes no exceptions where their list is empty', () => {
    expect(importXml(deniedBut(word('*', below)))).toEqual({
      apps: [{ ...denial, binary: 'WINWORD.EXE' }],
      notCarried: [],
    });
  });

  it('gives what the compiler writes and the import takes back', () => {
    const { apps } = importXml(deniedBut(suite, word(from)));
    const document = policyDocument.parse({ schemaVersion: 1, name: 'x', apps: { protected: apps } });
    const texts = compilePolicy(document, inputs).settings.flatMap(({ nodes }) =>
      nodes.flatMap(({ data }) => data ?? []),
    );
    expect(texts.flatMap((text) => importXml(text).apps)).toEqual(apps);
  });
});

describe('the import of an allowance with exceptions', () => {
  it('takes the rule and reports its exceptions and its group', () => {
    const exceptions = `<Exceptions>${condition('O=A')}</Exceptions>`;
    const xml = rule('x', condition('O=A'), exceptions, 'UserOrGroupSid="S-1-5-32-544" Action="Allow"');
    const { apps, notCarried } = importXml(collection('Exe', xml));
    expect(apps).toHaveLength(1);
    expect(notCarried).toEqual([
      { what: 'x', why: 'its exceptions: write them as denials' },
      { what: 'x', why: expect.stringContaining('everyone') },
    ]);
  });

  it('says nothing where the list of exceptions is empty', () => {
    expect(importXml(collection('Exe', rule('x', condition('O=A'), '<Exceptions/>'))).notCarried).toEqual([]);
  });
});
