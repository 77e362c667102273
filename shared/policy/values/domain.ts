import { domainToASCII, domainToUnicode } from 'node:url';
import { asEntries, hostsIn } from './host';
import { judged, writeInstead } from './judged';

const label = '[A-Za-z0-9\\u0080-\\uffff](?:[A-Za-z0-9\\u0080-\\uffff-]{0,61}[A-Za-z0-9\\u0080-\\uffff])?';
const written = new RegExp(`^(?:${label}\\.)+${label}$`);
const inAscii = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const canonical = new RegExp(`^(?:${label.replaceAll('A-Z', '')}\\.)+${label.replaceAll('A-Z', '')}$`);
const longest = 253;

/**
 * A DNS domain in the form that Windows demands (rule WIP-5): lower case, no punycode, by way of IDN-to-ASCII with the
 * STD3 rules. `undefined` when the text is no domain of two or more labels, or is an address.
 */
export function canonicalDomain(text: string): string | undefined {
  if (text.length > longest || !written.test(text)) return undefined;
  const ascii = domainToASCII(text);
  if (ascii.length > longest || !inAscii.test(ascii) || /\.[0-9]+$/.test(ascii)) return undefined;
  const unicode = domainToUnicode(ascii);
  return canonical.test(unicode) ? unicode : undefined;
}

/** The same of a name that may be none, which stays as it is but for its case. */
export const canonicalName = (text: string): string => canonicalDomain(text) ?? text.toLowerCase();

/** What is left when a scheme, a mail name, an asterisk, dots at the ends, a path and blanks are taken away. */
function domainInside(text: string): string | undefined {
  if (text.length > longest) return undefined;
  const bare = text
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^[^@]*@/, '')
    .replace(/[/:?#].*$/, '')
    .replace(/^[*.]+/, '')
    .replace(/\.+$/, '');
  return canonicalDomain(bare);
}

/** @param several What to write where several domains stand in one text. */
function domainOf(several: (names: readonly string[]) => string) {
  return judged({
    rule: 'WIP-5',
    allowed: 'a domain of two or more labels such as contoso.com',
    advice: 'write a domain that the organization owns, e.g. `contoso.com`',
    judge: (text) => {
      if (canonicalDomain(text) !== undefined) return undefined;
      const names = hostsIn(text);
      if (names?.every((name) => canonicalDomain(name) !== undefined)) {
        return { message: 'one entry holds one domain', suggestion: writeInstead(several(names)) };
      }
      const inside = domainInside(text);
      return { message: 'is not a domain name', ...(inside === undefined ? {} : { suggestion: writeInstead(inside) }) };
    },
  });
}

/** A domain in any spelling that can be made canonical, in a list of texts. */
export const domain = domainOf(asEntries);

/** The same in a member that has one. */
export const oneDomain = domainOf(([first = '']) => first);

/** The same as the identity of the organization, beside which there is a list for the others. */
export const primaryDomain = domainOf(
  ([first, ...others]) => `"primaryDomain": ${JSON.stringify(first)}, "additionalDomains": [${asEntries(others)}]`,
);
