/** An IPv4 or IPv6 address as a number that can be compared within its family. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly value: bigint;
}

const octet = /^(?:0|[1-9][0-9]{0,2})$/;
const group = /^[0-9A-Fa-f]{1,4}$/;

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((part) => octet.test(part) && Number(part) <= 255)) return undefined;
  return octets.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** The 16-bit groups of one side of `::`; an IPv4 address at the end counts as two. */
function groupsOf(side: string): bigint[] | undefined {
  if (side === '') return [];
  const parts = side.split(':');
  const last = parts.at(-1) ?? '';
  const tail = last.includes('.') ? parseIpv4(last) : undefined;
  const plain = tail === undefined ? parts : parts.slice(0, -1);
  if (!plain.every((part) => group.test(part))) return undefined;
  const groups = plain.map((part) => BigInt(`0x${part}`));
  return tail === undefined ? groups : [...groups, tail >> 16n, tail & 0xffffn];
}

function parseIpv6(text: string): bigint | undefined {
  const [before = '', after, ...more] = text.split('::');
  const head = groupsOf(before);
  const rest = groupsOf(after ?? '');
  if (more.length > 0 || head === undefined || rest === undefined) return undefined;
  if (after !== undefined && before.includes('.')) return undefined;
  const gap = 8 - head.length - rest.length;
  if (after === undefined ? gap !== 0 : gap < 1) return undefined;
  return [...head, ...Array<bigint>(gap).fill(0n), ...rest].reduce((sum, part) => (sum << 16n) + part, 0n);
}

/** The address that a text names, or `undefined`: no prefix, no brackets, no zone, no octal numbers. */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (text.length > 45) return undefined;
  const family = text.includes(':') ? 6 : 4;
  const value = family === 6 ? parseIpv6(text) : parseIpv4(text);
  return value === undefined ? undefined : { family, value };
}

/** First and last address of a prefix such as `10.0.0.0/8` or `fd00::/8`, or `undefined` when the text is none. */
export function prefixRange(text: string): { readonly from: string; readonly to: string } | undefined {
  const [address = '', length = '', ...rest] = text.split('/');
  const parsed = parseIpAddress(address);
  if (rest.length > 0 || parsed === undefined || !/^[0-9]{1,3}$/.test(length)) return undefined;
  const { family, value } = parsed;
  const { bits, write } = families[family];
  if (Number(length) > bits) return undefined;
  const size = 1n << BigInt(bits - Number(length));
  const first = value - (value % size);
  return { from: write(first), to: write(first + size - 1n) };
}

const partsOf = (value: bigint, count: number, bits: bigint) =>
  Array.from({ length: count }, (_, index) => (value >> (bits * BigInt(count - 1 - index))) & ((1n << bits) - 1n));

const dotted = (value: bigint) => partsOf(value, 4, 8n).join('.');

/** The longest run of groups that are 0, two at least, becomes `::` (RFC 5952). */
function coloned(value: bigint): string {
  const text = partsOf(value, 8, 16n)
    .map((part) => part.toString(16))
    .join(':');
  const [zeros] = [...text.matchAll(/\b0(?::0)+\b/g)].sort(([left], [right]) => right.length - left.length);
  if (zeros === undefined) return text;
  const after = text.slice(zeros.index + zeros[0].length);
  return `${text.slice(0, zeros.index).replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}

const families = { 4: { bits: 32, write: dotted }, 6: { bits: 128, write: coloned } } as const;
