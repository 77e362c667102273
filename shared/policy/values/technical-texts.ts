import { Buffer } from 'node:buffer';
import { MAXIMUM_VALUE_BYTES } from '../../csp/check-command';
import { forbiddenCharacter } from '../../xml/characters';
import { readXml } from '../../xml/read-xml';
import { asEntries, entriesIn, hostMeant, isHost } from './host';
import { parseIpAddress } from './ip-address';
import { judged, type TextKind, writeInstead } from './judged';
import { hasLookalike, hasUnseen, isUnseen } from './unseen';

const longest = 1024;

/** A kind of text that a pattern decides about. */
interface Shape extends Omit<TextKind, 'judge'> {
  /** Takes linear time. */
  readonly pattern: RegExp;
  readonly length?: number;
}

function shaped({ pattern, length = longest, ...kind }: Shape) {
  const judge: TextKind['judge'] = (text) => {
    if (text.length > length || !pattern.test(text)) return { message: 'has not the form that is needed' };
    if (isUnseen(text)) return { message: 'consists of blanks' };
    return forbiddenCharacter.test(text) ? { message: 'contains a character that XML cannot carry' } : undefined;
  };
  return judged({ ...kind, judge });
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$/;

/** Bytes as Base64 without blanks. What is too large to travel is refused with its size, by rule SIZE-1. */
export const base64Text = shaped({
  rule: 'DOC-3',
  allowed: `Base64 without blanks, up to ${MAXIMUM_VALUE_BYTES} characters`,
  advice: 'encode the bytes as Base64, in one line',
  pattern: base64,
  length: 150_000,
});

/** An object identifier. */
export const oid = shaped({
  rule: 'DOC-3',
  allowed: 'an object identifier such as 1.3.6.1.5.5.7.3.2',
  advice: 'write numbers with dots between them, e.g. `1.3.6.1.5.5.7.3.2` for client authentication',
  pattern: /^[0-2](?:\.[0-9]+)+$/,
});

/** Name of a hash algorithm or of a family of them. */
export const hashAlgorithm = shaped({
  rule: 'CERT-2',
  allowed: 'SHA-1, SHA-2, SHA-3, or a single one: SHA1, SHA256, SHA384, SHA512',
  advice: 'write `SHA256`',
  pattern: /^SHA-?(?:[123]|256|384|512)$/,
});

/** SHA-1 of a certificate. */
export const thumbprint = shaped({
  rule: 'CERT-2',
  allowed: '40 hexadecimal digits',
  advice: 'copy the SHA-1 thumbprint of the certificate, without blanks',
  pattern: /^[0-9A-Fa-f]{40}$/,
});

/** Subject of a certificate. */
export const x500Name = shaped({
  rule: 'CERT-2',
  allowed: 'an X.500 name such as CN=Work PC',
  advice: 'name the attribute, e.g. `CN=Work PC`',
  pattern: /^[^\p{Cc}=]{1,64}=[^\p{Cc}]+$/u,
  length: 256,
});

/** Value of an alternative name; its separators are written by the server. */
export const alternativeName = shaped({
  rule: 'CERT-2',
  allowed: 'text without + and ;',
  advice: 'give each name an entry of its own',
  pattern: /^[^+;\p{Cc}]+$/u,
  length: 256,
});

/** Name of a store app's package family. */
export const packageFamily = shaped({
  rule: 'VPN-1',
  allowed: 'a name, _ and 13 letters or digits',
  advice: 'copy PackageFamilyName from `Get-AppxPackage`, e.g. `Contoso.Vpn_8wekyb3d8bbwe`',
  pattern: /^[A-Za-z0-9.-]+_[a-z0-9]{13}$/,
  length: 256,
});

const port = '(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})';

const portShape = new RegExp(`^${port}(?:-${port})?$`);

/** A port or a range of ports, the lower one first. */
export const portRange = judged({
  rule: 'VPN-1',
  allowed: 'a port such as 443, or a range such as 100-120',
  advice: 'write a port from 0 to 65535, or two with - between them',
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
  advice: 'write e.g. `10.0.0.1`, `10.0.0.1-10.0.0.9` or `10.0.0.0/8`',
  judge: (text) => {
    const isGood = text.length <= 100 && (parseIpAddress(text) !== undefined || isPrefix(text) || isRange(text));
    if (isGood) return undefined;
    const [from = '', to = ''] = text.length <= 100 ? text.split('-') : [];
    const turned = `${to}-${from}`;
    return isRange(turned)
      ? { message: 'runs backwards', suggestion: writeInstead(turned) }
      : { message: 'is not an address' };
  },
});

/** A VPN gateway. */
export const hostOrAddress = judged({
  rule: 'VPN-1',
  allowed: 'a host name or an address',
  advice: 'write the gateway alone, e.g. `vpn.contoso.com`',
  judge: (text) => {
    if (isHost(text) || parseIpAddress(text) !== undefined) return undefined;
    const host = hostMeant(text);
    const suggestion = host !== undefined && isHost(host) ? { suggestion: writeInstead(host) } : {};
    return { message: 'is not a host', ...suggestion };
  },
});

/** A server of a VPN plug-in: host or URL. */
export const serverUrl = judged({
  rule: 'VPN-1',
  allowed: 'a host or URL without blanks, ; , and |',
  advice: 'give each server an entry of its own',
  judge: (text) => {
    if (text.length > longest || text === '') return { message: 'is not a host or URL' };
    const servers = entriesIn(text);
    if (servers.length > 1)
      return { message: 'one entry holds one server', suggestion: writeInstead(asEntries(servers)) };
    const isGood = servers[0] === text && !hasUnseen(text) && !hasLookalike(text);
    return isGood ? undefined : { message: 'has blanks or separators' };
  },
});

function isSegment(text: string, mostBytes: number): boolean {
  if (text === '' || text === '.' || text === '..' || Buffer.byteLength(text) > mostBytes) return false;
  return !/[/{}\p{Cc}]/u.test(text) && !forbiddenCharacter.test(text) && !isUnseen(text);
}

/** A name that becomes one segment of a path, percent-encoded (rule GEN-4). */
export const segment = judged({
  rule: 'GEN-4',
  allowed: 'up to 256 bytes without /, { and }, not blanks alone',
  advice: 'write a short name of letters, digits, blanks and hyphens, e.g. `office-client`',
  judge: (text) => (isSegment(text, 256) ? undefined : { message: 'cannot be part of a path' }),
});

/** Name of a wireless network (rule WIFI-1). */
export const ssid = judged({
  rule: 'WIFI-1',
  allowed: '1 to 32 bytes of UTF-8 without /, { and }, not blanks alone',
  advice: 'write the name as the access point announces it, at most 32 bytes',
  judge: (text) => (isSegment(text, 32) ? undefined : { message: 'cannot be the name of a wireless network' }),
});

function isElement(text: string): boolean {
  // As bytes, half a character would become another one, and be well-formed.
  if (forbiddenCharacter.test(text) || !text.startsWith('<') || text.startsWith('<?')) return false;
  try {
    readXml(Buffer.from(text), { maxBytes: MAXIMUM_VALUE_BYTES });
    return true;
  } catch {
    return false;
  }
}

/** One XML element as text. */
export const xmlText = judged({
  rule: 'DOC-3',
  allowed: 'one well-formed XML element without a declaration, up to 100 KB as it travels',
  advice: 'paste the element alone, from its first `<` to its last `>`',
  judge: (text) => {
    if (Buffer.byteLength(text) > MAXIMUM_VALUE_BYTES)
      return { rule: 'SIZE-1', message: 'is larger than 100 KB', suggestion: 'shorten the document' };
    return isElement(text.trim()) ? undefined : { message: 'is not such an element' };
  },
});
