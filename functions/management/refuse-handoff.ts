import type { ActionRequest } from '../../shared/actions/action';
import type { CompiledPolicy } from '../../shared/policy/setting';
import { handoffObstacle } from '../../shared/sync/handoff-overlay';
import { assignedPolicy } from '../../shared/sync/policy-to-plan';
import type { Tenant } from '../../shared/tenant/tenant';
import type { Call } from '../http';
import { compileFor } from '../sync/compile-for';
import type { MetDevice } from './meet-device';
import { memberProblem } from './member-problem';
import { RefusedDocument } from './refused-document';

const NO_POLICY: CompiledPolicy = { settings: [], removals: [], leftOut: [], asks: {} };

/**
 * Refuses to offer the change to MDM where it would cost the work data (protocol facts 6), by the policy that the tenant
 * assigns now. The sync looks once more when the offer goes out.
 * @throws RefusedDocument with the rule HAND-2 or HAND-3
 */
export async function refuseHandoff(
  call: Call,
  { tenant, device }: { readonly tenant: Tenant; readonly device: MetDevice },
  request: ActionRequest,
): Promise<void> {
  if (request.type !== 'handoff') return;
  const snapshot = { ...device, actions: device.actions.map(({ value }) => value) };
  const pointer = assignedPolicy({ device: snapshot, context: { tenant } });
  const policy = (await compileFor(call, device.enrollment, pointer)) ?? NO_POLICY;
  const obstacle = handoffObstacle(policy, device.enrollment, request.mdmEnterpriseId);
  if (obstacle === undefined) return;
  const path = obstacle.rule === 'HAND-2' ? 'mdmEnterpriseId' : 'type';
  const { rule, reason: message } = obstacle;
  const found = path === 'type' ? '"handoff"' : JSON.stringify(request.mdmEnterpriseId);
  throw new RefusedDocument([memberProblem({ path, rule, message, found })]);
}
