import { describe, expect, it } from 'vitest';
import { allBehaviors } from '../../../../simulator/tree/built-in-behaviors';
import { ManagementTree } from '../../../../simulator/tree/management-tree';
import { runCommand } from '../../../../simulator/tree/run-command';
import { identity } from '../scripted-server';

const CONFIG = './Device/Vendor/MSFT/Policy/Config/DeviceLock';
const RESULT = './Device/Vendor/MSFT/Policy/Result/DeviceLock';

function written(...writes: readonly (readonly [name: string, data: string])[]): ManagementTree {
  const tree = new ManagementTree(allBehaviors(identity, new Map(), new Map()));
  for (const [name, data] of writes) {
    const command = { verb: 'Replace', uri: `${CONFIG}/${name}`, format: 'int', data } as const;
    expect(runCommand(command, { tree, inAtomic: true, userPresent: true })).toEqual({ code: 200 });
  }
  return tree;
}

const length = (tree: ManagementTree) => tree.valueOf(`${CONFIG}/MinDevicePasswordLength`);
const complexity = (tree: ManagementTree) => tree.valueOf(`${CONFIG}/MinDevicePasswordComplexCharacters`);

const resets = [
  [[['DevicePasswordEnabled', '0']], '4', '1'],
  [[['DevicePasswordEnabled', '1']], '0', '0'],
  [
    [
      ['DevicePasswordEnabled', '0'],
      ['AlphanumericDevicePasswordRequired', '0'],
    ],
    '4',
    '2',
  ],
  [
    [
      ['DevicePasswordEnabled', '0'],
      ['AlphanumericDevicePasswordRequired', '1'],
    ],
    '0',
    '1',
  ],
  [
    [
      ['DevicePasswordEnabled', '0'],
      ['AlphanumericDevicePasswordRequired', '2'],
    ],
    '0',
    '1',
  ],
] as const;

describe('device lock', () => {
  it.each(resets)('resets length and complexity after %j', (writes, minimum, classes) => {
    const tree = written(...writes);
    expect([length(tree), complexity(tree)]).toEqual([minimum, classes]);
  });

  it('overwrites what was written before its parent', () => {
    expect(length(written(['MinDevicePasswordLength', '8'], ['DevicePasswordEnabled', '0']))).toBe('4');
  });

  it('keeps what was written after its parent', () => {
    expect(length(written(['DevicePasswordEnabled', '0'], ['MinDevicePasswordLength', '8']))).toBe('8');
  });

  it('has an effect only while a password is demanded', () => {
    const name = 'MaxInactivityTimeDeviceLock';
    expect(written([name, '5']).valueOf(`${RESULT}/${name}`)).toBeUndefined();
    expect(written(['DevicePasswordEnabled', '0'], [name, '5']).valueOf(`${RESULT}/${name}`)).toBe('5');
  });
});
