import type { Fact } from './fact';
import { type ReasonWords, reasonWords } from './reason-words';
import {
  type ComplianceChange,
  type ComplianceRecord,
  type ComplianceState,
  type Finding,
  historyAt,
  type Moment,
  verdictAt,
} from './verdict';

/** How a device stands against the demands of its policy, as administrators see it. Times are ISO 8601. */
export interface ComplianceView {
  readonly state: ComplianceState;
  readonly since: string;
  /** With `inGrace`: when it becomes `notCompliant`. */
  readonly until?: string;
  readonly reasons: readonly ReasonView[];
  /** What the device told of itself, and when. */
  readonly facts: readonly FactView[];
  /** Newest first. */
  readonly history: readonly ComplianceChange[];
}

/** A finding in words. */
export type ReasonView = Finding & ReasonWords;

/** A fact with its age. */
export interface FactView extends Pick<Fact, 'name' | 'standing' | 'said' | 'at' | 'since'> {
  /** A first reading that differs and waits for another sync. */
  readonly doubted?: string;
}

/** Puts verdict, facts and history together; `undefined` where the policy demands nothing. */
export function complianceView(
  record: ComplianceRecord | undefined,
  facts: readonly Fact[],
  moment: Moment,
): ComplianceView | undefined {
  if (record === undefined) return undefined;
  const { findings, ...verdict } = verdictAt(record, moment);
  return {
    ...verdict,
    reasons: findings.map((finding) => ({ ...finding, ...reasonWords(finding) })),
    facts: facts.map(factView),
    history: historyAt(record, moment),
  };
}

function factView({ name, standing, said, at, since, doubt }: Fact): FactView {
  return {
    name,
    standing,
    ...(said === undefined ? {} : { said }),
    at,
    since,
    ...(doubt === undefined ? {} : { doubted: doubt.said }),
  };
}
