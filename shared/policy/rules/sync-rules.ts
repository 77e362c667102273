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
  const remarks: Remark[] = [refuse(path, { rule: 'POLL-3', message: 'the first pair must end', allowed: 'from 1' })];
  if (pairs.second.times === 0) {
    remarks.push(
      refuse(pollPath, { rule: 'POLL-1', message: 'all counts are 0, which Windows takes for no schedule' }),
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
  return [remarksOn(document).refuse([...pollPath, 'second', 'times'], { rule: 'POLL-2', message, allowed: 'from 1' })];
};

/** POLL-4: the second pair is the slower one. */
const intervalsAscend: Rule = (document) => {
  const pairs = pairsOf(document);
  if (pairs === undefined || pairs.first.everyMinutes === 0 || pairs.second.everyMinutes === 0) return [];
  if (pairs.second.everyMinutes > pairs.first.everyMinutes) return [];
  const allowed = `above ${pairs.first.everyMinutes}`;
  const path = [...pollPath, 'second', 'everyMinutes'];
  return [remarksOn(document).refuse(path, { rule: 'POLL-4', message: 'is not above the first interval', allowed })];
};

/** POLL-5: fast polling ends soon, and the long run is a day. */
const pollsRarely: Rule = (document) => {
  const pairs = pairsOf(document);
  if (pairs === undefined) return [];
  const { warn } = remarksOn(document);
  const remarks: Remark[] = [];
  if (pairs.first.everyMinutes * pairs.first.times > fewHours) {
    remarks.push(
      warn([...pollPath, 'first'], { rule: 'POLL-5', message: 'the first pair takes longer than a few hours' }),
    );
  }
  if (pairs.longRun.everyMinutes > 0 && pairs.longRun.everyMinutes < day) {
    const message = 'more than one sync a day costs traffic and brings nothing';
    remarks.push(
      warn([...pollPath, 'then', 'everyMinutes'], { rule: 'POLL-5', message, suggestion: `write \`${day}\`` }),
    );
  }
  return remarks;
};

/** HAND-2 and what belongs to it: at the move to MDM the identity stays the same, or work files are lost. */
const identitySurvivesHandoff: Rule = (document) => {
  const { mdmDiscoveryUrl, mdmEnterpriseId } = document.sync ?? {};
  const { refuse, warn } = remarksOn(document);
  const path = ['sync', 'mdmEnterpriseId'];
  if (mdmDiscoveryUrl == null) {
    return mdmEnterpriseId == null
      ? []
      : [refuse(path, { rule: 'DOC-4', message: 'is given with mdmDiscoveryUrl only' })];
  }
  const message = 'the MDM policy must have the same primary enterprise ID and protect the same data';
  if (mdmEnterpriseId == null)
    return [warn(path, { rule: 'HAND-2', message, suggestion: 'state it in mdmEnterpriseId' })];
  const primary = document.wip?.primaryDomain;
  if (primary != null && canonicalDomain(primary) === canonicalDomain(mdmEnterpriseId)) return [];
  return [refuse(path, { rule: 'HAND-2', message, allowed: primary ?? 'wip.primaryDomain, which is missing' })];
};

/** Rules POLL-1 to POLL-5 and HAND-2. */
export const syncRules: readonly Rule[] = [
  firstPairEnds,
  onePairIsEndless,
  intervalsAscend,
  pollsRarely,
  identitySurvivesHandoff,
];
