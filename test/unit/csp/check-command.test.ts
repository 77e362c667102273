import { describe, expect, it } from 'vitest';
import { checkAtomic, checkCommand } from '../../../shared/csp/check-command';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';
import { command, commandRefusals } from './command-cases';

const wip = './Device/Vendor/MSFT/EnterpriseDataProtection/Settings';
const lists = './Vendor/MSFT/AppLocker/EnterpriseDataProtection';
const account = './Device/Vendor/MSFT/DMClient/Provider/WindowsMam';
const network = './Device/Vendor/MSFT/Policy/Config/NetworkIsolation';

const permitted: [why: string, ...Parameters<typeof command>][] = [
  [
    'a certificate under its own thumbprint',
    'Add',
    './Device/Vendor/MSFT/RootCATrustedCertificates/Root/29e2dcfbb16f63bb0254df7585a15bb6fb5e927d/EncodedCertificate',
    'b64',
    'AAAA',
  ],
  [
    'a password rule that is replaced',
    'Replace',
    './Device/Vendor/MSFT/Policy/Config/DeviceLock/DevicePasswordEnabled',
    'int',
    '0',
  ],
  ['a level', 'Replace', `${wip}/EDPEnforcementLevel`, 'int', '3'],
  ['an interior node', 'Add', `${lists}/g1`, 'node'],
  ['a read of a leaf', 'Get', `${wip}/EDPEnforcementLevel`, 'null'],
  ['a deletion', 'Delete', `${lists}/g1`, 'null'],
  ['a read of what is never written', 'Get', `${wip}/AllowUserDecryption`, 'null'],
  ['Unenroll with the provider id', 'Exec', `${account}/Unenroll`, 'chr', 'WindowsMam'],
  ['Unenroll without data', 'Exec', `${account}/Unenroll`, 'null'],
  ['a number of a bool node', 'Replace', `${account}/ForceAadToken`, 'bool', '4'],
  [
    'a value beside the range',
    'Replace',
    './Device/Vendor/MSFT/Policy/Config/DeviceLock/MaxDevicePasswordFailedAttempts',
    'int',
    '0',
  ],
  ['a value of exactly 100 KB', 'Replace', `${account}/HelpWebsite`, 'chr', 'x'.repeat(102_400)],
];

describe('checkCommand', () => {
  it.each(commandRefusals.map((row) => [row[0], row[1], row] as const))('refuses %s by %s', (_, rule, row) => {
    const [, , ...parts] = row;
    expect(checkCommand(command(...parts)).map((problem) => problem.rule)).toContain(rule);
  });

  it.each(permitted)('lets %s pass', (_, ...rest) => {
    expect(checkCommand(command(...rest))).toEqual([]);
  });

  it('says why a known provider is blocked', () => {
    const [found] = checkCommand(command('Get', './Device/Vendor/MSFT/RemoteWipe/doWipe', 'null'));
    expect(found?.message).toContain('never wipes the whole PC');
  });

  it('never quotes the value', () => {
    const problems = checkCommand(command('Replace', `${wip}/EDPEnforcementLevel`, 'int', 'sesame'));
    expect(JSON.stringify(problems)).not.toContain('sesame');
  });

  it.each([
    ['dots', `${network}/EnterpriseCloudResources`, ['', 'a.', '*']],
    ['one label', `${network}/EnterpriseCloudResources`, ['', 'a', '*']],
    ['blanks', `${network}/NeutralResources`, ['', 'a ,', '*']],
    ['markup', `${lists}/g1/EXE/Policy`, ['<RuleCollection Type="Exe">', '</RuleCollection>  ', 'x']],
    ['attributes', `${lists}/g1/EXE/Policy`, ['<RuleCollection ', ' Type="Ex', '']],
    ['ranges', `${network}/EnterpriseIPRange`, ['', '1.1.1.1-1.1.1.1,', 'x']],
    ['colons', `${network}/EnterpriseIPRange`, ['', ':', '']],
  ])(
    'refuses a long hostile value of %s in time that grows with its length alone',
    (_, uri, [first = '', bit = '', last = '']) => {
      const hostile = (share: number) => `${first}${bit.repeat((80_000 * share) / bit.length)}${last}`;
      const refuse = (data: string) => expect(checkCommand(command('Replace', uri, 'chr', data))).not.toEqual([]);
      expect(growthOf(hostile, refuse)).toBeLessThan(NEARLY_LINEAR);
    },
  );
});

describe('checkAtomic', () => {
  it('refuses a Get among the commands (GEN-5)', () => {
    const problems = checkAtomic([command('Get', `${wip}/EDPEnforcementLevel`, 'null')]);
    expect(problems.map(({ rule }) => rule)).toEqual(['GEN-5']);
  });

  it('judges every command inside', () => {
    expect(checkAtomic([command('Replace', `${wip}/EDPEnforcementLevel`, 'int', '9')])).toHaveLength(1);
  });
});
