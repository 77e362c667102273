import { createHash } from 'node:crypto';
import { escapeXml } from '../../xml/escape';
import type { App } from '../sections/apps';

/** The two kinds of rule collection that WIP reads, with the branch that carries each (rule APP-1). */
export const ruleCollections = [
  { type: 'desktop', branch: 'EXE', collection: 'Exe' },
  { type: 'store', branch: 'StoreApps', collection: 'Appx' },
] as const;

/** SID of Everyone. */
const everyone = 'S-1-1-0';

/** In upper case as Windows does it, character by character: `ß` has no upper case of one character and stays. */
const upperCase = (text: string) =>
  text.replace(/\p{Ll}/gu, (letter) => {
    const upper = letter.toUpperCase();
    return upper.length === letter.length ? upper : letter;
  });

/** The parts of an entry that Windows matches: signers of programs and their files in upper case. */
function condition({ type, publisher, product, binary }: App) {
  if (type === 'store') return { publisher, product, binary: '*' };
  return { publisher: upperCase(publisher), product, binary: upperCase(binary ?? '*') };
}

/** A GUID that follows from a text: an unchanged list of apps serializes identically (rule APP-2). */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function ruleXml(list: string, app: App): string {
  const { publisher, product, binary } = condition(app);
  const low = app.minVersion ?? '*';
  const high = app.maxVersion ?? '*';
  const action = app.action === 'deny' ? 'Deny' : 'Allow';
  const id = guidOf(JSON.stringify([list, app.type, app.name, publisher, product, binary, low, high, action]));
  return (
    `<FilePublisherRule Id="${id}" Name="${escapeXml(app.name)}" Description="" UserOrGroupSid="${everyone}" Action="${action}">` +
    `<Conditions><FilePublisherCondition PublisherName="${escapeXml(publisher)}" ProductName="${escapeXml(product)}" BinaryName="${escapeXml(binary)}">` +
    `<BinaryVersionRange LowSection="${low}" HighSection="${high}"/></FilePublisherCondition></Conditions></FilePublisherRule>`
  );
}

/**
 * Entries of one kind as the text of an AppLocker `Policy` node: one RuleCollection, nothing around it.
 * @param list Name of the list; Ids are unique over all lists.
 */
export function ruleCollectionXml(list: string, collection: 'Exe' | 'Appx', apps: readonly App[]): string {
  const rules = apps.map((app) => ruleXml(list, app)).join('');
  return `<RuleCollection Type="${collection}" EnforcementMode="Enabled">${rules}</RuleCollection>`;
}
