import type { ActionRequest } from './action';

/** True for what ends the enrollment of a device; it goes before the policy, and works for a suspended tenant too. */
export function isExit({ type }: ActionRequest): boolean {
  return type === 'wipe' || type === 'unenroll';
}
