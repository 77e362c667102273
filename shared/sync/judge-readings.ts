import type { CompiledPolicy, Setting } from '../policy/setting';
import { statusMeaning } from '../syncml/status';
import type { Answered, SettingStates } from './apply-statuses';
import { later, UNTIL_NEXT_SYNC_MS } from './back-off';
import { type SettingState, UNKNOWN } from './device-state';
import { nodeName, type Readings } from './read-results';
import { canBeProven, isSameValue, isScepKey, type ReadableNode, readableNodes } from './readable-nodes';
import { isWipNode, refusesWip } from './without-wip';

/**
 * Compares what the device read back with what the policy wants. A setting that is as it should be is acknowledged; one
 * that differs, or is gone, is not any more and is sent again. What the device did not say changes nothing.
 */
export function judgeReadings(policy: CompiledPolicy, states: SettingStates, readings: Readings): SettingStates {
  if (readings.size === 0) return states;
  const next = new Map(states);
  const isWipGone = refusesWip(readings);
  for (const setting of policy.settings) {
    const before = states.get(setting.key);
    const verdict = before === undefined ? undefined : judge(setting, readings, isWipGone);
    if (before !== undefined && verdict !== undefined) next.set(setting.key, judged(before, setting, verdict));
  }
  return next;
}

/**
 * The states without the doubts that a question could not settle: the device answered, and still nobody knows. It is not
 * asked again in this session; the value is simply written, but for a certificate, which is asked about at the next sync
 * instead of being enrolled twice (rule 5 against loss and repetition).
 */
export function dropDoubts(states: SettingStates, answered: readonly Answered[], now: Date): SettingStates {
  const asked = answered.filter(({ sent }) => sent.verb === 'Get' && sent.asked === undefined);
  const doubted = [...new Set(asked.map(({ sent }) => sent.setting))].flatMap((key): SettingState[] => {
    const state = states.get(key);
    return state?.doubted === true ? [state] : [];
  });
  if (doubted.length === 0) return states;
  return new Map([...states, ...doubted.map((state) => [state.key, undoubted(state, now)] as const)]);
}

function undoubted(state: SettingState, now: Date): SettingState {
  if (isScepKey(state.key)) return { ...state, retryAt: later(now, UNTIL_NEXT_SYNC_MS) };
  const { doubted: _, ...known } = state;
  return known;
}

/** In force; or not, with the status that the device gave instead of a value. */
type Verdict = 'in-force' | { readonly differs: true; readonly code?: number };

function judge(setting: Setting, readings: Readings, isWipGone: boolean): Verdict | undefined {
  const verdicts = readableNodes(setting).map((node) => judgeNode(node, readings, isWipGone));
  const different = verdicts.find((verdict) => typeof verdict === 'object');
  if (different !== undefined) return different;
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'in-force') ? 'in-force' : undefined;
}

function judgeNode(node: ReadableNode, readings: Readings, isWipGone: boolean): Verdict | undefined {
  const reading = readings.get(nodeName(node.uri));
  if (reading === undefined) return undefined;
  if ('data' in reading) return isSameValue(node, reading.data) ? 'in-force' : { differs: true };
  const { code } = reading;
  const isGone = statusMeaning(code).class === 'absent' || (isWipGone && isWipNode(node.uri));
  return isGone ? { differs: true, code } : undefined;
}

function judged(state: SettingState, setting: Setting, verdict: Verdict): SettingState {
  const { doubted: _, ...before } = state;
  const { hash } = setting;
  if (verdict === 'in-force') {
    const isProven = before.acknowledged === hash || canBeProven(setting, before.tried);
    return isProven ? { ...before, acknowledged: hash, tried: hash, code: 200 } : state;
  }
  // What was acknowledged is in force no more; a value that the device refused keeps its rest.
  const unknown = { ...before, acknowledged: UNKNOWN };
  return before.acknowledged === hash ? { ...unknown, tried: '', code: verdict.code ?? before.code } : unknown;
}
