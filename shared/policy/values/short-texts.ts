import { parseIpAddress, prefixRange } from './ip-address';
import { judged, writeInstead } from './judged';
import { isVersion } from './version-number';

const guidShape = /^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$/;
const shortVersion = /^[0-9]{1,5}(?:\.[0-9]{1,5}){0,2}$/;
const extensionShape = /^[A-Za-z0-9_-]{1,255}$/;

/** A GUID without braces. */
export const guid = judged({
  rule: 'DOC-3',
  allowed: 'a GUID without braces',
  advice: 'write 32 hexadecimal digits in five groups, e.g. `6f1e2d3c-4b5a-4978-8a6b-0c1d2e3f4a5b`',
  judge: (text) => {
    if (guidShape.test(text)) return undefined;
    const inner = text.length < 50 ? text.trim().replace(/^\{|\}$/g, '') : '';
    return { message: 'is not a GUID', ...(guidShape.test(inner) ? { suggestion: writeInstead(inner) } : {}) };
  },
});

/** A version of four numbers (rule APP-4). */
export const version = judged({
  rule: 'APP-4',
  allowed: 'four numbers of 1 to 5 digits, e.g. 16.0.0.0',
  advice: 'write all four numbers, e.g. `10.0.19045.0`',
  judge: (text) => {
    if (isVersion(text)) return undefined;
    const padded = shortVersion.test(text) ? [...text.split('.'), '0', '0', '0'].slice(0, 4).join('.') : undefined;
    return { message: 'is not a version', ...(padded === undefined ? {} : { suggestion: writeInstead(padded) }) };
  },
});

/** A file name extension without its dot. */
export const extension = judged({
  rule: 'DOC-3',
  allowed: 'letters, digits, _ and -, without a dot, e.g. docx',
  advice: 'write the extension alone, e.g. `docx`',
  judge: (text) => {
    if (extensionShape.test(text)) return undefined;
    const inner = text.length < 256 ? text.trim().replace(/^\*?\./, '') : '';
    const suggestion = extensionShape.test(inner) ? { suggestion: writeInstead(inner) } : {};
    return { message: 'is not an extension', ...suggestion };
  },
});

/** What is said of a prefix where an address stands. */
interface OnPrefix {
  readonly rule: string;
  readonly message: string;
  readonly asMembers: (range: { readonly from: string; readonly to: string }, length: string) => string;
}

const addressOf = ({ rule, message, asMembers }: OnPrefix) =>
  judged({
    rule,
    allowed: 'an IPv4 or IPv6 address',
    advice: 'write one address, e.g. `10.0.0.1`',
    judge: (text) => {
      if (parseIpAddress(text) !== undefined) return undefined;
      const range = prefixRange(text);
      if (range === undefined) return { message: 'is not an IP address' };
      return { message, suggestion: writeInstead(asMembers(range, text.slice(text.indexOf('/') + 1))) };
    },
  });

/** An IPv4 or IPv6 address of a range; prefixes are not understood by Windows (rule NET-3). */
export const ipAddress = addressOf({
  rule: 'NET-3',
  message: 'a prefix is not understood by Windows',
  asMembers: ({ from, to }) => `"from": "${from}", "to": "${to}"`,
});

/** The address of a route, whose prefix has a member of its own (rule VPN-1). */
export const routeAddress = addressOf({
  rule: 'VPN-1',
  message: 'the length of the prefix has a member of its own',
  asMembers: ({ from }, length) => `"address": "${from}", "prefix": ${Number(length)}`,
});
