import type { PolicyDocument } from '../document';
import { type Rule, remarksOn, type Wording } from './remark';

const isProtected = ({ wip }: PolicyDocument) => wip != null && wip.mode !== 'off';

const suggestion = 'give `wip` a mode that protects, e.g. `silent`, or leave this out';

/** What asks for the protection, and what comes of it where the policy itself leaves it off. */
const leaningOnWip: readonly (readonly [path: readonly string[], asked: (d: PolicyDocument) => boolean, Wording])[] = [
  [
    ['compliance', 'requireWip'],
    ({ compliance }) => compliance?.requireWip === true,
    { rule: 'DOC-6', message: 'no PC becomes compliant', allowed: 'true where the policy protects', suggestion },
  ],
  [
    ['logs', 'collectWipAudit'],
    ({ logs }) => logs?.collectWipAudit === true,
    { rule: 'DOC-6', message: 'Windows writes no such log', allowed: 'true where the policy protects', suggestion },
  ],
];

/** DOC-6: a demand for, or a log of, a protection that the same policy leaves off. */
const wipIsThere: Rule = (document) => {
  if (isProtected(document)) return [];
  const { warn } = remarksOn(document);
  return leaningOnWip.flatMap(([path, isAsked, wording]) => (isAsked(document) ? [warn(path, wording)] : []));
};

const DAILY_MINUTES = 1440;

/** Whole hours between two syncs in the long run. */
const hoursBetweenSyncs = ({ sync }: PolicyDocument) =>
  Math.ceil((sync?.poll?.then?.everyMinutes || DAILY_MINUTES) / 60);

/** DOC-6: a report is fetched at one sync and must last over the next, since no PC comes to the minute. */
const reportsOutliveSyncs: Rule = (document) => {
  const { requireHealthAttestation: demand, graceHours, unknownIs } = document.compliance ?? {};
  if (demand == null || unknownIs === 'compliant') return [];
  const between = hoursBetweenSyncs(document);
  const needed = 2 * between - (graceHours ?? 0);
  if (demand.maxReportAgeHours >= needed) return [];
  const message = `PCs come every ${between} hours: one that comes late is not compliant until it has come`;
  const allowed = `from ${needed}, so that a report lasts over the next sync`;
  const wording = {
    rule: 'DOC-6',
    message,
    allowed,
    suggestion: `write ${needed} or more, or a longer \`graceHours\``,
  };
  return [remarksOn(document).warn(['compliance', 'requireHealthAttestation', 'maxReportAgeHours'], wording)];
};

/** What the sections about knowing and proving say of the others. */
export const complianceRules: readonly Rule[] = [wipIsThere, reportsOutliveSyncs];
