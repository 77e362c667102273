import { describe, expect, it } from 'vitest';
import type { ActionRequest } from '../../../shared/actions/action';
import { compilePolicy } from '../../../shared/policy/compile-policy';
import { compileInputs } from '../../../shared/sync/compile-inputs';
import { type DeviceState, type SettingState, UNKNOWN } from '../../../shared/sync/device-state';
import { revokeSwitch } from '../../../shared/sync/exit-settings';
import { workDataSentence } from '../../../shared/sync/work-data';
import { anEnrollment } from '../../support/conversation';
import { sampleSession, sampleState } from '../../support/storage-samples';

const withdraw = revokeSwitch('1');
const keep = revokeSwitch('0');

function stateWith(setting?: Partial<SettingState>): DeviceState {
  const { hash, key } = withdraw;
  const known: SettingState = { key, acknowledged: hash, tried: hash, code: 200, at: '', ...setting };
  return { ...sampleState(), settings: setting === undefined ? [] : [known] };
}

const sentence = (request: ActionRequest, state?: DeviceState) =>
  workDataSentence(request, { state, session: undefined });

describe('what becomes of the work data', () => {
  it.each<ActionRequest>([
    { type: 'resync' },
    { type: 'withdraw-handoff' },
    { type: 'handoff', discoveryUrl: 'https://mdm.contoso.com', mdmEnterpriseId: 'contoso.com' },
  ])('is not spoken of for $type', (request) => {
    expect(sentence(request)).toBeUndefined();
  });

  it.each<[string, ActionRequest, RegExp]>([
    ['goes at a wipe', { type: 'wipe' }, /^The work data goes with it/],
    ['goes when that is asked for', { type: 'unenroll', keepData: false }, /^The work data goes with it/],
    ['stays when that is asked for', { type: 'unenroll', keepData: true }, /^The work data stays/],
  ])('%s, whatever the device is set to', (_what, request, expected) => {
    for (const setting of [{ acknowledged: keep.hash }, { acknowledged: withdraw.hash }, { acknowledged: '', code: 0 }])
      expect(sentence(request, stateWith(setting))).toMatch(expected);
  });

  it.each<[string, DeviceState | undefined, RegExp]>([
    ['goes where the device confirmed 1', stateWith({}), /^The work data goes with it: this PC is set/],
    ['stays where the device confirmed 0', stateWith({ acknowledged: keep.hash }), /^The work data stays/],
    ['goes by default where nothing was set', stateWith(), /Windows then withdraws/],
    ['goes by default where nothing is known of the device yet', undefined, /Windows then withdraws/],
    ['goes by default where the switch was deleted', stateWith({ acknowledged: 'absent' }), /Windows then withdraws/],
    [
      'goes by default where the switch was refused',
      stateWith({ acknowledged: '', code: 405 }),
      /Windows then withdraws/,
    ],
    [
      'stays where a newer value was refused',
      stateWith({ acknowledged: keep.hash, code: 405 }),
      /^The work data stays/,
    ],
    ['is not known where the device did not answer', stateWith({ acknowledged: UNKNOWN, code: 0 }), /^It is not known/],
    [
      'is not known where the device is in doubt',
      stateWith({ acknowledged: UNKNOWN, code: 516, doubted: true }),
      /^It is not known/,
    ],
  ])('at a plain unenrollment %s', (_what, state, expected) => {
    expect(sentence({ type: 'unenroll' }, state)).toMatch(expected);
  });

  it('is not known while the switch is on its way to the device', () => {
    const awaiting = [{ id: 100_001, ids: 1, verb: 'Replace', setting: keep.key, hash: keep.hash } as const];
    const device = { state: stateWith({}), session: { ...sampleSession(), awaiting } };
    expect(workDataSentence({ type: 'unenroll' }, device)).toMatch(/^It is not known/);
  });

  it.each([
    [true, withdraw.hash],
    [false, keep.hash],
  ])('is read from what a policy with revokeOnUnenroll %s delivers', (revokeOnUnenroll, hash) => {
    const document = {
      schemaVersion: 1 as const,
      name: 'PCs',
      wip: { mode: 'silent' as const, primaryDomain: 'contoso.com', revokeOnUnenroll },
    };
    const { settings } = compilePolicy(document, compileInputs(anEnrollment()));
    expect(settings.find(({ key }) => key === withdraw.key)?.hash).toBe(hash);
  });
});
