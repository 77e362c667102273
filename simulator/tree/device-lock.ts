import type { Behaviors } from './behavior';
import type { ManagementTree, TreeReader } from './management-tree';

const CONFIG = './Vendor/MSFT/Policy/Config';
const LOCK = `${CONFIG}/DeviceLock`;

// Children of DevicePasswordEnabled: without a parent of 0 they do nothing (policy guide, section 8).
const CHILDREN = new Set([
  'AllowSimpleDevicePassword',
  'MinDevicePasswordLength',
  'AlphanumericDevicePasswordRequired',
  'MinDevicePasswordComplexCharacters',
  'DevicePasswordExpiration',
  'DevicePasswordHistory',
  'MaxDevicePasswordFailedAttempts',
  'MaxInactivityTimeDeviceLock',
]);

const AFTER_PARENT = new Map([
  ['0', { length: '4', complexity: '1' }],
  ['1', { length: '0', complexity: '0' }],
]);
const AFTER_ALPHANUMERIC = new Map([
  ['0', { length: '4', complexity: '2' }],
  ['1', { length: '0', complexity: '1' }],
  ['2', { length: '0', complexity: '1' }],
]);

/** Device lock as the client applies it: the resets that writing a parent causes, and the effective values. */
export const deviceLockBehaviors: Behaviors = new Map([
  [`${LOCK}/DevicePasswordEnabled`, { written: resets(AFTER_PARENT) }],
  [`${LOCK}/AlphanumericDevicePasswordRequired`, { written: resets(AFTER_ALPHANUMERIC) }],
  ['./Vendor/MSFT/Policy/Result/DeviceLock/{PolicyName}', { read: effectiveLock }],
  [
    './Vendor/MSFT/Policy/Result/NetworkIsolation/{PolicyName}',
    { read: (uri: string, tree: TreeReader) => tree.valueOf(uri.replace('/Result/', '/Config/')) },
  ],
]);

function resets(table: ReadonlyMap<string, { readonly length: string; readonly complexity: string }>) {
  return (data: string, tree: ManagementTree) => {
    const reset = table.get(data);
    if (reset === undefined) return;
    tree.write(`${LOCK}/MinDevicePasswordLength`, 'int', reset.length);
    tree.write(`${LOCK}/MinDevicePasswordComplexCharacters`, 'int', reset.complexity);
  };
}

function effectiveLock(uri: string, tree: TreeReader): string | undefined {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  const isIdle = CHILDREN.has(name) && tree.valueOf(`${LOCK}/DevicePasswordEnabled`) !== '0';
  return isIdle ? undefined : tree.valueOf(`${LOCK}/${name}`);
}
