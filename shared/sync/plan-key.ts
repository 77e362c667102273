import { createHash } from 'node:crypto';
import { COMPILER_VERSION } from '../policy/compile-policy';
import type { CompileInputs } from '../policy/setting';
import type { DeviceState } from './device-state';
import type { PolicyPointer } from './session';

/**
 * Hash over all that a plan depends on: the assigned policy revision, the compiler with its catalogue, what flows from
 * the enrollment into the settings, and the offer that an administrator made to this device. While it stands nothing has
 * to be compared, or even loaded.
 */
export function planKey(
  policy: PolicyPointer | undefined,
  inputs: CompileInputs,
  handoff: DeviceState['handoff'] | undefined,
): string {
  const assigned = [policy?.name ?? null, policy?.revision ?? 0];
  const basis = JSON.stringify([...assigned, COMPILER_VERSION, inputs, handoff?.discoveryUrl ?? null]);
  return createHash('sha256').update(basis).digest('base64url');
}
