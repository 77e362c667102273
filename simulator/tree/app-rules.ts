import { attributeOf, type XmlElement } from '../xml/element';
import { readXmlText, XmlRefused } from '../xml/read-xml';

const RULES = new Map([
  ['FilePublisherRule', 'FilePublisherCondition'],
  ['FilePathRule', 'FilePathCondition'],
  ['FileHashRule', 'FileHashCondition'],
]);
const GUID = /^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$/;
const MANDATORY = ['Id', 'Name', 'Description', 'UserOrGroupSid', 'Action'];

/** What the provider makes of an AppLocker `Policy` value. */
export interface AppRules {
  /** Number of rules that let an app in. */
  readonly allowing: number;
}

/**
 * Reads the rules of an AppLocker `Policy` leaf, undefined when the provider refuses them (policy guide, section 5):
 * one RuleCollection of the branch's type, the mandatory attributes on each rule, Ids that are GUIDs and occur once,
 * exactly one condition of the rule's kind.
 */
export function readAppRules(data: string, uri: string): AppRules | undefined {
  const collection = parse(data);
  const type = uri.endsWith('/EXE/Policy') ? 'Exe' : 'Appx';
  if (collection?.name !== 'RuleCollection' || attributeOf(collection, 'Type') !== type) return undefined;
  const rules = collection.children;
  if (!rules.every(isWhole)) return undefined;
  const ids = new Set(rules.map((rule) => attributeOf(rule, 'Id')?.toLowerCase()));
  if (ids.size !== rules.length) return undefined;
  return { allowing: rules.filter((rule) => attributeOf(rule, 'Action') === 'Allow').length };
}

function parse(data: string): XmlElement | undefined {
  try {
    return readXmlText(data);
  } catch (thrown) {
    if (thrown instanceof XmlRefused) return undefined;
    throw thrown;
  }
}

function isWhole(rule: XmlElement): boolean {
  const condition = RULES.get(rule.name);
  const [conditions, ...others] = rule.children;
  return (
    condition !== undefined &&
    MANDATORY.every((name) => attributeOf(rule, name) !== undefined) &&
    GUID.test(attributeOf(rule, 'Id') ?? '') &&
    ['Allow', 'Deny'].includes(attributeOf(rule, 'Action') ?? '') &&
    conditions?.name === 'Conditions' &&
    conditions.children.length === 1 &&
    conditions.children[0]?.name === condition &&
    others.every((other) => other.name === 'Exceptions' && rule.name !== 'FileHashRule')
  );
}
