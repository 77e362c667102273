import { describe, expect, it } from 'vitest';
import { readAppRules } from '../../../../simulator/tree/app-rules';
import { allBehaviors } from '../../../../simulator/tree/built-in-behaviors';
import { areCanonical } from '../../../../simulator/tree/domain-names';
import { ManagementTree, type StoredNode } from '../../../../simulator/tree/management-tree';
import { isRecoveryBlob } from '../../../../simulator/tree/recovery-blob';
import { allowRule, identity } from '../scripted-server';

const SETTINGS = './Vendor/MSFT/EnterpriseDataProtection/Settings';
const APPS = './Vendor/MSFT/AppLocker/EnterpriseDataProtection';
const STATUS = './Device/Vendor/MSFT/EnterpriseDataProtection/Status';

const level = (data: string): StoredNode => [`${SETTINGS}/EDPEnforcementLevel`, 'int', data];
const domains: StoredNode = [`${SETTINGS}/EnterpriseProtectedDomainNames`, 'chr', 'contoso.com'];
const rules = (grouping: string, data = allowRule): StoredNode => [`${APPS}/${grouping}/EXE/Policy`, 'chr', data];

const states: readonly (readonly [what: string, nodes: readonly StoredNode[], status: string])[] = [
  ['nothing', [], '0'],
  ['level and domains without rules', [level('1'), domains], '8'],
  ['rules without settings', [rules('a')], '2'],
  ['rules and domains without a level', [rules('a'), domains], '2'],
  ['rules and a level without domains', [rules('a'), level('3')], '2'],
  ['an exempt list only', [rules('a-EDPEXEMPT'), level('2'), domains], '8'],
  ['rules that only deny', [rules('a', allowRule.replace('"Allow"', '"Deny"')), level('2'), domains], '8'],
  ['everything', [rules('a'), level('2'), domains], '11'],
  ['everything, switched off', [rules('a'), level('0'), domains], '2'],
];

describe('the WIP status', () => {
  it.each(states)('of a PC with %s is as the client computes it', (_what, nodes, status) => {
    const tree = new ManagementTree(allBehaviors(identity, new Map(), new Map()), nodes);
    expect(tree.valueOf(STATUS)).toBe(status);
  });
});

describe('a list of domains', () => {
  it.each(['contoso.com', 'münchen.de', 'a.b.c', 'straße.de'])('is canonical: %s', (name) => {
    expect(areCanonical([name])).toBe(true);
  });

  it.each(['Contoso.com', 'xn--mnchen-3ya.de', 'MÜNCHEN.de', '', ' contoso.com', 'con toso.com', 'contoso.com/x'])(
    'is not canonical: "%s"',
    (name) => {
      expect(areCanonical(['fabrikam.com', name])).toBe(false);
    },
  );
});

describe('the rules of an app list', () => {
  const EXE = `${APPS}/a/EXE/Policy`;
  const rule = /<FilePathRule.*<\/FilePathRule>/.exec(allowRule)?.[0] ?? '';
  const refusals: readonly (readonly [what: string, data: string])[] = [
    ['another type', allowRule.replace('"Exe"', '"Script"')],
    ['a wrapper', `<AppLockerPolicy Version="1">${allowRule}</AppLockerPolicy>`],
    ['no Description', allowRule.replace(' Description=""', '')],
    ['braces around the Id', allowRule.replace(/Id="([^"]*)"/, 'Id="{$1}"')],
    ['an Id given twice', allowRule.replace(rule, rule + rule)],
    ['another Action', allowRule.replace('"Allow"', '"Audit"')],
    ['no condition', allowRule.replace(/<FilePathCondition[^>]*>/, '')],
    ['two conditions', allowRule.replace(/(<FilePathCondition[^>]*>)/, '$1$1')],
    ['a condition of another kind', allowRule.replace('FilePathCondition', 'FilePublisherCondition')],
    ['exceptions before conditions', allowRule.replace('<Conditions>', '<Exceptions/><Conditions>')],
  ];
  it.each(refusals)('are refused with %s', (_what, data) => {
    expect(readAppRules(data, EXE)).toBeUndefined();
  });

  it('count what lets an app in', () => {
    expect(readAppRules(allowRule, EXE)).toEqual({ allowing: 1 });
    expect(
      readAppRules('<RuleCollection Type="Appx" EnforcementMode="Enabled"/>', `${APPS}/a/StoreApps/Policy`),
    ).toEqual({ allowing: 0 });
  });
});

describe('a recovery policy', () => {
  // The example of the policy guide: a pretend certificate of three bytes.
  const example = '0100010001000000230000001f0000000000000002000000030000001c0000000000000000000000aabbcc';
  const blob = (hex: string) => Buffer.from(hex, 'hex').toString('base64');

  it('is taken when all its lengths agree', () => {
    expect(isRecoveryBlob(blob(example))).toBe(true);
  });

  it.each([
    ['a bare certificate', '3082010a'.repeat(20)],
    ['a byte too many', `${example}00`],
    ['a byte too few', example.slice(0, -2)],
    ['two keys', example.replace('0100010001', '0100010002')],
    ['another kind of key', example.replace('0000000002', '0000000001')],
    ['nothing', ''],
  ])('is refused with %s', (_what, hex) => {
    expect(isRecoveryBlob(blob(hex))).toBe(false);
  });
});
