import type { Enrollment } from '../../shared/enrollment/enrollment';
import { compilePolicy } from '../../shared/policy/compile-policy';
import type { CompiledPolicy } from '../../shared/policy/setting';
import { compileInputs } from '../../shared/sync/compile-inputs';
import type { PolicyPointer } from '../../shared/sync/session';
import type { Call } from '../http';

/** A policy revision compiled for one enrollment; `undefined` when there is none to compile. */
export async function compileFor(
  call: Call,
  enrollment: Enrollment,
  pointer: PolicyPointer | undefined,
): Promise<CompiledPolicy | undefined> {
  if (pointer === undefined) return undefined;
  const document = await call.service().policies.read(enrollment.tenantId, pointer);
  return compilePolicy(document, compileInputs(enrollment));
}
