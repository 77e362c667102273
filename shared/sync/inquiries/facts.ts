import { LOST_AFTER_MS } from '../../compliance/attestation/attestation-state';
import { demandedFacts, FACT_NODES, type Fact, type FactName } from '../../compliance/fact';
import { judgeReading } from '../../compliance/judge-reading';
import { takeReading } from '../../compliance/take-reading';
import type { Compliance } from '../../policy/sections/compliance';
import { later } from '../back-off';
import type { Asked, Inquiring, Inquiry } from '../inquiry';
import { ALONG_MS, nextRound } from '../next-round';
import type { Asking } from '../planned-step';
import { nodeName } from '../read-results';

/** What is known of a device's own state, in the order in which it is asked. */
export interface FactsState {
  /** When the first of the facts is asked for again, ISO 8601. */
  readonly dueAt: string;
  readonly facts: readonly Fact[];
}

/** Days after which facts are asked for again where the policy does not say. */
const FACTS_EVERY_DAYS = 7;

/** The age at which a policy asks for facts again, days. */
export function factsEveryDays({ factsEveryDays: days }: Compliance): number {
  return days ?? FACTS_EVERY_DAYS;
}

/** The facts that the policy needs, each asked for when it is too old, doubtful, not as it should be, or not known. */
export const facts: Inquiry<FactsState> = { take, ask };

function take(inquiring: Inquiring, state: FactsState | undefined): FactsState | undefined {
  const { policy, context, device, received } = inquiring;
  const { compliance } = policy.asks;
  if (state === undefined || compliance === undefined) return state;
  const taking = { now: context.now, nextRound: nextRound(device.enrollment, factsEveryDays(compliance), context.now) };
  const taken = state.facts.map((fact) => {
    const reading = received.readings.get(nodeName(FACT_NODES[fact.name]));
    return reading === undefined ? fact : takeReading(fact, judgeReading(FACT_NODES[fact.name], reading), taking);
  });
  return changed(state, isAskedAnew(inquiring) ? taken.map((fact) => dueNow(fact, context.now)) : taken);
}

/** True when an administrator wants to know how things are now. */
export function isAskedAnew({ device }: Inquiring): boolean {
  return device.actions.some(({ request, status }) => request.type === 'resync' && status === 'pending');
}

const dueNow = (fact: Fact, now: Date): Fact => ({ ...fact, dueAt: now.toISOString() });

function ask(inquiring: Inquiring, state: FactsState | undefined): Asked<FactsState> {
  const { policy, context } = inquiring;
  const wanted = demandedFacts(policy.asks.compliance);
  if (wanted.length === 0) return { steps: [], state: undefined };
  const known = wanted.map((name) => state?.facts.find((fact) => fact.name === name) ?? untold(name, context.now));
  const isGoingAlong = known.some(({ dueAt }) => hasCome(dueAt, context.now)) || inquiring.isAsking === true;
  const due = new Set(known.filter((fact) => isDue(fact, context.now, isGoingAlong)));
  const next = known.map((fact) => (due.has(fact) ? { ...fact, dueAt: later(context.now, LOST_AFTER_MS) } : fact));
  const steps = [...due].map(({ name }) => reading(name));
  return { steps, state: changed(state ?? { dueAt: '', facts: [] }, next) };
}

// A fact that nobody has told: it is asked for at once.
function untold(name: FactName, now: Date): Fact {
  const at = now.toISOString();
  return { name, standing: 'pending', at, since: at, dueAt: at };
}

function isDue(fact: Fact, now: Date, isGoingAlong: boolean): boolean {
  if (hasCome(fact.dueAt, now)) return true;
  // What waits for another sync waits; what was told today is told.
  if (!isGoingAlong || fact.doubt !== undefined || fact.standing === 'pending') return false;
  const isOld = now.getTime() - Date.parse(fact.at) > ALONG_MS / 2;
  return isOld && Date.parse(fact.dueAt) <= now.getTime() + ALONG_MS;
}

function hasCome(time: string, now: Date): boolean {
  return Date.parse(time) <= now.getTime();
}

function reading(name: FactName): Asking {
  return { verb: 'Ask', topic: 'facts', command: 'Get', node: { uri: FACT_NODES[name], format: 'null' } };
}

function changed(state: FactsState, next: readonly Fact[]): FactsState {
  const isSame = next.length === state.facts.length && next.every((fact, n) => fact === state.facts[n]);
  if (isSame) return state;
  const dueAt = next.map((fact) => fact.dueAt).reduce((first, time) => (time < first ? time : first));
  return { dueAt, facts: next };
}
