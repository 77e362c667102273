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

/** What the sections about knowing and proving say of the others. */
export const complianceRules: readonly Rule[] = [wipIsThere];
