import type { XmlElement } from '../../xml/element';
import { attribute, childElements } from '../../xml/find';
import { isVersion } from '../values/version-number';

/** Which files a condition of AppLocker covers; both versions are included, an absent one is no bound. */
export interface PublisherCondition {
  readonly publisher: string;
  readonly product: string;
  readonly binary: string;
  readonly minVersion?: string;
  readonly maxVersion?: string;
}

const versionsAreMissing =
  'it needs one BinaryVersionRange with sections that are * or four numbers, e.g. 16.0.0.0 (APP-4)';

const isBound = (section: string) => section === '*' || isVersion(section);

/** The bounds that a range sets, or `undefined` when it is none: a bound that is lost would cover more. */
function readRange(condition: XmlElement): Pick<PublisherCondition, 'minVersion' | 'maxVersion'> | undefined {
  const [range, ...others] = childElements(condition, 'BinaryVersionRange');
  if (range === undefined || others.length > 0) return undefined;
  const low = attribute(range, 'LowSection') ?? '';
  const high = attribute(range, 'HighSection') ?? '';
  if (!isBound(low) || !isBound(high)) return undefined;
  return { ...(low === '*' ? {} : { minVersion: low }), ...(high === '*' ? {} : { maxVersion: high }) };
}

/** A `FilePublisherCondition`, or why it is none (rule APP-4). */
export function readPublisherCondition(condition: XmlElement): PublisherCondition | { readonly why: string } {
  const publisher = attribute(condition, 'PublisherName');
  const product = attribute(condition, 'ProductName');
  const binary = attribute(condition, 'BinaryName');
  if (!publisher || !product || !binary)
    return { why: 'the publisher, the product or the binary is missing; * is any (APP-4)' };
  const range = readRange(condition);
  return range === undefined ? { why: versionsAreMissing } : { publisher, product, binary, ...range };
}
