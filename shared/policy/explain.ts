import { findNode } from '../csp/find-node';
import type { NodeValue } from '../syncml/message';
import { compilePolicy } from './compile-policy';
import { type PolicyDocument, policyDocument } from './document';
import { foundText, memberDescription, pathOf } from './member-path';
import type { CompileInputs, LeftOut, Setting } from './setting';

/** One node as a person reads it. */
export interface ExplainedNode {
  readonly uri: string;
  readonly format: string;
  /** What is written; `secret` in place of a secret, absent for containers and what is executed. */
  readonly data?: string;
  /** What that value means, where the catalogue says so. */
  readonly meaning?: string;
}

/** One setting in plain words. */
export interface ExplainedSetting {
  /** Member of the document that asks for it. */
  readonly member: string;
  /** What the member is for. */
  readonly purpose: string;
  /** Why it is sent: what the document says, or what its silence means. */
  readonly why: string;
  readonly nodes: readonly ExplainedNode[];
  /** Keys of the settings that the device must have acknowledged before. */
  readonly waitsFor: readonly string[];
}

/** What a policy does on one device. */
export interface Explanation {
  readonly settings: readonly ExplainedSetting[];
  /** Members that say `null` or `[]`, with the key that is removed. */
  readonly removals: readonly { readonly member: string; readonly key: string; readonly purpose: string }[];
  readonly leftOut: readonly LeftOut[];
}

/** Why a member is sent about which the document says nothing. */
const defaultReasons: ReadonlyMap<string, string> = new Map([
  ['wip.revokeOnUnenroll', 'written although the document says nothing, so that a wipe never depends on a default'],
  [
    'wip.revokeOnMdmHandoff',
    'written because of sync.mdmDiscoveryUrl: by default the move to MDM would revoke work files',
  ],
  ['sync.poll.second.everyMinutes', 'the pair is absent, which means off'],
  ['sync.poll.second.times', 'the pair is absent, which means off'],
  ['sync.poll.then.everyMinutes', 'the pair is absent, which means off'],
  ['sync.poll.then', 'the long run has no end'],
]);

const hidden = 'secret';

/** Documents into which administrators put keys, though the catalogue calls their node no secret. */
const mayHoldKeys = /\/NativeProfile\/Authentication\/Eap\/Configuration$/;

/** The data of a node as it may be shown; secrets are not. */
export function shownData({ uri, data }: NodeValue): string | undefined {
  const isHidden = findNode(uri)?.node.secret === true || mayHoldKeys.test(uri);
  return data !== undefined && isHidden ? hidden : data;
}

function explainNode(value: NodeValue): ExplainedNode {
  const data = shownData(value);
  const allowed = findNode(value.uri)?.node.allowed;
  const meaning =
    data !== undefined && allowed !== undefined && Object.hasOwn(allowed, data) ? allowed[data] : undefined;
  return {
    uri: value.uri,
    format: value.format,
    ...(data === undefined ? {} : { data }),
    ...(meaning === undefined ? {} : { meaning }),
  };
}

function reasonFor(document: PolicyDocument, member: string): string {
  const found = foundText(document, pathOf(member));
  if (found === 'nothing') return defaultReasons.get(member) ?? 'follows from the other members';
  return found === 'an object' ? `the document has ${member}` : `the document says ${member}: ${found}`;
}

const purposeOf = (member: string) => memberDescription(policyDocument, pathOf(member));

const explainSetting = (document: PolicyDocument, { member, nodes, restsOn }: Setting): ExplainedSetting => ({
  member,
  purpose: purposeOf(member),
  why: reasonFor(document, member),
  nodes: nodes.map(explainNode),
  waitsFor: restsOn,
});

/**
 * What a policy does on one device, setting by setting in the order in which they are sent, in plain words.
 * @param device The enrollment; what its release or edition cannot have is named with the reason.
 */
export function explain(document: PolicyDocument, device: CompileInputs): Explanation {
  const { settings, removals, leftOut } = compilePolicy(document, device);
  return {
    settings: settings.map((setting) => explainSetting(document, setting)),
    removals: removals.map(({ member, key }) => ({ member, key, purpose: purposeOf(member) })),
    leftOut,
  };
}
