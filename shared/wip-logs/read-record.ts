import { createHash } from 'node:crypto';
import type { XmlElement } from '../xml/element';
import { attribute, childElements, textOf } from '../xml/find';
import type { LogElement } from './log-elements';
import type { WipEvent, WipEventAction, WipEventKind, WipEventWay } from './wip-event';

/** Longest text of a record that is kept, UTF-16 units: all of them, each character escaped, fit into one column. */
export const LONGEST = 768;

/** A record without the time at which it happened; its time stamp as the device wrote it. */
export interface WipRecord {
  readonly stamp: string;
  readonly event: Omit<WipEvent, 'at'>;
}

/** Reads one record of the log: names in any case, as attributes or elements, everything but the record itself optional. */
export function readRecord({ log, user }: LogElement): WipRecord {
  const members = membersOf(log);
  const sid = present(user && attributeOf(user, 'userid'));
  const enterprise = present(user && attributeOf(user, 'enterpriseid'));
  // The user stands around all records: however long, it is not hashed as often.
  const owner = [sid, enterprise].map((text) => shortened(text ?? ''));
  const hash = hashOf([...owner, ...[...members].sort(([a], [b]) => (a < b ? -1 : 1)).flat()]);
  const texts = {
    ...textsOf(members),
    ...(sid === undefined ? {} : { ownerSid: sid }),
    ...(enterprise === undefined ? {} : { enterpriseId: enterprise }),
  };
  const event = {
    hash,
    ...kindOf(members.get('logtype')),
    ...wayOf(members.get('policy')),
    ...actionOf(members.get('action')),
    ...shortenedTexts(texts),
    ...(Object.values(texts).some((text) => text.length > LONGEST) ? { isShortened: true as const } : {}),
  };
  return { stamp: members.get('timestamp') ?? '', event };
}

// The first one of a name counts. What is empty, or says NULL, is as good as missing.
function membersOf(log: XmlElement): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  const all = [
    ...log.attributes.map(({ name, value }) => [name, value] as const),
    ...childElements(log).map((child) => [child.name, textOf(child)] as const),
  ];
  for (const [name, value] of all) {
    const text = present(value);
    if (text !== undefined && !members.has(name.toLowerCase())) members.set(name.toLowerCase(), text);
  }
  return members;
}

function attributeOf(element: XmlElement, lowerName: string): string | undefined {
  const found = element.attributes.find(({ name }) => name.toLowerCase() === lowerName);
  return found && attribute(element, found.name);
}

const NOTHING = /^(null)?$/i;

// Looks at the beginning only: the user around all records is looked at for each of them.
function present(value: string | undefined): string | undefined {
  const text = value?.trim();
  return text === undefined || NOTHING.test(text) ? undefined : text;
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

const KINDS: ReadonlyMap<string, WipEventKind> = new Map([
  ['datacopied', 'data-copied'],
  ['protectionremoved', 'protection-removed'],
  ['applicationgenerated', 'app-generated'],
]);

const WAYS: ReadonlyMap<string, WipEventWay> = new Map([
  ['copypaste', 'copy-paste'],
  ['dragdrop', 'drag-drop'],
  ['share', 'share'],
  ['protectionremoved', 'protection-removed'],
]);

const ACTIONS: ReadonlyMap<string, WipEventAction> = new Map([
  ['1', 'decrypt'],
  ['decrypt', 'decrypt'],
  ['2', 'copy'],
  ['copy', 'copy'],
  ['3', 'send'],
  ['send', 'send'],
]);

// The sources write the same word with and without a blank.
const word = (text: string) => text.replaceAll(/\s/g, '').toLowerCase();

function kindOf(logType: string | undefined): Pick<WipEvent, 'kind' | 'rawKind'> {
  const kind = KINDS.get(word(logType ?? ''));
  if (kind !== undefined) return { kind };
  return { kind: 'other', ...(logType === undefined ? {} : { rawKind: shortened(logType) }) };
}

function wayOf(policy: string | undefined): Pick<WipEvent, 'way' | 'rawWay'> {
  if (policy === undefined) return {};
  const way = WAYS.get(word(policy));
  return way === undefined ? { way: 'other', rawWay: shortened(policy) } : { way };
}

function actionOf(action: string | undefined): Pick<WipEvent, 'action'> {
  return action === undefined ? {} : { action: ACTIONS.get(word(action)) ?? 'other' };
}

type Texts = Partial<Record<(typeof TEXTS)[number][0] | 'ownerSid' | 'enterpriseId', string>>;

/** Members of an event that are texts of the record, and the names that the record has for them. */
const TEXTS = [
  ['justification', 'justification'],
  ['object', 'object'],
  ['filePath', 'filepath'],
  ['dataInfo', 'datainfo'],
  ['sourceApp', 'sourceapplicationname'],
  ['destinationApp', 'destinationapplicationname'],
  ['app', 'application'],
  ['sourceName', 'sourcename'],
  ['destinationName', 'destinationname'],
  ['destinationEnterpriseId', 'destinationenterpriseid'],
] as const;

function textsOf(members: ReadonlyMap<string, string>): Texts {
  const texts: Texts = {};
  for (const [member, name] of TEXTS) {
    const text = members.get(name);
    if (text !== undefined && !isPersonal(member, text)) texts[member] = text;
  }
  return texts;
}

// NULL, Personal and nothing at all are the same place.
function isPersonal(member: (typeof TEXTS)[number][0], text: string): boolean {
  return member === 'destinationEnterpriseId' && text.toLowerCase() === 'personal';
}

function shortenedTexts(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([member, text]) => [member, shortened(text)]));
}

// Never half a character.
function shortened(text: string): string {
  return text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '');
}
