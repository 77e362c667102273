import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { policyDocument } from '../../../shared/policy/document';
import { removalOf } from '../../../shared/policy/remove-setting';
import { inputs } from './documents';

const lock = './Device/Vendor/MSFT/Policy/Config/DeviceLock/';
const tenantNode = `./Device/Vendor/MSFT/PassportForWork/${inputs.tenantId}`;

const documentOf = (signIn: unknown) => ({ schemaVersion: 1, name: 'x', signIn });
const compile = (signIn: unknown) => compilePolicy(policyDocument.parse(documentOf(signIn)), inputs);
const withLock = (deviceLock: Record<string, unknown>) => ({ deviceLock: { passwordRequired: true, ...deviceLock } });
const withPin = (pin: Record<string, unknown>) => ({ windowsHello: { enabled: true, pin } });

describe('rules over the sign-in', () => {
  it.each([
    ['no attempts counted', withLock({ maxFailedAttempts: 0 })],
    ['complexity 2 of an alphanumeric password', withLock({ complexity: 2, type: 'alphanumeric' })],
    ['no password, with null for the rest', withLock({ passwordRequired: false, minLength: null })],
    ['digits required and letters allowed', withPin({ digits: 'require', uppercase: 'allow' })],
    ['a PIN of which nothing is said', withPin({})],
  ])('nothing speaks against %s', (_, signIn) => {
    expect(checkPolicy(documentOf(signIn))).toMatchObject({ ok: true, warnings: [] });
  });
});

describe('the password rules', () => {
  const everything = withLock({
    allowSimple: false,
    type: 'alphanumeric',
    minLength: 8,
    complexity: 2,
    expiresAfterDays: 90,
    remembered: 5,
    maxFailedAttempts: 10,
    lockAfterMinutes: 15,
  });

  it("gives the last row of the guide's example: parent and length, Replace, in one family", () => {
    const { settings } = compile(withLock({ minLength: 6 }));
    expect(settings).toEqual([
      expect.objectContaining({
        key: 'DeviceLock',
        kind: 'family',
        verb: 'Replace',
        nodes: [
          { uri: `${lock}DevicePasswordEnabled`, format: 'int', data: '0' },
          { uri: `${lock}MinDevicePasswordLength`, format: 'int', data: '6' },
        ],
      }),
    ]);
  });

  it('orders the leaves so that none resets one before it (LOCK-1)', () => {
    const [setting] = compile(everything).settings;
    expect(setting?.nodes.map(({ uri, data }) => [uri.slice(lock.length), data])).toEqual([
      ['DevicePasswordEnabled', '0'],
      ['AlphanumericDevicePasswordRequired', '0'],
      ['MinDevicePasswordComplexCharacters', '2'],
      ['MinDevicePasswordLength', '8'],
      ['AllowSimpleDevicePassword', '0'],
      ['DevicePasswordExpiration', '90'],
      ['DevicePasswordHistory', '5'],
      ['MaxDevicePasswordFailedAttempts', '10'],
      ['MaxInactivityTimeDeviceLock', '15'],
    ]);
  });

  it('turns the switch around: no password required is 1', () => {
    const [setting] = compile(withLock({ passwordRequired: false })).settings;
    expect(setting?.nodes.map(({ data }) => data)).toEqual(['1']);
  });

  it('removes the family when the section is null', () => {
    expect(compile({ deviceLock: null }).removals).toEqual([{ key: 'DeviceLock', member: 'signIn.deviceLock' }]);
  });

  it.each([
    ['minLength', 'MinDevicePasswordLength'],
    ['lockAfterMinutes', 'MaxInactivityTimeDeviceLock'],
  ])('removes %s when it is null, and writes the others', (member, leaf) => {
    const { removals, settings } = compile(withLock({ passwordRequired: true, remembered: 5, [member]: null }));
    expect(removals).toEqual([{ key: lock + leaf, member: `signIn.deviceLock.${member}` }]);
    expect(settings[0]?.nodes.map(({ uri }) => uri)).toEqual([
      `${lock}DevicePasswordEnabled`,
      `${lock}DevicePasswordHistory`,
    ]);
  });

  it('deletes every leaf of the family, the parent last', () => {
    const removal = removalOf('DeviceLock');
    const uris = removal.kind === 'delete' ? removal.uris : [];
    const written = compile(everything).settings[0]?.nodes.map(({ uri }) => uri) ?? [];
    expect([...uris].sort()).toEqual([...written].sort());
    expect(uris.at(-1)).toBe(`${lock}DevicePasswordEnabled`);
  });
});

describe('the lock screen', () => {
  it.each([
    ['allowCamera', true, 'PreventEnablingLockScreenCamera', '<disabled/>'],
    ['allowSlideShow', false, 'PreventLockScreenSlideShow', '<enabled/>'],
  ])('writes %s %s as %s %s', (member, value, leaf, data) => {
    const [setting] = compile({ lockScreen: { [member]: value } }).settings;
    expect(setting?.nodes).toEqual([{ uri: lock + leaf, format: 'chr', data }]);
  });
});

describe('Windows Hello', () => {
  const hello = {
    enabled: true,
    requireTpm: false,
    pinRecovery: true,
    pin: {
      minLength: 6,
      maxLength: 20,
      digits: 'require',
      uppercase: 'allow',
      lowercase: 'allow',
      special: 'forbid',
      expiresAfterDays: 0,
      remembered: 5,
    },
  };

  it('adds the node of the tenant before what lies below it (PIN-4)', () => {
    const { settings } = compile({ windowsHello: hello });
    expect(settings[0]).toMatchObject({ key: tenantNode, kind: 'container', verb: 'Add' });
    expect(settings.map(({ verb }) => verb)).toEqual(settings.map(() => 'Add'));
  });

  it('writes every member in the numbering of the node', () => {
    const rows = compile({ windowsHello: hello })
      .settings.slice(1)
      .flatMap(({ nodes }) => nodes);
    expect(rows.map(({ uri, data }) => [uri.slice(`${tenantNode}/Policies/`.length), data])).toEqual([
      ['UsePassportForWork', 'true'],
      ['RequireSecurityDevice', 'false'],
      ['EnablePinRecovery', 'true'],
      ['PINComplexity/MinimumPINLength', '6'],
      ['PINComplexity/MaximumPINLength', '20'],
      ['PINComplexity/Digits', '1'],
      ['PINComplexity/UppercaseLetters', '0'],
      ['PINComplexity/LowercaseLetters', '0'],
      ['PINComplexity/SpecialCharacters', '2'],
      ['PINComplexity/Expiration', '0'],
      ['PINComplexity/History', '5'],
    ]);
  });

  it('removes the node of the tenant when the section is null', () => {
    expect(compile({ windowsHello: null }).removals.map(({ key }) => key)).toEqual([tenantNode]);
  });

  it('removes the eight leaves of a null PIN', () => {
    expect(compile({ windowsHello: { enabled: true, pin: null } }).removals).toHaveLength(8);
  });

  it('removes all of it when the whole section is null', () => {
    const keys = compile(null).removals.map(({ key }) => key);
    expect(keys).toEqual([
      'DeviceLock',
      `${lock}PreventEnablingLockScreenCamera`,
      `${lock}PreventLockScreenSlideShow`,
      tenantNode,
    ]);
  });
});
