import type { XmlElement } from '../../xml/element';
import { attribute, childElements, firstChild } from '../../xml/find';
import { readXml } from '../../xml/read-xml';
import type { App } from '../sections/apps';
import type { NotCarried } from './not-carried';

const maxBytes = 512 * 1024;
const everyone = 'S-1-1-0';

/** Kinds of app by type of rule collection; Msi, Script and Dll mean nothing to the protection (rule APP-1). */
const kinds: ReadonlyMap<string, App['type']> = new Map([
  ['Exe', 'desktop'],
  ['Appx', 'store'],
]);

const otherRules: ReadonlyMap<string, string> = new Map([
  ['FilePathRule', 'rules by path do not survive on personal PCs; name the publisher instead'],
  ['FileHashRule', 'rules by hash end with the next update; name the publisher instead'],
]);

/** A rule as an app, or why it is none. */
type Reading = { readonly app: App; readonly notes: readonly string[] } | { readonly why: string };

const bound = (value: string | undefined) => (value === undefined || value === '*' ? undefined : value);

function readCondition(type: App['type'], rule: XmlElement, condition: XmlElement): App | undefined {
  const publisher = attribute(condition, 'PublisherName');
  const product = attribute(condition, 'ProductName');
  if (!publisher || !product) return undefined;
  const range = firstChild(condition, 'BinaryVersionRange');
  const minVersion = bound(range && attribute(range, 'LowSection'));
  const maxVersion = bound(range && attribute(range, 'HighSection'));
  return {
    type,
    name: attribute(rule, 'Name') || product,
    publisher,
    product,
    ...(type === 'desktop' ? { binary: attribute(condition, 'BinaryName') ?? '*' } : {}),
    ...(minVersion === undefined ? {} : { minVersion }),
    ...(maxVersion === undefined ? {} : { maxVersion }),
    ...(attribute(rule, 'Action')?.toLowerCase() === 'deny' ? { action: 'deny' as const } : {}),
  };
}

function readPublisherRule(type: App['type'], rule: XmlElement): Reading {
  const [condition, ...others] = childElements(firstChild(rule, 'Conditions') ?? rule, 'FilePublisherCondition');
  if (condition === undefined || others.length > 0)
    return { why: 'a rule has exactly one publisher condition (APP-3)' };
  const app = readCondition(type, rule, condition);
  if (app === undefined) return { why: 'the publisher or the product is missing (APP-4)' };
  if (app.publisher === '*') return { why: 'a default rule that covers every publisher has no place here (APP-7)' };
  const notes = [
    ...(firstChild(rule, 'Exceptions') ? ['its exceptions: write them as denials'] : []),
    ...((attribute(rule, 'UserOrGroupSid') ?? everyone) === everyone
      ? []
      : ['its group: the rule covers everyone here']),
  ];
  return { app, notes };
}

function readRule(type: App['type'], rule: XmlElement): Reading {
  if (rule.name === 'FilePublisherRule') return readPublisherRule(type, rule);
  return { why: otherRules.get(rule.name) ?? 'is not a rule of AppLocker' };
}

/** Apps of an AppLocker export and what could not be taken over. */
export interface ImportedApps {
  readonly apps: readonly App[];
  readonly notCarried: readonly NotCarried[];
}

function readCollection(collection: XmlElement): ImportedApps {
  const type = kinds.get(attribute(collection, 'Type') ?? '');
  const what = `RuleCollection ${attribute(collection, 'Type') ?? ''}`.trim();
  if (type === undefined)
    return { apps: [], notCarried: [{ what, why: 'only Exe and Appx are read by the protection (APP-1)' }] };
  const readings = childElements(collection).map((rule) => ({
    what: attribute(rule, 'Name') || rule.name,
    reading: readRule(type, rule),
  }));
  return {
    apps: readings.flatMap(({ reading }) => ('app' in reading ? [reading.app] : [])),
    notCarried: readings.flatMap((one) =>
      'app' in one.reading
        ? one.reading.notes.map((why) => ({ what: one.what, why }))
        : [{ what: one.what, why: one.reading.why }],
    ),
  };
}

/**
 * The apps of an AppLocker export (`AppLockerPolicy` or a single `RuleCollection`), with a report of what could not be
 * carried over. The entries still have to pass the check of the document.
 * @throws ServiceError kind `invalid` or `too-large` when the bytes are not XML of at most 512 KB
 */
export function importAppLocker(xml: Uint8Array): ImportedApps {
  const root = readXml(xml, { maxBytes });
  const collections = root.name === 'RuleCollection' ? [root] : childElements(root, 'RuleCollection');
  const read = collections.map(readCollection);
  const empty = collections.length === 0 ? [{ what: root.name, why: 'there is no RuleCollection in it' }] : [];
  return {
    apps: read.flatMap(({ apps }) => apps),
    notCarried: [...empty, ...read.flatMap(({ notCarried }) => notCarried)],
  };
}
