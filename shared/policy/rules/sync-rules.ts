import type { PolicyDocument } from '../document';
import { canonicalDomain } from '../values/domain';
import { type Remark, type Rule, remarksOn } from './remark';

const pollPath = ['sync', 'poll'];
const fewHours = 6 * 60;
const day = 24 * 60;

/** The three pairs as the device gets them: a pair that is absent is off, the last one has no count. */
function pairsOf({ sync }: PolicyDocument) {
  const poll = sync?.poll;
  if (poll == null) return undefined;
  const off = { everyMinutes: 0, times: 0 };
  return {
    first: poll.first,
    second: poll.second ?? off,
    longRun: { everyMinutes: poll.then?.everyMinutes ?? 0, times: 0 },
  };
}

/** POLL-1 and POLL-3: the first pair never runs for ever, and something is scheduled. */
const firstPairEnds: Rule = (document) => {
  const pairs = pairsOf(document);
  if (pairs === undefined || pairs.first.times > 0) return [];
  const { refuse } = remarksOn(document);
  const path = [...pollPath, 'first', 'times'];
  const suggestion = 'write a count, e.g. `"times": 5`';
  const wording = { rule: 'POLL-3', message: 'the first pair must end', allowed: 'from 1', suggestion };
  const remarks: Remark[] = [refuse(path, wording)];
  if (pairs.second.times === 0) {
    const message = 'all counts are 0, which Windows takes for no schedule';
    const allowed = 'at least one pair with a count from 1';
    remarks.push(
      refuse(pollPath, {
        rule: 'POLL-1',
        message,
        allowed,
        suggestion: 'give the first pair a count, e.g. `"times": 5`',
      }),
    );
  }
  return remarks;
};

/** POLL-2: Windows disables the later one of two endless pairs. */
const onePairIsEndless: Rule = (document) => {
  const pairs = pairsOf(document);
  const isEndless = pairs !== undefined && pairs.second.everyMinutes > 0 && pairs.second.times === 0;
  if (!isEndless || pairs.longRun.everyMinutes === 0) return [];
  const message = 'runs for ever, so that `then` never comes';
  const suggestion = 'write a count, e.g. `"times": 10`, or leave `then` out';
  const path = [...pollPath, 'second', 'times'];
  return [remarksOn(document).refuse(path, { rule: 'POLL-2', message, allowed: 'from 1', suggestion })];
};

/** POLL-4: the second pair is the slower one. */
const intervalsAscend: Rule = (document) => {
  const pairs = pairsOf(document);
  if (pairs === undefined || pairs.first.everyMinutes === 0 || pairs.second.everyMinutes === 0) return [];
  if (pairs.second.everyMinutes > pairs.first.everyMinutes) return [];
  const allowed = `above ${pairs.first.everyMinutes}`;
  const path = [...pollPath, 'second', 'everyMinutes'];
  const message = 'is not above the first interval';
  const suggestion = `write a longer interval, e.g. \`${pairs.first.everyMinutes * 4}\``;
  return [remarksOn(document).refuse(path, { rule: 'POLL-4', message, allowed, suggestion })];
};

/** POLL-5: fast polling ends soon, and the long run is a day. */
const pollsRarely: Rule = (document) => {
  const pairs = pairsOf(document);
  if (pairs === undefined) return [];
  const { warn } = remarksOn(document);
  const remarks: Remark[] = [];
  if (pairs.first.everyMinutes * pairs.first.times > fewHours) {
    const message = 'the first pair takes longer than a few hours';
    const allowed = `at most ${fewHours} minutes in all`;
    const suggestion = 'write e.g. `"everyMinutes": 15, "times": 5`';
    remarks.push(warn([...pollPath, 'first'], { rule: 'POLL-5', message, allowed, suggestion }));
  }
  if (pairs.longRun.everyMinutes > 0 && pairs.longRun.everyMinutes < day) {
    const message = 'more than one sync a day costs traffic and brings nothing';
    const wording = { rule: 'POLL-5', message, allowed: `0, or from ${day}`, suggestion: `write \`${day}\`` };
    remarks.push(warn([...pollPath, 'then', 'everyMinutes'], wording));
  }
  return remarks;
};

/** HAND-2 and what belongs to it: at the move to MDM the identity stays the same, or work files are lost. */
const identitySurvivesHandoff: Rule = (document) => {
  const { mdmDiscoveryUrl, mdmEnterpriseId } = document.sync ?? {};
  const { refuse, warn } = remarksOn(document);
  const path = ['sync', 'mdmEnterpriseId'];
  if (mdmDiscoveryUrl == null) {
    if (mdmEnterpriseId == null) return [];
    const message = 'is given with mdmDiscoveryUrl only';
    const allowed = 'nothing, unless there is mdmDiscoveryUrl';
    return [refuse(path, { rule: 'DOC-4', message, allowed, suggestion: 'remove it, or add `mdmDiscoveryUrl`' })];
  }
  const message = 'the MDM policy must have the same primary enterprise ID and protect the same data';
  const primary = document.wip?.primaryDomain;
  const allowed = primary ?? 'wip.primaryDomain, which is missing';
  if (mdmEnterpriseId == null)
    return [warn(path, { rule: 'HAND-2', message, allowed, suggestion: 'state it in mdmEnterpriseId' })];
  if (primary != null && canonicalDomain(primary) === canonicalDomain(mdmEnterpriseId)) return [];
  const suggestion = 'give the MDM policy the same primary domain, or stay with MAM';
  return [refuse(path, { rule: 'HAND-2', message, allowed, suggestion })];
};

/** Rules POLL-1 to POLL-5 and HAND-2. */
export const syncRules: readonly Rule[] = [
  firstPairEnds,
  onePairIsEndless,
  intervalsAscend,
  pollsRarely,
  identitySurvivesHandoff,
];
