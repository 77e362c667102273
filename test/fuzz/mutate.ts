import type { Random } from '../chaos/random';

/** Makes a hostile message of a well-formed one. */
type Mutation = (bytes: Buffer, random: Random, corpus: readonly Uint8Array[]) => Buffer;

/** Larger ones are refused by their size alone, and a few of those are enough. */
const LARGEST = 700 * 1024;

const PIECES: readonly string[] = [
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '<!ENTITY % p SYSTEM "file:///etc/passwd">%p;',
  '&b;',
  '&amp',
  '&#0;',
  '&#x110000;',
  '&#xD800;',
  `&#${'9'.repeat(400)};`,
  '&lt;script&gt;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '--',
  '<?xml version="1.1"?>',
  '<?php ?>',
  '<a:b xmlns:a="',
  '<__proto__>',
  '</__proto__>',
  '<constructor a="__proto__"/>',
  ' xmlns="SYNCML:SYNCML1.2"',
  ' xmlns=""',
  ' xmlns:xml="x"',
  ' toString="1"',
  '<MoreData/>',
  '<Final/>',
  '<CmdID>0</CmdID>',
  '<Size>99999999999999999999</Size>',
  '\0',
  '\uFEFF',
  '\uFFFE',
  '\u2028',
  '\r\n',
  '\t',
  '💣',
  'é'.normalize('NFD'),
  '\u202E',
];
const NUMBERS: readonly string[] = [
  '0',
  '-1',
  '1e309',
  '00000000000000000000001',
  '2147483648',
  '9007199254740993',
  '9'.repeat(2000),
  '0x10',
  'NaN',
  ' 1 ',
  '１',
];
const RAW: readonly (readonly number[])[] = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0x80],
  [0],
];

const place = (bytes: Buffer, random: Random): number => random.int(bytes.length + 1);

function span(bytes: Buffer, random: Random): readonly [from: number, to: number] {
  const from = place(bytes, random);
  return [from, Math.min(bytes.length, from + 1 + random.int(random.chance(0.2) ? bytes.length + 1 : 40))];
}

const insert = (bytes: Buffer, at: number, piece: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);

/** Where tags begin and end: some of them, so that a large message costs no more than a small one. */
function tags(bytes: Buffer): readonly RegExpExecArray[] {
  return [
    ...bytes
      .toString('latin1')
      .slice(0, 20_000)
      .matchAll(/<\/?[\w:]+[^<>]*>/g),
  ];
}

function replaceMatch(bytes: Buffer, pattern: RegExp, by: (found: string) => string, random: Random): Buffer {
  const text = bytes.toString('latin1');
  const found = [...text.slice(0, 20_000).matchAll(pattern)];
  if (found.length === 0) return bytes;
  const one = random.pick(found);
  return Buffer.from(text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length), 'latin1');
}

const utf16 = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('utf8'), 'utf16le');

/** Mutations that leave a message well-formed for the most part, so that the readers behind the XML see it. */
const GENTLE: readonly Mutation[] = [
  function nest(bytes, random) {
    const depth = random.pick([2, 20, 31, 33, 200, 2000]);
    const name = random.pick(['Atomic', 'Sequence', 'Item', 'Meta', 'a']);
    const inside = (found: string) => `${`<${name}>`.repeat(depth)}${found}${`</${name}>`.repeat(depth)}`;
    return replaceMatch(bytes, /<(\w+)>[^<>]*<\/\1>/g, inside, random);
  },
  function repeatElement(bytes, random) {
    const times = random.pick([2, 5, 50, 500]);
    return replaceMatch(bytes, /<(\w+)>(?:[^<>]|<(\w+)>[^<>]*<\/\2>)*<\/\1>/g, (found) => found.repeat(times), random);
  },
  function changeNumber(bytes, random) {
    return replaceMatch(bytes, />\d+</g, () => `>${random.pick(NUMBERS)}<`, random);
  },
  function changeNamespace(bytes, random) {
    const name = random.pick(['', 'syncml:metinfo', 'SYNCML:SYNCML1.1', 'x'.repeat(300), 'http://x/&#10;']);
    return replaceMatch(bytes, /xmlns(:\w+)?="[^"]*"/g, () => `xmlns="${name}"`, random);
  },
  function dropElement(bytes, random) {
    return replaceMatch(bytes, /<(\w+)>[^<>]*<\/\1>/g, () => '', random);
  },
  function changeText(bytes, random) {
    const text = random.pick([
      '',
      ' ',
      '&amp;',
      '&#10;',
      'x'.repeat(5000),
      '💣',
      '\u202E',
      './Device/../..',
      '%00',
      '1e5',
    ]);
    return replaceMatch(bytes, />[^<>]+</g, () => `>${Buffer.from(text).toString('latin1')}<`, random);
  },
  function moveElement(bytes, random) {
    const text = bytes.toString('latin1');
    const found = [...text.slice(0, 20_000).matchAll(/<(\w+)>(?:[^<>]|<(\w+)>[^<>]*<\/\2>)*<\/\1>/g)];
    if (found.length < 2) return bytes;
    const [one, other] = [random.pick(found), random.pick(found)];
    const without = text.slice(0, one.index) + text.slice(one.index + one[0].length);
    return insert(Buffer.from(without, 'latin1'), Math.min(other.index, without.length), Buffer.from(one[0], 'latin1'));
  },
];

/** Mutations that break a message. */
const ROUGH: readonly Mutation[] = [
  function flipBytes(bytes, random) {
    const copy = Buffer.from(bytes);
    for (let n = 1 + random.int(8); n > 0 && copy.length > 0; n -= 1) copy[random.int(copy.length)] = random.int(256);
    return copy;
  },
  function cutOut(bytes, random) {
    const [from, to] = span(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, place(bytes, random));
  },
  function repeatSpan(bytes, random) {
    const [from, to] = span(bytes, random);
    const piece = bytes.subarray(from, to);
    const most = Math.floor(LARGEST / (piece.length + 1));
    const times = Math.min(most, random.pick([1, 2, 10, 100, random.chance(0.02) ? 20_000 : 3]));
    return insert(bytes, from, Buffer.concat(Array.from({ length: times }, () => piece)));
  },
  function insertPiece(bytes, random) {
    return insert(bytes, place(bytes, random), Buffer.from(random.pick(PIECES)));
  },
  function insertBytes(bytes, random) {
    return insert(bytes, place(bytes, random), Buffer.from(random.pick(RAW)));
  },
  function insertBetweenTags(bytes, random) {
    const found = tags(bytes);
    if (found.length === 0) return bytes;
    return insert(bytes, random.pick(found).index, Buffer.from(random.pick(PIECES)));
  },
  function dropTag(bytes, random) {
    return replaceMatch(bytes, /<\/?[\w:]+[^<>]*>/g, () => '', random);
  },
  function renameTag(bytes, random) {
    const name = random.pick(['a', 'Status', 'Item', 'SyncHdr', 'Atomic', 'x:y', '__proto__', 'A'.repeat(500)]);
    return replaceMatch(bytes, /<\/?[\w:]+/g, (found) => (found.startsWith('</') ? `</${name}` : `<${name}`), random);
  },
  function addAttributes(bytes, random) {
    const count = random.pick([1, 2, 99, 101, 1000]);
    const names = random.chance(0.3) ? () => 'a' : (n: number) => `a${n}`;
    const text = Array.from({ length: count }, (_, n) => ` ${names(n)}="${random.pick(['', '&lt;', '<', '"'])}"`).join(
      '',
    );
    return replaceMatch(bytes, /<[\w:]+/g, (found) => found + text, random);
  },
  function encode(bytes, random) {
    const [le, be, feff] = [utf16(bytes), utf16(bytes).swap16(), Buffer.from([0xff, 0xfe])];
    const forms = [
      Buffer.concat([feff, le]),
      Buffer.concat([Buffer.from(feff).swap16(), be]),
      le,
      Buffer.concat([feff, be]),
      Buffer.concat([feff, le, Buffer.from([0])]),
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
      Buffer.from(`<?xml version="1.0" encoding="${random.pick(['UTF-16', 'latin1', 'utf-7', ''])}"?>${bytes}`),
    ];
    return random.pick(forms);
  },
  function splice(bytes, random, corpus) {
    const other = Buffer.from(random.pick(corpus));
    return Buffer.concat([bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random))]);
  },
];

/** One hostile message: a message of the corpus with one to four mutations, every other one with gentle ones alone. */
export function hostileMessage(corpus: readonly Uint8Array[], random: Random): Buffer {
  let bytes: Buffer = Buffer.from(random.pick(corpus));
  const mutations = random.chance(0.5) ? GENTLE : [...GENTLE, ...ROUGH];
  for (let n = 1 + random.int(4); n > 0; n -= 1) {
    const mutated = random.pick(mutations)(bytes, random, corpus);
    bytes = mutated.length > LARGEST ? mutated.subarray(0, LARGEST) : mutated;
  }
  return bytes;
}
