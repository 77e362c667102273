import type { XmlElement } from '../../xml/element';
import { attribute, childElements } from '../../xml/find';
import { readXml } from '../../xml/read-xml';
import type { App } from '../sections/apps';
import { type NotCarried, nameShown } from './not-carried';
import { type Reading, readPublisherRule } from './read-publisher-rule';

const maxBytes = 512 * 1024;

/** Kinds of app by type of rule collection; Msi, Script and Dll mean nothing to the protection (rule APP-1). */
const kinds: ReadonlyMap<string, App['type']> = new Map([
  ['Exe', 'desktop'],
  ['Appx', 'store'],
]);

const otherRules: ReadonlyMap<string, string> = new Map([
  ['FilePathRule', 'rules by path do not survive on personal PCs; name the publisher instead'],
  ['FileHashRule', 'rules by hash end with the next update; name the publisher instead'],
]);

function readRule(type: App['type'], rule: XmlElement): Reading {
  if (rule.name === 'FilePublisherRule') return readPublisherRule(type, rule);
  return { why: otherRules.get(rule.name) ?? 'is not a rule of AppLocker' };
}

/** Apps of an AppLocker export and what could not be taken over. */
export interface ImportedApps {
  readonly apps: readonly App[];
  readonly notCarried: readonly NotCarried[];
}

/** A collection that only records, or does nothing, becomes one that counts: the protection knows one mode for all. */
function modeLost(what: string, collection: XmlElement): NotCarried[] {
  const mode = attribute(collection, 'EnforcementMode') ?? 'Enabled';
  if (mode === 'Enabled' || childElements(collection).length === 0) return [];
  const why = 'its rules count here all the same; wip.mode decides what they do, and silent only records';
  return [{ what, why: `its EnforcementMode ${nameShown(mode)}: ${why}` }];
}

function readCollection(collection: XmlElement): ImportedApps {
  const name = attribute(collection, 'Type') ?? '';
  const type = kinds.get(name);
  const what = nameShown(`RuleCollection ${name}`.trim());
  if (type === undefined)
    return { apps: [], notCarried: [{ what, why: 'only Exe and Appx are read by the protection (APP-1)' }] };
  const readings = childElements(collection).map((rule) => ({
    what: nameShown(attribute(rule, 'Name') || rule.name),
    reading: readRule(type, rule),
  }));
  const lost = readings.flatMap((one) => {
    const reasons = 'app' in one.reading ? one.reading.notes : [one.reading.why];
    return reasons.map((why) => ({ what: one.what, why }));
  });
  return {
    apps: readings.flatMap(({ reading }) => ('app' in reading ? [reading.app] : [])),
    notCarried: [...modeLost(what, collection), ...lost],
  };
}

/** What stands in an export beside its collections, or that there is none. */
function unreadParts(root: XmlElement): NotCarried[] {
  const parts = childElements(root);
  const others = parts.filter(({ name }) => name !== 'RuleCollection');
  if (others.length === parts.length) return [{ what: nameShown(root.name), why: 'there is no RuleCollection in it' }];
  return others.map(({ name }) => ({ what: nameShown(name), why: 'is no RuleCollection' }));
}

/**
 * The apps of an AppLocker export (`AppLockerPolicy` or a single `RuleCollection`), with a report of what could not be
 * carried over. The entries still have to pass the check of the document.
 * @throws ServiceError kind `invalid` or `too-large` when the bytes are not XML of at most 512 KB
 */
export function importAppLocker(xml: Uint8Array): ImportedApps {
  const root = readXml(xml, { maxBytes });
  const isAlone = root.name === 'RuleCollection';
  const read = (isAlone ? [root] : childElements(root, 'RuleCollection')).map(readCollection);
  return {
    apps: read.flatMap(({ apps }) => apps),
    notCarried: [...(isAlone ? [] : unreadParts(root)), ...read.flatMap(({ notCarried }) => notCarried)],
  };
}
