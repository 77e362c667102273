import { createHash } from 'node:crypto';
import { COMPILER_VERSION } from '../policy/compile-policy';
import type { CompileInputs } from '../policy/setting';
import type { PolicyPointer } from './session';

/**
 * Hash over all that a plan depends on: the assigned policy revision, the compiler with its catalogue, and what flows
 * from the enrollment into the settings. While it stands nothing has to be compared, or even loaded.
 */
export function planKey(policy: PolicyPointer | undefined, inputs: CompileInputs): string {
  const basis = JSON.stringify([policy?.name ?? null, policy?.revision ?? 0, COMPILER_VERSION, inputs]);
  return createHash('sha256').update(basis).digest('base64url');
}
