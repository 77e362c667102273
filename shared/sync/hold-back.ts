import { checkCommand } from '../csp/check-command';
import type { CompiledPolicy } from '../policy/setting';
import type { ItemVerb, NodeValue } from '../syncml/message';
import type { SettingStates } from './apply-statuses';
import { restUntil } from './back-off';
import type { SettingState } from './device-state';
import { familyVerb } from './family-verb';
import { isTooLarge } from './fit-message';
import type { Plan } from './plan-settings';
import type { PlannedStep } from './planned-step';
import { changesIdentity, IDENTITY_RULE } from './work-identity';

/** What may be sent, and the states with a note on everything that may not. */
export interface Sendable {
  readonly steps: readonly PlannedStep[];
  /** The states that were handed in, when nothing was held back. */
  readonly states: SettingStates;
}

/** What is known of a device when its commands are checked. */
export interface Checked {
  readonly states: SettingStates;
  /** Primary domain that was last sent to it. */
  readonly identity: string | undefined;
  /** What the client takes in one message, bytes. */
  readonly maxMsgSize: number | undefined;
}

/**
 * The second check, after the one of the document: a command that breaks a rule of the catalogue, be it on this device
 * alone, never leaves this service, and a setting that cannot be deleted is marked so.
 */
export function holdBackInvalid(plan: Plan, { states, identity, maxMsgSize }: Checked, now: Date): Sendable {
  const blocked = new Map(plan.steps.map((step) => [step, ruleBrokenBy(step) ?? ruleBrokenHere(step)]));
  const notes = [
    ...plan.steps.flatMap((step) => noteOf(step, blocked.get(step), states, now)),
    ...plan.leftInPlace.map((key): SettingState => ({ ...knownOrNew(states, key), leftInPlace: true })),
  ];
  if (notes.length === 0) return { steps: plan.steps, states };
  const held = new Set(notes.map(({ key }) => key));
  // What makes room for a family that stays here must not leave either.
  const steps = plan.steps.filter(
    (step) => blocked.get(step) === undefined && !(step.verb === 'Clear' && held.has(step.key)),
  );
  return { steps, states: new Map([...states, ...notes.map((note) => [note.key, note] as const)]) };

  function ruleBrokenHere(step: PlannedStep): string | undefined {
    if (step.verb !== 'Add' && step.verb !== 'Replace') return undefined;
    if (isTooLarge(step, maxMsgSize)) return SIZE_RULE;
    return changesIdentity(step.setting, states, identity) ? IDENTITY_RULE : undefined;
  }
}

/**
 * The states without the notes on values that the policy does not want any more, be it that the device refused them or
 * that they were held back here: what it wants now is in force.
 */
export function releaseRefused({ settings }: CompiledPolicy, states: SettingStates): SettingStates {
  const released = settings.flatMap(({ key, hash }): SettingState[] => {
    const state = states.get(key);
    if (state?.acknowledged !== hash || (state.tried === hash && state.blockedBy === undefined)) return [];
    const { blockedBy: _, retryAt: __, nextVerb: ___, originalError: ____, ...kept } = state;
    return [{ ...kept, tried: hash, code: 200 }];
  });
  if (released.length === 0) return states;
  return new Map([...states, ...released.map((state) => [state.key, state] as const)]);
}

// A family travels in one message, whole (catalogue, SIZE-1).
const SIZE_RULE = 'SIZE-1';

// Rests like a command that the device did not understand.
const BROKEN = 400;

function ruleBrokenBy(step: PlannedStep): string | undefined {
  const nodes = nodesOf(step);
  const verbOf = (node: NodeValue): ItemVerb => {
    if (step.verb === 'Ask') return step.command;
    return step.verb === 'Clear' ? 'Delete' : familyVerb(step.verb, node);
  };
  return nodes.flatMap((node) => checkCommand({ verb: verbOf(node), node }))[0]?.rule;
}

function nodesOf(step: PlannedStep): readonly NodeValue[] {
  if (step.verb === 'Delete' || step.verb === 'Clear') return step.uris.map((uri) => ({ uri, format: 'null' }));
  if (step.verb === 'Ask') return [step.node];
  return step.verb === 'Get' ? [{ uri: step.uri, format: 'null' }] : step.setting.nodes;
}

function noteOf(step: PlannedStep, rule: string | undefined, states: SettingStates, now: Date): SettingState[] {
  if (rule === undefined || !('setting' in step)) return [];
  const { key, hash } = step.setting;
  const { retryAt: _, ...known } = knownOrNew(states, key);
  const note = { ...known, tried: hash, blockedBy: rule };
  // The device may keep the rule with its next answer; a command that is wrong in itself stays wrong.
  return [rule === IDENTITY_RULE ? note : { ...note, retryAt: restUntil(key, BROKEN, now) }];
}

function knownOrNew(states: SettingStates, key: string): SettingState {
  return states.get(key) ?? { key, acknowledged: '', tried: '', code: 0, at: '' };
}
