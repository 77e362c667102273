import type { XmlElement } from '../xml/element';
import { firstChild } from '../xml/find';
import { byteCount, childText, dataText, locUri } from './content';
import type { ClientItem } from './message';

/** What Meta says about a value; empty texts count as missing. */
export interface ItemMeta {
  readonly format: string | undefined;
  readonly type: string | undefined;
  readonly size: string | undefined;
}

/** Reads Format, Type and Size directly below an element, which is a Meta or, for some clients, the Item itself. */
export function readMeta(element: XmlElement | undefined): ItemMeta {
  const text = (name: string) => (element && childText(element, name)) || undefined;
  return { format: text('Format'), type: text('Type'), size: text('Size') };
}

/** Reads one Item. What it does not say of itself is taken from the Meta of its command ([OMA-DM 1.2] Meta). */
export function readItem(item: XmlElement, command: ItemMeta): ClientItem {
  const own = readMeta(firstChild(item, 'Meta'));
  // Windows puts Type directly under Item, after an empty Meta, for some alerts.
  const loose = readMeta(item);
  return {
    source: locUri(item, 'Source'),
    target: locUri(item, 'Target'),
    format: own.format ?? loose.format ?? command.format,
    type: own.type ?? loose.type ?? command.type,
    size: byteCount(own.size ?? loose.size ?? command.size),
    data: dataText(item),
    moreData: firstChild(item, 'MoreData') !== undefined,
  };
}
