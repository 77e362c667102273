import type { ClientMessage, ClientStatus } from '../syncml/message';
import { decidingStatus, statusesById } from './deciding-status';
import { ABSENT, type SettingState, UNKNOWN } from './device-state';
import { isClearing } from './number-commands';
import { isScepKey } from './readable-nodes';
import type { SentCommand } from './session';
import { stateAfter } from './state-after';

/** State of settings by key, in the order in which they were first sent. */
export type SettingStates = ReadonlyMap<string, SettingState>;

/** A command with the status that decides about it. */
export interface Answered {
  readonly sent: SentCommand;
  readonly status: ClientStatus;
}

/** Commands that got their answer, and those still waiting. */
export interface Outcome {
  readonly states: SettingStates;
  readonly answered: readonly Answered[];
  readonly awaiting: readonly SentCommand[];
}

/**
 * Takes the device's statuses into the state of the settings. A setting is acknowledged by a status alone. Statuses that
 * answer none of the awaited commands change nothing; those of Get, Exec and of chunks that are not the last one change
 * no setting; that of a clearing makes the form unknown.
 */
export function applyStatuses(
  states: SettingStates,
  awaiting: readonly SentCommand[],
  { message, now }: { readonly message: ClientMessage; readonly now: Date },
): Outcome {
  const byId = statusesById(message);
  const next = new Map(states);
  const answered = awaiting.flatMap((sent): Answered[] => {
    const status = decidingStatus(sent, byId);
    return status === undefined ? [] : [{ sent, status }];
  });
  for (const { sent, status } of answered) {
    if (isClearing(sent)) forgetForm(next, sent.setting);
    else if (decidesSetting(sent, status)) acknowledge(next, { sent, status }, now);
  }
  const settled = new Set(answered.map(({ sent }) => sent));
  return { states: next, answered, awaiting: awaiting.filter((sent) => !settled.has(sent)) };
}

/** Notes commands whose status will never come: what is in force is unknown, so they are sent again. */
export function applySilence(
  states: SettingStates,
  awaiting: readonly SentCommand[],
  retryAt: string | undefined,
): SettingStates {
  const next = new Map(states);
  for (const sent of awaiting) {
    const { setting: key, verb, hash } = sent;
    const before = next.get(key);
    const unknown = { key, acknowledged: UNKNOWN, tried: hash, code: 0, at: before?.at ?? '' };
    // A device that does not answer a question is not asked again: what was doubted is simply written.
    if (verb === 'Get' && before?.doubted === true) next.set(key, { ...unknown, tried: before.tried });
    else if (changesSetting(sent))
      next.set(key, { ...unknown, ...doubtful(sent), ...(retryAt === undefined ? {} : { retryAt }) });
  }
  return next;
}

function changesSetting(sent: SentCommand): boolean {
  return sent.asked === undefined && sent.verb !== 'Get' && sent.verb !== 'Exec' && !isClearing(sent);
}

// A certificate may have been asked for already: its status is read before it is enrolled again (rule 5).
function doubtful({ verb, setting }: SentCommand): { readonly doubted?: true } {
  return verb === 'Add' && isScepKey(setting) ? { doubted: true } : {};
}

const CHUNK_ACCEPTED = 213;

function decidesSetting(sent: SentCommand, { code }: ClientStatus): boolean {
  return changesSetting(sent) && !(sent.part !== undefined && code === CHUNK_ACCEPTED);
}

function acknowledge(states: Map<string, SettingState>, { sent, status }: Answered, now: Date): void {
  const after = stateAfter(states.get(sent.setting), { sent, status }, now);
  states.set(sent.setting, after);
  if (after.acknowledged === ABSENT) forgetBelow(states, sent.setting);
}

// What was acknowledged was deleted for a new form, which the device may refuse.
function forgetForm(states: Map<string, SettingState>, key: string): void {
  const before = states.get(key);
  if (before !== undefined) states.set(key, { ...before, acknowledged: UNKNOWN });
}

// Deleting a container takes what is below it.
function forgetBelow(states: Map<string, SettingState>, key: string): void {
  for (const other of [...states.keys()]) {
    if (other.startsWith(`${key}/`)) states.delete(other);
  }
}
