import type { ClientCommand } from '../syncml/client-message';
import type { GroupCommand, ItemCommand } from '../syncml/server-message';
import { withoutDevice } from '../tree/read-facts';
import type { Answers } from './answers';
import { answerItems, type ItemOutcome, type Runner, runItems, statusOf } from './run-items';

const NOT_EXECUTED = 215;
const ROLLED_BACK = 216;
const ATOMIC_FAILED = 507;
const ROLLBACK_FAILED = 516;

/**
 * Runs an Atomic: all of it or nothing. When a child fails, it keeps its own code, those before it answer 216, those
 * behind it 215, and the Atomic 507. A Get, a group, and a Replace of a node that the same Atomic adds fail with 500. A
 * child that fails with 516 leaves what ran before it in place, and the Atomic answers 516 too.
 */
export function runAtomic(atomic: GroupCommand, runner: Runner): Answers {
  const { tree } = runner.context;
  const before = tree.snapshot();
  const inside: Runner = { ...runner, applied: () => undefined, context: { ...runner.context, inAtomic: true } };
  const done = runChildren(atomic, inside);
  const codes = done.flatMap(({ outcomes }) => outcomes.map(({ outcome }) => outcome.code));
  const failed = !codes.every(isGood);
  const staysHalf = codes.includes(ROLLBACK_FAILED);
  if (failed && !staysHalf) tree.restore(before);
  const told = failed && !staysHalf ? done.map((one) => ({ ...one, outcomes: one.outcomes.map(rolledBack) })) : done;
  const status = statusOf(atomic, failed ? (staysHalf ? ROLLBACK_FAILED : ATOMIC_FAILED) : 200, runner);
  const unenroll = !failed && done.some(({ outcomes }) => outcomes.some(({ outcome }) => outcome.unenroll));
  return { commands: [status, ...told.flatMap((one) => tell(one, runner))], unenroll };
}

interface Done {
  readonly child: ItemCommand | GroupCommand;
  readonly outcomes: readonly ItemOutcome[];
}

function runChildren({ commands }: GroupCommand, runner: Runner): readonly Done[] {
  const done: Done[] = [];
  let failed = false;
  for (const [index, child] of commands.entries()) {
    const outcomes: readonly ItemOutcome[] = failed
      ? outcomesOf(child, NOT_EXECUTED)
      : runChild(child, commands.slice(0, index), runner);
    failed ||= outcomes.some(({ outcome }) => !isGood(outcome.code));
    done.push({ child, outcomes });
  }
  return done;
}

function runChild(
  child: ItemCommand | GroupCommand,
  before: readonly (ItemCommand | GroupCommand)[],
  runner: Runner,
): readonly ItemOutcome[] {
  const isForbidden = child.kind === 'group' || child.verb === 'Get' || replacesAdded(child, before);
  return isForbidden ? outcomesOf(child, 500) : runItems(child, runner);
}

function replacesAdded(child: ItemCommand, before: readonly (ItemCommand | GroupCommand)[]): boolean {
  if (child.verb !== 'Replace') return false;
  const added = before.flatMap((one) => (one.kind === 'item' && one.verb === 'Add' ? one.items : []));
  const names = new Set(added.map((item) => withoutDevice(item.target)));
  return child.items.some((item) => names.has(withoutDevice(item.target)));
}

// A group stands for itself as one item without a target.
function outcomesOf(child: ItemCommand | GroupCommand, code: number): readonly ItemOutcome[] {
  const itself = { target: '', format: undefined, data: undefined, size: undefined, moreData: false };
  return (child.kind === 'item' ? child.items : [itself]).map((item) => ({ item, outcome: { code } }));
}

function rolledBack(one: ItemOutcome): ItemOutcome {
  return one.outcome.code === NOT_EXECUTED || !isGood(one.outcome.code)
    ? one
    : { ...one, outcome: { code: ROLLED_BACK } };
}

function tell({ child, outcomes }: Done, runner: Runner): readonly ClientCommand[] {
  if (child.kind === 'group') return [statusOf(child, outcomes[0]?.outcome.code ?? 500, runner)];
  const { cmdId, verb } = child;
  for (const { item, outcome } of outcomes) runner.applied({ cmdId, verb, uri: item.target, code: outcome.code });
  return answerItems(child, outcomes, runner);
}

function isGood(code: number): boolean {
  return code >= 200 && code < 300 && code !== NOT_EXECUTED;
}
