import { ServiceError } from '../../errors';
import { issueFindings } from '../issue-findings';
import { valueAt } from '../member-path';
import type { Refusal } from '../refusal';
import { administrativeMembers, type GraphPolicy, graphPolicy } from './graph-policy';
import { type NotCarried, nameShown } from './not-carried';
import { takeOut } from './take-out';

const mostFindings = 100;

/** Notes of the protocol and actions that it offers, no members of the policy. */
const annotation = /^#|^@microsoft\.graph\.|@odata\./;

/** Both policies of Windows Information Protection, with and without MDM, and what they have in common. */
const kind = /\.(?:mdmW|w)indowsInformationProtection(?:Policy)?$/;

/** Members of the console that a document cannot hold. */
const undeliverable: ReadonlyMap<string, string> = new Map([
  ['protectionUnderLockConfigRequired', 'for phones only (WIP-8)'],
  ['indexingEncryptedStoresOrItemsBlocked', 'the search area is open to MDM only'],
  ['assignments', 'who gets a policy stands beside it: see `mam tenant assign`'],
]);

const known = Object.keys(graphPolicy.shape);
const refused = (text: string) => new ServiceError('invalid', 'policy.import', text);

/** Graph answers the question for all policies with a list of them. @throws ServiceError when it holds another number than one */
function onlyEntry(input: unknown): unknown {
  const list = valueAt(input, ['value']);
  if (!Array.isArray(list)) return input;
  if (list.length === 1) return list[0];
  if (list.length > 1)
    throw refused(`This is a list of ${list.length} policies. Take one of them, alone, from "value".`);
  throw refused(
    'This list of policies is empty. Ask Graph for deviceAppManagement/windowsInformationProtectionPolicies or ' +
      'mdmWindowsInformationProtectionPolicies, as somebody who may read them.',
  );
}

/** `false` switches nothing on where it is known what it would switch. */
function isSaid(name: string, value: unknown): boolean {
  const isNothing = value === null || value === undefined || (value === false && undeliverable.has(name));
  return !isNothing && !(Array.isArray(value) && value.length === 0);
}

function unread(input: object): NotCarried[] {
  return Object.entries(input)
    .filter(([name]) => !known.includes(name) && !administrativeMembers.has(name) && !annotation.test(name))
    .filter(([name, value]) => isSaid(name, value))
    .map(([name]) => ({ what: nameShown(name), why: undeliverable.get(name) ?? 'has no counterpart here' }));
}

const reported = (finding: Refusal): NotCarried => ({
  what: finding.path,
  why: `${finding.message}: found ${finding.found}, allowed ${finding.allowed}; ${finding.suggestion}`,
  finding,
});

const hasMember = (value: unknown) => known.some((name) => valueAt(value, [name]) !== undefined);

/** The members that can be read; the others are findings. @throws ServiceError when none can be, or too many cannot */
function readMembers(input: object): { readonly policy: GraphPolicy; readonly findings: readonly Refusal[] } {
  const parsed = graphPolicy.safeParse(input);
  if (parsed.success) return { policy: parsed.data, findings: [] };
  const { issues } = parsed.error;
  if (issues.length > mostFindings) throw refused(`In this policy more than ${mostFindings} values cannot be read.`);
  const findings = issues.flatMap((issue) => issueFindings(graphPolicy, input, issue));
  const rest = takeOut(
    input,
    issues.map(({ path }) => path),
  );
  if (hasMember(rest)) return { policy: graphPolicy.parse(rest), findings };
  const reasons = findings.map(({ path, message, allowed }) => `${path} ${message} (${allowed})`);
  throw refused(`Nothing of this policy can be read: ${reasons.join('; ')}.`);
}

/**
 * An untrusted value as a policy of Graph, alone or as the only entry of a list, with what is not read of it. A value of
 * the wrong kind is left out with the entry around it.
 * @throws ServiceError `policy.import` when the value is no such policy, a list of none or several, or unreadable
 */
export function readGraphPolicy(input: unknown): { readonly policy: GraphPolicy; readonly notCarried: NotCarried[] } {
  const entry = onlyEntry(input);
  const type = valueAt(entry, ['@odata.type']);
  if (typeof type === 'string' && !kind.test(type))
    throw refused('This is no windowsInformationProtectionPolicy of Microsoft Graph: its @odata.type is another.');
  if (typeof entry !== 'object' || entry === null || !hasMember(entry))
    throw refused('This is no windowsInformationProtectionPolicy of Microsoft Graph: it has none of its members.');
  const { policy, findings } = readMembers(entry);
  return { policy, notCarried: [...findings.map(reported), ...unread(entry)] };
}
