import type { ClientMessage, ClientStatus } from '../syncml/message';
import { type StatusClass, statusMeaning } from '../syncml/status';
import { retryAfter } from './back-off';
import { ABSENT, type SettingState } from './device-state';
import type { SentCommand } from './session';

// After it nobody knows what is in force ([OMA-DM 1.2], status 516).
const ROLLBACK_FAILED = 516;

/** State of settings by key, in the order in which they were first sent. */
export type SettingStates = ReadonlyMap<string, SettingState>;

/** Commands that got their answer, and those still waiting. */
export interface Outcome {
  readonly states: SettingStates;
  readonly awaiting: readonly SentCommand[];
}

/**
 * Takes the device's statuses into the state of the settings. A setting is acknowledged by a status alone. Statuses that
 * answer none of the awaited commands change nothing.
 */
export function applyStatuses(
  states: SettingStates,
  awaiting: readonly SentCommand[],
  { message, now }: { readonly message: ClientMessage; readonly now: Date },
): Outcome {
  const byId = statusesById(message);
  const next = new Map(states);
  const unanswered = awaiting.filter((sent) => {
    const status = decidingStatus(sent, byId);
    if (status === undefined) return true;
    acknowledge(next, { sent, status, now });
    return false;
  });
  return { states: next, awaiting: unanswered };
}

/** Notes commands whose status will never come: what is in force is unknown, so they are sent again. */
export function applySilence(
  states: SettingStates,
  awaiting: readonly SentCommand[],
  retryAt: string | undefined,
): SettingStates {
  const next = new Map(states);
  for (const sent of awaiting) {
    const before = next.get(sent.setting);
    const at = before?.at ?? '';
    next.set(sent.setting, {
      key: sent.setting,
      acknowledged: '',
      tried: sent.hash,
      code: 0,
      at,
      ...(retryAt === undefined ? {} : { retryAt }),
    });
  }
  return next;
}

function statusesById(message: ClientMessage): ReadonlyMap<string, ClientStatus> {
  const statuses = message.body.filter((command): command is ClientStatus => command.name === 'Status');
  return new Map(statuses.map((status) => [status.cmdRef, status]));
}

// An Atomic counts as a whole: its own status decides, whatever its children say. Of several Deletes the worst counts.
function decidingStatus(sent: SentCommand, byId: ReadonlyMap<string, ClientStatus>): ClientStatus | undefined {
  if (sent.verb !== 'Delete') return byId.get(String(sent.id));
  const statuses = Array.from({ length: sent.ids }, (_, n) => byId.get(String(sent.id + n)));
  const worst = statuses.find((status) => status !== undefined && !isGone(status.code));
  return statuses.includes(undefined) ? undefined : (worst ?? statuses[0]);
}

function isGone(code: number): boolean {
  const meaning = statusMeaning(code).class;
  return meaning === 'done' || meaning === 'accepted' || meaning === 'absent';
}

function acknowledge(states: Map<string, SettingState>, { sent, status, now }: Answered): void {
  const before = states.get(sent.setting);
  const after = stateAfter(before, { sent, status, now });
  states.set(sent.setting, after);
  if (after.acknowledged === ABSENT) forgetBelow(states, sent.setting);
}

interface Answered {
  readonly sent: SentCommand;
  readonly status: ClientStatus;
  readonly now: Date;
}

// Deleting a container takes what is below it.
function forgetBelow(states: Map<string, SettingState>, key: string): void {
  for (const other of [...states.keys()]) {
    if (other.startsWith(`${key}/`)) states.delete(other);
  }
}

function stateAfter(before: SettingState | undefined, { sent, status, now }: Answered): SettingState {
  const { class: meaning } = statusMeaning(status.code);
  const reported = {
    key: sent.setting,
    tried: sent.hash,
    code: status.code,
    at: now.toISOString(),
    ...(status.originalError === undefined ? {} : { originalError: status.originalError }),
  };
  if (succeeded(sent, meaning)) return { ...reported, acknowledged: sent.hash };
  const acknowledged = status.code === ROLLBACK_FAILED ? '' : (before?.acknowledged ?? '');
  const nextVerb = otherVerb(sent, meaning);
  if (nextVerb !== undefined) return { ...reported, acknowledged, nextVerb };
  return { ...reported, acknowledged, retryAt: retryAfter(meaning, now) };
}

function succeeded(sent: SentCommand, meaning: StatusClass): boolean {
  if (meaning === 'done' || meaning === 'accepted') return true;
  if (meaning === 'absent') return sent.verb === 'Delete';
  return meaning === 'exists' && sent.isContainer === true;
}

// 404 on Replace asks for Add, 418 on Add for Replace; but never back and forth.
function otherVerb(sent: SentCommand, meaning: StatusClass): 'Add' | 'Replace' | undefined {
  if (sent.isSecondVerb) return undefined;
  if (sent.verb === 'Replace' && meaning === 'absent') return 'Add';
  if (sent.verb === 'Add' && meaning === 'exists') return 'Replace';
  return undefined;
}
