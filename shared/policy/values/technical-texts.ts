import { Buffer } from 'node:buffer';
import { forbiddenCharacter } from '../../xml/characters';
import { readXml } from '../../xml/read-xml';
import { isHost } from './host';
import { parseIpAddress } from './ip-address';
import { judged, type TextKind, writeInstead } from './judged';

const longest = 1024;

/** A text that a pattern decides about. The pattern takes linear time. */
function shaped(rule: string, allowed: string, pattern: RegExp, length = longest) {
  const judge: TextKind['judge'] = (text) =>
    text.length <= length && pattern.test(text) ? undefined : { message: 'has not the form that is needed' };
  return judged({ rule, allowed, judge });
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$/;

/** Bytes as Base64 without blanks. */
export const base64Text = shaped('DOC-3', 'Base64 without blanks', base64, 150_000);

/** An object identifier. */
export const oid = shaped('DOC-3', 'an object identifier such as 1.3.6.1.5.5.7.3.2', /^[0-2](?:\.[0-9]+)+$/);

/** Name of a hash algorithm or of a family of them. */
export const hashAlgorithm = shaped(
  'CERT-2',
  'SHA-1, SHA-2, SHA-3 or a single one such as SHA256',
  /^SHA-?[0-9]{1,3}$/,
);

/** SHA-1 of a certificate. */
export const thumbprint = shaped('CERT-2', '40 hexadecimal digits', /^[0-9A-Fa-f]{40}$/);

/** Subject of a certificate. */
export const x500Name = shaped('CERT-2', 'an X.500 name such as CN=Work PC', /^[^\p{Cc}=]{1,64}=[^\p{Cc}]+$/u, 256);

/** Value of an alternative name; its separators are written by the server. */
export const alternativeName = shaped('CERT-2', 'text without + and ;', /^[^+;\p{Cc}]+$/u, 256);

/** Name of a store app's package family. */
export const packageFamily = shaped(
  'VPN-1',
  'a name, _ and 13 letters or digits',
  /^[A-Za-z0-9.-]+_[a-z0-9]{13}$/,
  256,
);

const port = '(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})';

const portShape = new RegExp(`^${port}(?:-${port})?$`);

/** A port or a range of ports, the lower one first. */
export const portRange = judged({
  rule: 'VPN-1',
  allowed: 'a port such as 443, or a range such as 100-120',
  judge: (text) => {
    if (text.length > 11 || !portShape.test(text)) return { message: 'is no port and no range of ports' };
    const [from = '', to = from] = text.split('-');
    if (Number(from) <= Number(to)) return undefined;
    return { message: 'runs backwards', suggestion: writeInstead(`${to}-${from}`) };
  },
});

function isPrefix(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  const parsed = parseIpAddress(address);
  return (
    rest.length === 0 &&
    parsed !== undefined &&
    /^[0-9]{1,3}$/.test(length) &&
    Number(length) <= (parsed.family === 4 ? 32 : 128)
  );
}

function isRange(text: string): boolean {
  const [from, to, ...rest] = text.split('-').map(parseIpAddress);
  return (
    rest.length === 0 && from !== undefined && to !== undefined && from.family === to.family && from.value <= to.value
  );
}

/** An address, a range of addresses or a prefix. */
export const addressRange = judged({
  rule: 'VPN-1',
  allowed: 'an address, a range such as 10.0.0.1-10.0.0.9, or a prefix such as 10.0.0.0/8',
  judge: (text) => {
    const isGood = text.length <= 100 && (parseIpAddress(text) !== undefined || isPrefix(text) || isRange(text));
    return isGood ? undefined : { message: 'is not an address' };
  },
});

/** A VPN gateway. */
export const hostOrAddress = judged({
  rule: 'VPN-1',
  allowed: 'a host name or an address',
  judge: (text) => (isHost(text) || parseIpAddress(text) !== undefined ? undefined : { message: 'is not a host' }),
});

/** A server of a VPN plug-in: host or URL. */
export const serverUrl = shaped('VPN-1', 'a host or URL without ; and blanks', /^[^;\s\p{Cc}]+$/u);

function isSegment(text: string, mostBytes: number): boolean {
  if (text === '' || text === '.' || text === '..' || Buffer.byteLength(text) > mostBytes) return false;
  return !/[/{}\p{Cc}]/u.test(text) && !forbiddenCharacter.test(text);
}

/** A name that becomes one segment of a path, percent-encoded (rule GEN-4). */
export const segment = judged({
  rule: 'GEN-4',
  allowed: 'up to 256 bytes without /, { and }',
  judge: (text) => (isSegment(text, 256) ? undefined : { message: 'cannot be part of a path' }),
});

/** Name of a wireless network (rule WIFI-1). */
export const ssid = judged({
  rule: 'WIFI-1',
  allowed: '1 to 32 bytes of UTF-8 without /, { and }',
  judge: (text) => (isSegment(text, 32) ? undefined : { message: 'cannot be the name of a wireless network' }),
});

const mostXmlBytes = 100 * 1024;

function isElement(text: string): boolean {
  if (text.length > mostXmlBytes || !text.startsWith('<') || text.startsWith('<?')) return false;
  try {
    readXml(Buffer.from(text), { maxBytes: mostXmlBytes });
    return true;
  } catch {
    return false;
  }
}

/** One XML element as text. */
export const xmlText = judged({
  rule: 'DOC-3',
  allowed: 'one well-formed XML element without a declaration',
  judge: (text) => (isElement(text.trim()) ? undefined : { message: 'is not such an element' }),
});
