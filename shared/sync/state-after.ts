import { type StatusClass, statusMeaning } from '../syncml/status';
import type { Answered } from './apply-statuses';
import { restUntil } from './back-off';
import { isFamily } from './deciding-status';
import { type SettingState, UNKNOWN } from './device-state';
import { isScepKey } from './readable-nodes';
import type { SentCommand } from './session';

// After it nobody knows what is in force ([OMA-DM 1.2], status 516): it is read back before anything is sent.
const ROLLBACK_FAILED = 516;

/** The state of a setting after the status that decides about its command (protocol facts 5.5). */
export function stateAfter(before: SettingState | undefined, { sent, status }: Answered, now: Date): SettingState {
  const { class: meaning } = statusMeaning(status.code);
  const reported = {
    key: sent.setting,
    tried: sent.hash,
    code: status.code,
    at: now.toISOString(),
    ...(status.originalError === undefined ? {} : { originalError: status.originalError }),
  };
  if (succeeded(sent, meaning)) return { ...reported, acknowledged: sent.hash };
  if (status.code === ROLLBACK_FAILED) return { ...reported, ...inDoubt(before, { sent, status }, now) };
  const acknowledged = isInTheWay(sent, meaning) ? UNKNOWN : (before?.acknowledged ?? '');
  const nextVerb = otherVerb(sent, meaning);
  if (nextVerb === undefined) return { ...reported, acknowledged, retryAt: restUntil(sent.setting, status.code, now) };
  // A certificate that is there already is not asked for twice: its status is read first (rule 5).
  return { ...reported, acknowledged, nextVerb, ...(isScepKey(sent.setting) ? { doubted: true } : {}) };
}

// A device that says so twice in a row is asked again at its next sync, or the session would never end.
function inDoubt(before: SettingState | undefined, { sent, status }: Answered, now: Date) {
  const isAgain = before?.code === status.code && before.tried === sent.hash;
  const rest = isAgain ? { retryAt: restUntil(sent.setting, status.code, now) } : {};
  return { acknowledged: UNKNOWN, doubted: true, ...rest };
}

function succeeded(sent: SentCommand, meaning: StatusClass): boolean {
  if (meaning === 'done' || meaning === 'accepted') return true;
  if (meaning === 'absent') return sent.verb === 'Delete';
  return meaning === 'exists' && sent.isContainer === true;
}

// A family of that name is there already, in whatever form: it is cleared before it is made again.
function isInTheWay(sent: SentCommand, meaning: StatusClass): boolean {
  return sent.verb === 'Add' && meaning === 'exists' && isFamily(sent);
}

// 404 on Replace asks for Add, 418 on Add for Replace; but never back and forth. A family that is in the way is made again
// behind its clearing; one of which a node is missing has no other verb.
function otherVerb(sent: SentCommand, meaning: StatusClass): 'Add' | 'Replace' | undefined {
  if (sent.isSecondVerb) return undefined;
  if (isFamily(sent)) return isInTheWay(sent, meaning) ? 'Add' : undefined;
  if (sent.verb === 'Replace' && meaning === 'absent') return 'Add';
  if (sent.verb === 'Add' && meaning === 'exists') return 'Replace';
  return undefined;
}
