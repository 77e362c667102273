import type { Action } from '../actions/action';
import { transition } from '../actions/transition';
import type { Setting } from '../policy/setting';
import { statusMeaning } from '../syncml/status';
import type { DeviceSnapshot, SyncContext } from './exchange';
import { type ExitSettings, exitSettings } from './exit-settings';
import { readings } from './plan-settings';
import type { PlannedStep } from './planned-step';
import { nodeName } from './read-results';
import type { Received } from './receive-message';
import type { Exit } from './session';

/** The next step of an unenrollment. */
export interface ExitDecision {
  /** What goes out now: the revoke switch, its reading, Unenroll, or nothing while the device is waited for. */
  readonly steps: readonly PlannedStep[];
  readonly exit: Exit | undefined;
  /** The action with its next status, when it has one. */
  readonly action: Action | undefined;
}

/** What an unenrollment is decided from. */
export interface ExitTurn {
  readonly device: DeviceSnapshot;
  readonly received: Received;
  readonly context: SyncContext;
}

/**
 * Decides the next step of an unenrollment (rule 5 against loss and repetition): first the revoke switch, if the action
 * says what becomes of the work data; Unenroll only when that was acknowledged in this epoch, and once per epoch. A new
 * session without alert 1226 proves that Unenroll did not happen, and begins again.
 */
export function decideExit(action: Action, turn: ExitTurn): ExitDecision {
  const settings = exitSettings(action, turn.device.enrollment);
  const exit = turn.received.session.exit;
  const current = exit?.action === action.id ? exit : undefined;
  if (current?.stage === 'sent') return afterUnenroll(action, turn, current);
  if (settings.revoke === undefined) return unenroll(action, settings, turn);
  if (current === undefined) return revoke(action, settings.revoke, false);
  return afterRevoke(action, settings, turn);
}

function revoke(action: Action, setting: NonNullable<ExitSettings['revoke']>, isSecondVerb: boolean): ExitDecision {
  const verb = isSecondVerb ? 'Add' : setting.verb;
  return {
    steps: [{ verb, setting, isSecondVerb }],
    exit: { action: action.id, stage: 'revoking' },
    action: undefined,
  };
}

function unenroll(action: Action, { unenroll: setting }: ExitSettings, { context }: ExitTurn): ExitDecision {
  const exit: Exit = { action: action.id, stage: 'sent' };
  return { steps: [{ verb: 'Exec', setting }], exit, action: transition(action, 'sent', { now: context.now }) };
}

function afterRevoke(action: Action, settings: ExitSettings, turn: ExitTurn): ExitDecision {
  const { revoke: setting } = settings;
  if (setting !== undefined && isReadBack(setting, turn)) return unenroll(action, settings, turn);
  const code = codeFor(setting?.key, turn);
  if (setting === undefined || code === undefined) return wait(turn);
  const state = turn.received.states.get(setting.key);
  // It may not be in force before Unenroll is, and what becomes of the work data cannot be undone: it is read back.
  if (code === ACCEPTED) return { ...wait(turn), steps: readings(setting) };
  if (state?.acknowledged === setting.hash && isSuccess(code)) return unenroll(action, settings, turn);
  if (state?.nextVerb === 'Add') return revoke(action, setting, true);
  return afterFailure(action, code, turn, 'the device did not take the switch that decides about the work data');
}

// Accepted; the device finishes it by itself.
const ACCEPTED = 202;

function isReadBack({ key, nodes }: Setting, { received }: ExitTurn): boolean {
  const wasAsked = received.answered.some(({ sent }) => sent.verb === 'Get' && sent.setting === key);
  const reading = wasAsked ? received.readings.get(nodeName(key)) : undefined;
  return reading !== undefined && 'data' in reading && reading.data.trim() === nodes[0]?.data;
}

// The usual answer to Unenroll is silence; a status can only say that it failed.
function afterUnenroll(action: Action, turn: ExitTurn, exit: Exit): ExitDecision {
  const code = turn.received.answered.find(({ sent }) => sent.verb === 'Exec')?.status.code;
  if (code === undefined || isSuccess(code)) return { steps: [], exit, action: undefined };
  return afterFailure(action, code, turn, 'the device refused to unenroll');
}

function afterFailure(action: Action, code: number, { context }: ExitTurn, what: string): ExitDecision {
  const { class: meaning, text } = statusMeaning(code);
  // What may pass is tried again in the next session; what will not is over, and somebody must be told.
  if (meaning === 'transient' || meaning === 'pending' || meaning === 'unknown')
    return { steps: [], exit: undefined, action: undefined };
  const reason = `${what} (status ${code}: ${text})`;
  return { steps: [], exit: undefined, action: transition(action, 'failed', { now: context.now, reason }) };
}

function wait({ received }: ExitTurn): ExitDecision {
  return { steps: [], exit: received.session.exit, action: undefined };
}

function codeFor(key: string | undefined, { received }: ExitTurn): number | undefined {
  return received.answered.find(({ sent }) => sent.setting === key && sent.verb !== 'Get')?.status.code;
}

function isSuccess(code: number): boolean {
  const { class: meaning } = statusMeaning(code);
  return meaning === 'done' || meaning === 'accepted';
}
