import { DEVICE_LOCK, PASSPORT } from '../../csp/locuri';
import type { NodeValue } from '../../syncml/message';
import type { PolicyDocument } from '../document';
import { DEVICE_LOCK_FAMILY, lockLeafNames } from '../family-keys';
import type { DeviceLock, LockScreen, Pin, WindowsHello } from '../sections/sign-in';
import type { CompileInputs } from '../setting';
import { bit, given, truth, whole } from './encode';
import { container, type Data, type LeafSource, leaves, type Part, remove } from './part';

const passwordTypes = { alphanumeric: '0', numeric: '1', any: '2' } as const;
const characterClasses = { allow: '0', require: '1', forbid: '2' } as const;

type LockLeaf = readonly [member: keyof DeviceLock, data: (lock: DeviceLock) => Data];

const lockLeaves: Readonly<Record<(typeof lockLeafNames)[number], LockLeaf>> = {
  DevicePasswordEnabled: ['passwordRequired', ({ passwordRequired }) => (passwordRequired ? '0' : '1')],
  AlphanumericDevicePasswordRequired: ['type', ({ type }) => given(type, (name) => passwordTypes[name])],
  MinDevicePasswordComplexCharacters: ['complexity', ({ complexity }) => whole(complexity)],
  MinDevicePasswordLength: ['minLength', ({ minLength }) => whole(minLength)],
  AllowSimpleDevicePassword: ['allowSimple', ({ allowSimple }) => bit(allowSimple)],
  DevicePasswordExpiration: ['expiresAfterDays', ({ expiresAfterDays }) => whole(expiresAfterDays)],
  DevicePasswordHistory: ['remembered', ({ remembered }) => whole(remembered)],
  MaxDevicePasswordFailedAttempts: ['maxFailedAttempts', ({ maxFailedAttempts }) => whole(maxFailedAttempts)],
  MaxInactivityTimeDeviceLock: ['lockAfterMinutes', ({ lockAfterMinutes }) => whole(lockAfterMinutes)],
};

function compileLock(lock: DeviceLock | null | undefined): Part[] {
  const member = 'signIn.deviceLock';
  if (lock === undefined) return [];
  if (lock === null) return [remove(DEVICE_LOCK_FAMILY, member)];
  const all = lockLeafNames.map((name) => {
    const [leafMember, dataOf] = lockLeaves[name];
    return { uri: `${DEVICE_LOCK}${name}`, data: dataOf(lock), member: `${member}.${leafMember}` };
  });
  const nodes = all.flatMap(({ uri, data }): NodeValue[] => (data == null ? [] : [{ uri, format: 'int', data }]));
  const draft = { key: DEVICE_LOCK_FAMILY, kind: 'family', verb: 'Replace', nodes, member, restsOn: [] } as const;
  // A family that was delivered clears what its new form does not write; `null` removes what it never delivered too.
  const removals = all.flatMap((one) => (one.data === null ? [remove(one.uri, one.member)] : []));
  return [...removals, { kind: 'set', draft }];
}

const blocked = (allowed: boolean | null | undefined) => given(allowed, (on) => (on ? '<disabled/>' : '<enabled/>'));

const screenLeaves: readonly LeafSource<LockScreen>[] = [
  {
    uri: `${DEVICE_LOCK}PreventEnablingLockScreenCamera`,
    format: 'chr',
    member: 'signIn.lockScreen.allowCamera',
    data: ({ allowCamera }) => blocked(allowCamera),
  },
  {
    uri: `${DEVICE_LOCK}PreventLockScreenSlideShow`,
    format: 'chr',
    member: 'signIn.lockScreen.allowSlideShow',
    data: ({ allowSlideShow }) => blocked(allowSlideShow),
  },
];

const pinNumber = (
  name: string,
  member: keyof Pin & ('minLength' | 'maxLength' | 'expiresAfterDays' | 'remembered'),
) => ({
  uri: `PINComplexity/${name}`,
  format: 'int' as const,
  member: `pin.${member}`,
  data: ({ pin }: WindowsHello) => (pin === null ? null : whole(pin?.[member])),
});

const pinClass = (name: string, member: 'digits' | 'uppercase' | 'lowercase' | 'special') => ({
  uri: `PINComplexity/${name}`,
  format: 'int' as const,
  member: `pin.${member}`,
  data: ({ pin }: WindowsHello) => (pin === null ? null : given(pin?.[member], (choice) => characterClasses[choice])),
});

const helloLeaves: readonly LeafSource<WindowsHello>[] = [
  { uri: 'UsePassportForWork', format: 'bool', member: 'enabled', data: ({ enabled }) => truth(enabled) },
  { uri: 'RequireSecurityDevice', format: 'bool', member: 'requireTpm', data: ({ requireTpm }) => truth(requireTpm) },
  { uri: 'EnablePinRecovery', format: 'bool', member: 'pinRecovery', data: ({ pinRecovery }) => truth(pinRecovery) },
  pinNumber('MinimumPINLength', 'minLength'),
  pinNumber('MaximumPINLength', 'maxLength'),
  pinClass('Digits', 'digits'),
  pinClass('UppercaseLetters', 'uppercase'),
  pinClass('LowercaseLetters', 'lowercase'),
  pinClass('SpecialCharacters', 'special'),
  pinNumber('Expiration', 'expiresAfterDays'),
  pinNumber('History', 'remembered'),
];

function compileHello(hello: WindowsHello | null | undefined, { tenantId }: CompileInputs): Part[] {
  const member = 'signIn.windowsHello';
  const root = `${PASSPORT}${tenantId}`;
  if (hello === undefined) return [];
  if (hello === null) return [remove(root, member)];
  const sources = helloLeaves.map((source) => ({
    ...source,
    uri: `${root}/Policies/${source.uri}`,
    member: `${member}.${source.member}`,
  }));
  return [container(root, member), ...leaves(hello, sources, { verb: 'Add' })];
}

/** Password, lock screen and Windows Hello for Business, whose node is named after the tenant (rule PIN-4). */
export function compileSignIn({ signIn }: PolicyDocument, inputs: CompileInputs): Part[] {
  const none = { deviceLock: null, lockScreen: null, windowsHello: null };
  const { deviceLock, lockScreen, windowsHello } = (signIn === null ? none : signIn) ?? {};
  return [...compileLock(deviceLock), ...leaves(lockScreen, screenLeaves), ...compileHello(windowsHello, inputs)];
}
