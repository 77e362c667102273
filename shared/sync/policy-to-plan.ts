import { isOpen } from '../actions/transition';
import { hasAged } from '../compliance/verdict';
import { compileInputs } from './compile-inputs';
import { openExit } from './exit-settings';
import { isInquiryDue } from './inquiries';
import { planKey } from './plan-key';
import { isDriftCheckDue } from './read-back';
import type { PolicyPointer } from './session';
import { isPolicyAction } from './start-actions';
import type { Turn } from './turn';

/** What an assignment depends on. */
type AssignmentTurn = Pick<Turn, 'device'> & { readonly context: Pick<Turn['context'], 'tenant'> };

/** False where the policy depends on groups of the user that nobody has read yet. */
export function isAssignmentKnown({ device, context }: AssignmentTurn): boolean {
  return context.tenant.settings.assignments.length === 0 || device.state?.assignment !== undefined;
}

/** The policy that reaches this device now; none when the tenant has assigned none, or when that is not known yet. */
export function assignedPolicy(turn: AssignmentTurn): PolicyPointer | undefined {
  if (!isAssignmentKnown(turn)) return undefined;
  const { device, context } = turn;
  const { tenant } = context;
  const { assignments, defaultPolicy } = tenant.settings;
  const name = assignments.length === 0 ? defaultPolicy : (device.state?.assignment?.policy ?? defaultPolicy);
  const revision = name === undefined ? undefined : tenant.policies.get(name);
  return name === undefined || revision === undefined ? undefined : { name, revision };
}

/**
 * The policy that must be loaded and compiled before this turn can be decided; `undefined` when there is nothing to
 * plan, which is the ordinary day.
 */
export function policyToPlan(turn: Turn): PolicyPointer | undefined {
  return mayPlan(turn) && !isSettled(turn) ? assignedPolicy(turn) : undefined;
}

/** Exits only for a tenant that is not active and while somebody else is signed in; nothing at all to one who leaves. */
export function mayPlan({ device, context, received }: Turn): boolean {
  const { alerts, ended, endMissing, session, unfinished } = received;
  const wantsNoCommands = unfinished || endMissing || ended !== undefined || alerts.aborted || alerts.keepsAlive;
  if (wantsNoCommands || openExit(device.actions) !== undefined) return false;
  return session.workUserPresent && context.tenant.status === 'active';
}

/**
 * True when time alone has made the device stand otherwise since its last sync. It is judged anew then, before this sync
 * ends a silence that would be in no history.
 */
export function hasVerdictAged({ device, context }: Pick<Turn, 'device' | 'context'>): boolean {
  const { state, session, enrollment } = device;
  if (state?.compliance === undefined) return false;
  return hasAged(state.compliance, { now: context.now, lastSyncAt: session?.at ?? enrollment.enrolledAt });
}

function isSettled(turn: Turn): boolean {
  const { state, enrollment } = turn.device;
  if (state === undefined || bringsSomething(turn) || isSomethingDue(turn)) return false;
  return state.planKey === planKey(assignedPolicy(turn), compileInputs(enrollment), state.handoff);
}

function bringsSomething({ received }: Turn): boolean {
  if (received.alerts.healthStatus !== undefined) return true;
  return received.statesChanged || received.readings.size > 0 || received.session.outgoing !== undefined;
}

function isSomethingDue({ device, context }: Turn): boolean {
  const { state, actions } = device;
  if (hasVerdictAged({ device, context })) return true;
  if (actions.some((action) => isOpen(action) && isPolicyAction(action))) return true;
  const isRetryDue = state?.dueAt !== undefined && Date.parse(state.dueAt) <= context.now.getTime();
  return isRetryDue || isDriftCheckDue(state, context.now) || isInquiryDue(state?.inquiries, context.now);
}
