import type { XmlElement } from '../xml/element';
import { attribute, childElements, firstChild, textOf } from '../xml/find';
import { AUTHORIZATION } from './namespaces';

/**
 * The ContextItems that this service reads (protocol.md 4.2). Every other one is skipped unread: hardware ids (MAC,
 * IMEI, HWDevID, SerialNumber) of a personal device are none of its business.
 */
export const READ_ITEMS = [
  'DeviceID',
  'EnrollmentType',
  'EnrollmentData',
  'DeviceType',
  'DeviceName',
  'OSEdition',
  'OSVersion',
  'ApplicationVersion',
  'Locale',
] as const;

/** Name of an item that is read. */
export type ItemName = (typeof READ_ITEMS)[number];

/** Distinct values per item, trimmed, in the order of the message. */
export type ContextItems = ReadonlyMap<ItemName, ReadonlySet<string>>;

const BY_LOWER_CASE: ReadonlyMap<string, ItemName> = new Map(READ_ITEMS.map((name) => [name.toLowerCase(), name]));

/** Reads `ac:AdditionalContext/ac:ContextItem` of an RST; names count without case ([MS-MDE2] 3.4.4.1.1.1.1). */
export function readContextItems(rst: XmlElement): ContextItems {
  const items = new Map<ItemName, Set<string>>();
  for (const item of childElements(rst, 'AdditionalContext', AUTHORIZATION).flatMap(contextItems)) {
    const name = BY_LOWER_CASE.get(attribute(item, 'Name')?.trim().toLowerCase() ?? '');
    if (name !== undefined) items.set(name, (items.get(name) ?? new Set()).add(itemValue(item)));
  }
  return items;
}

const contextItems = (context: XmlElement) => childElements(context, 'ContextItem', AUTHORIZATION);

function itemValue(item: XmlElement): string {
  const value = firstChild(item, 'Value', AUTHORIZATION);
  return value === undefined ? '' : textOf(value).trim();
}
