import type { XmlElement } from '../../xml/element';
import { attribute, childElements } from '../../xml/find';
import type { App } from '../sections/apps';
import { endBeforeExceptions } from './end-before-exceptions';
import { nameShown } from './not-carried';
import { type PublisherCondition, readPublisherCondition } from './read-publisher-condition';

/** A rule as an app with what it loses, or why it is none. */
export type Reading = { readonly app: App; readonly notes: readonly string[] } | { readonly why: string };

const everyone = 'S-1-1-0';

/** What AppLocker knows; a rule that does anything else must not become one that allows (rule APP-3). */
const actions: ReadonlyMap<string | undefined, NonNullable<App['action']>> = new Map([
  ['allow', 'allow'],
  ['deny', 'deny'],
]);

const parts: ReadonlySet<string> = new Set(['Conditions', 'Exceptions']);

/** What stands for all files of a package. */
const wholePackage: ReadonlySet<string> = new Set(['*', 'APPX']);

const grandchildren = (rule: XmlElement, name: string) =>
  childElements(rule, name).flatMap((child) => childElements(child));

/** The only condition of a rule (rule APP-3), as long as an entry can say the same. */
function readCondition(type: App['type'], rule: XmlElement): PublisherCondition | { readonly why: string } {
  const [only, ...others] = grandchildren(rule, 'Conditions');
  if (only?.name !== 'FilePublisherCondition' || others.length > 0)
    return { why: 'a rule has exactly one condition, here that of a publisher (APP-3)' };
  const condition = readPublisherCondition(only);
  if ('why' in condition) return condition;
  if (condition.publisher === '*')
    return { why: 'a default rule that covers every publisher has no place here (APP-7)' };
  if (type === 'store' && condition.product === '*')
    return { why: 'a store app is named by its package; * would cover every app of the publisher' };
  return condition;
}

/** What an entry can say of a condition and its exceptions, and what is lost, or why it can say nothing. */
type Kept = { readonly condition: PublisherCondition; readonly notes: readonly string[] } | { readonly why: string };

function withoutExceptions(
  action: App['action'],
  condition: PublisherCondition,
  exceptions: readonly XmlElement[],
): Kept {
  if (exceptions.length === 0) return { condition, notes: [] };
  if (action === 'allow') return { condition, notes: ['its exceptions: write them as denials'] };
  const why = 'its exceptions cannot be carried: it would now deny what it excepted; write it with maxVersion';
  return endBeforeExceptions(condition, exceptions) ?? { why };
}

function notesOn(type: App['type'], rule: XmlElement, { binary }: PublisherCondition): readonly string[] {
  const isWhole = type === 'desktop' || wholePackage.has(binary.toUpperCase());
  return [
    ...(isWhole ? [] : ['its binary: a store app is covered whole']),
    ...(attribute(rule, 'UserOrGroupSid') === everyone ? [] : ['its group: the rule covers everyone here']),
  ];
}

/** A `FilePublisherRule` as an entry of a list of apps. */
export function readPublisherRule(type: App['type'], rule: XmlElement): Reading {
  const foreign = childElements(rule).find(({ name }) => !parts.has(name));
  if (foreign !== undefined) return { why: `it holds ${nameShown(foreign.name)}, which is no part of a rule` };
  const action = actions.get(attribute(rule, 'Action')?.toLowerCase());
  if (action === undefined) return { why: 'its Action is neither Allow nor Deny (APP-3)' };
  const read = readCondition(type, rule);
  if ('why' in read) return read;
  const kept = withoutExceptions(action, read, grandchildren(rule, 'Exceptions'));
  if ('why' in kept) return kept;
  const { publisher, product, binary, ...versions } = kept.condition;
  const name = attribute(rule, 'Name') || product;
  const entry = { type, name, publisher, product, ...(type === 'desktop' ? { binary } : {}), ...versions };
  return {
    app: action === 'deny' ? { ...entry, action } : entry,
    notes: [...kept.notes, ...notesOn(type, rule, kept.condition)],
  };
}
