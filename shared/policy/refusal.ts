import { catalogue } from '../csp/catalogue';
import { documentRules, type Finding } from './finding';

/** A finding that refuses a document: it says what was found, what is allowed, and what to write instead. */
export type Refusal = Required<Finding>;

const sentences: ReadonlyMap<string, string> = new Map([
  ...catalogue.rules.map(({ id, rule }) => [id, rule] as const),
  ...documentRules,
]);

/** What to do where the one who refuses could not tell from the value. */
const advice: ReadonlyMap<string, string> = new Map([
  ['DOC-1', 'leave it out, or use a name that is allowed'],
  ['DOC-2', 'add it'],
  ['HAND-2', 'give the MDM policy the same primary domain, or stay with MAM'],
  ['LOCK-1', 'take one of the two values back'],
  ['LOCK-2', 'set `signIn.deviceLock.passwordRequired` first'],
  ['LOCK-3', 'leave it out, or require a password'],
  ['LOCK-6', 'write 1, 2 or 3'],
  ['NET-1', 'list the proxy under `network.internalProxies` with port 80'],
  ['NET-3', 'write the first and the last address of the range'],
  ['PIN-1', 'leave the minimum below the maximum'],
  ['PIN-2', 'allow at least one class of characters'],
  ['POLL-1', 'give the first pair a count, e.g. `"times": 5`'],
  ['POLL-2', 'give the second pair a count, or leave `then` out'],
  ['POLL-3', 'write a count from 1, e.g. `"times": 5`'],
  ['POLL-4', 'write a longer interval than that of the first pair'],
  ['SIZE-1', 'shorten the list'],
  ['VPN-2', 'leave it out of all profiles but one'],
]);

/** Completes a finding that refuses a document; a value that is not shown is named as such. */
export function refusal(finding: Finding): Refusal {
  const { path, rule } = finding;
  const allowed = finding.allowed ?? sentences.get(rule) ?? 'another value';
  const suggestion = finding.suggestion ?? advice.get(rule) ?? `change \`${path}\` to what is allowed`;
  return { ...finding, found: finding.found ?? 'a value that is not shown', allowed, suggestion };
}
