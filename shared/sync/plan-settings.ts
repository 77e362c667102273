import { removalOf } from '../policy/remove-setting';
import type { CompiledPolicy, Setting } from '../policy/setting';
import type { NodeValue } from '../syncml/message';
import type { SettingStates } from './apply-statuses';
import { ABSENT, type SettingState } from './device-state';
import { mayLeave, restsOnSolidGround } from './foundations';
import { mayBeOnDevice } from './may-be-on-device';
import type { Clearing, Deleting, PlannedStep, Reading, Writing } from './planned-step';
import { canBeProven, readableNodes } from './readable-nodes';

/** The difference between what a policy wants and what the device acknowledged. */
export interface Plan {
  /** In the order in which they are sent: what goes away first, from the leaves up, then what comes. */
  readonly steps: readonly PlannedStep[];
  /** Keys of what the policy does not want any more but the device cannot delete. */
  readonly leftInPlace: readonly string[];
  /** When the first setting that rests may be tried again, ISO 8601. */
  readonly dueAt: string | undefined;
}

/**
 * Plans a policy against the state of a device: desired minus acknowledged. Never half configured: nothing comes before
 * what it rests on, and nothing leaves while the protection rests on it.
 */
export function planSettings(policy: CompiledPolicy, states: SettingStates, now: Date): Plan {
  const wanted = new Map(policy.settings.map((setting) => [setting.key, setting]));
  const gone = deletions(policy, wanted, states).filter(
    (key) => !rests(states.get(key), ABSENT, now) && mayLeave(key, wanted, states),
  );
  const writes = policy.settings
    .filter((setting) => isDue(setting, states, now) && restsOnSolidGround(setting, wanted, states))
    .flatMap((setting) => bring(setting, states.get(setting.key)));
  const leftInPlace = gone.filter((key) => removalOf(key).kind === 'leave');
  return { steps: [...gone.flatMap(deletion), ...writes], leftInPlace, dueAt: earliestRetry(states, now) };
}

function isDue(setting: Setting, states: SettingStates, now: Date): boolean {
  const state = states.get(setting.key);
  return state?.acknowledged !== setting.hash && !rests(state, setting.hash, now);
}

// In doubt the device is asked first; where reading proves nothing, writing is the only way to know.
function bring(setting: Setting, state: SettingState | undefined): PlannedStep[] {
  const reads = state?.doubted === true && canBeProven(setting, state.tried) ? readings(setting) : [];
  return reads.length > 0 ? reads : [...clearing(setting, state), writing(setting, state)];
}

// A profile is deleted and made again instead of being patched, and a rule that the new form lacks goes.
function clearing(setting: Setting, state: SettingState | undefined): Clearing[] {
  if (setting.kind !== 'family' || state === undefined || !mayBeOnDevice(state)) return [];
  const uris = clearedUris(setting);
  return uris.length === 0 ? [] : [{ verb: 'Clear', key: setting.key, uris }];
}

/** What has to be deleted before a family is written again: everything of it that its new form does not write. */
export function clearedUris(setting: Setting): readonly string[] {
  const removal = removalOf(setting.key);
  const written = new Set(setting.nodes.map(({ uri }) => uri));
  return removal.kind === 'leave' ? [] : removal.uris.filter((uri) => !written.has(uri));
}

function writing(setting: Setting, state: SettingState | undefined): Writing {
  const second = state?.tried === setting.hash ? state.nextVerb : undefined;
  return { verb: second ?? setting.verb, setting, isSecondVerb: second !== undefined };
}

/** The reads that tell whether a setting is in force. */
export function readings(setting: Setting): Reading[] {
  return readableNodes(setting).map(({ uri }) => ({ verb: 'Get', key: setting.key, uri }));
}

function deletion(key: string): Deleting[] {
  const removal = removalOf(key);
  return removal.kind === 'delete' ? [{ verb: 'Delete', key, uris: removal.uris }] : [];
}

/** The same value was refused, and its time to be tried again has not come. */
function rests(state: SettingState | undefined, hash: string, now: Date): boolean {
  if (state === undefined || state.tried !== hash || state.retryAt === undefined) return false;
  return Date.parse(state.retryAt) > now.getTime();
}

const uriOf = ({ uri }: NodeValue) => uri;

// Only what this service delivered in this generation, and what a member of the document says to remove outright.
function deletions(policy: CompiledPolicy, wanted: ReadonlyMap<string, Setting>, states: SettingStates): string[] {
  const left = [...states.values()]
    .filter((state) => !wanted.has(state.key) && mayBeOnDevice(state))
    .map(({ key }) => key);
  // A leaf that was removed by itself may belong to a family that writes it by now.
  const written = left.length === 0 ? new Set() : new Set(policy.settings.flatMap(({ nodes }) => nodes.map(uriOf)));
  const named = policy.removals.map(({ key }) => key).filter((key) => states.get(key)?.acknowledged !== ABSENT);
  const gone = [...new Set([...left.filter((key) => !written.has(key)).reverse(), ...named])];
  return gone.filter((key) => !gone.some((other) => key.startsWith(`${other}/`)));
}

function earliestRetry(states: SettingStates, now: Date): string | undefined {
  const times = [...states.values()]
    .map((state) => state.retryAt)
    .filter((time): time is string => time !== undefined && Date.parse(time) > now.getTime());
  return times.sort()[0];
}
