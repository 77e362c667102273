import { describe, expect, it } from 'vitest';
import { certificateDer, readCertificate } from '../../../shared/policy/values/certificate';
import { canonicalDomain } from '../../../shared/policy/values/domain';
import { isHost } from '../../../shared/policy/values/host';
import { parseIpAddress, prefixRange } from '../../../shared/policy/values/ip-address';
import { bareBase64, certificates } from './documents';

describe('canonicalDomain', () => {
  it.each([
    ['one label', 'contoso'],
    ['an empty label', 'contoso..com'],
    ['a dot at the end', 'contoso.com.'],
    ['a dot in front', '.contoso.com'],
    ['a blank', 'contoso .com'],
    ['a separator', 'a.com|b.com'],
    ['an asterisk', '*.contoso.com'],
    ['an underscore', 'a_b.contoso.com'],
    ['a hyphen at an end', '-a.contoso.com'],
    ['an address', '10.0.0.1'],
    ['an address in hexadecimal', '0x7f.1'],
    ['broken punycode', 'xn--zzzz.de'],
    ['a joiner that IDNA forbids', '\u200d.com'],
    ['a label of 64 letters', `${'a'.repeat(64)}.com`],
    ['more than 253 characters', `${'a.'.repeat(130)}com`],
  ])('refuses %s', (_, text) => {
    expect(canonicalDomain(text)).toBeUndefined();
  });

  it.each([
    ['Contoso.COM', 'contoso.com'],
    ['xn--mnchen-3ya.de', 'münchen.de'],
    ['MÜNCHEN.de', 'münchen.de'],
    ['XN--MNCHEN-3YA.de', 'münchen.de'],
    ['faß.de', 'faß.de'],
    ['a-1.contoso.co.uk', 'a-1.contoso.co.uk'],
  ])('writes %s as %s', (text, canonical) => {
    expect(canonicalDomain(text)).toBe(canonical);
  });
});

describe('isHost', () => {
  it.each(['نامه\u200cای.com', 'क्\u200dष.com', 'bücher.de', '日本語.jp', 'ไทย.com'])(
    'takes %j, as IDNA does, with the joiners of its script',
    (text) => {
      expect(isHost(text)).toBe(true);
    },
  );

  it.each(['a\u200d.com', 'a\u200cb.com', '👨\u200d👩\u200d👧.ws', 'a、b.com'])('refuses %j, as IDNA does', (text) => {
    expect(isHost(text)).toBe(false);
  });

  it.each([
    '',
    '.',
    'a.',
    '*.a',
    'a b',
    'http://a',
    'a/b',
    'a,b',
    'a:80',
    '-a',
    'a'.repeat(254),
    'a\uffff',
    'a\ufffe.b',
    'a\ud800',
    '\udc00',
  ])('refuses %j', (text) => {
    expect(isHost(text)).toBe(false);
  });

  it.each([
    ['a no-break space', '\u00a0'],
    ['an ideographic space', '\u3000'],
    ['a next line', '\u0085'],
    ['a line separator', '\u2028'],
    ['a zero width space', '\u200b'],
    ['a soft hyphen', '\u00ad'],
    ['a turn of the direction', '\u202e'],
    ['a filler', '\u3164'],
    ['a variation selector', '\ufe0f'],
    ['a character of nobody', '\ue000'],
    ['an ideographic full stop', '\u3002'],
    ['its halfwidth form', '\uff61'],
    ['a fullwidth full stop', '\uff0e'],
    ['a fullwidth comma', '\uff0c'],
    ['a fullwidth bar', '\uff5c'],
    ['a fullwidth colon', '\uff1a'],
    ['a fullwidth slash', '\uff0f'],
    ['an account of', '\u2100'],
    ['a digit with a full stop', '\u2488'],
  ])('refuses %s anywhere', (_, character) => {
    for (const text of [`a${character}b.com`, `${character}a.com`, `a.com${character}`])
      expect(isHost(text)).toBe(false);
  });

  it.each([
    'a',
    'a_b.contoso.com',
    '10.0.0.1',
    'münchen.de',
    'A-1.b',
    'a😀.com',
    'ドメイン名例.jp',
    'faß.de',
    'xn--mnchen-3ya.de',
  ])('takes %s', (text) => {
    expect(isHost(text)).toBe(true);
  });
});

describe('parseIpAddress', () => {
  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '01.2.3.4',
    '10.0.0.0/8',
    ' 1.2.3.4',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    'fe80::1%eth0',
    '[::1]',
    '12345::',
    '1.2.3.4::',
    '::1.2.3.4:5',
  ])('refuses %j', (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });

  it.each<[string, 4 | 6, bigint]>([
    ['0.0.0.0', 4, 0n],
    ['10.1.2.3', 4, 0x0a010203n],
    ['::', 6, 0n],
    ['::1', 6, 1n],
    ['fe80::', 6, 0xfe80n << 112n],
    ['1:2:3:4:5:6:7:8', 6, 0x00010002000300040005000600070008n],
    ['::ffff:1.2.3.4', 6, 0xffff01020304n],
  ])('reads %s', (text, family, value) => {
    expect(parseIpAddress(text)).toEqual({ family, value });
  });
});

describe('prefixRange', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
    ['192.168.1.77/24', '192.168.1.0', '192.168.1.255'],
    ['1.2.3.4/32', '1.2.3.4', '1.2.3.4'],
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    ['fd00::/8', 'fd00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2001:db8::1/128', '2001:db8::1', '2001:db8::1'],
    ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::1/64', '::', '::ffff:ffff:ffff:ffff'],
    ['1:0:0:2::/63', '1:0:0:2::', '1::3:ffff:ffff:ffff:ffff'],
    ['10:0:0:1:0:0:0:1/128', '10:0:0:1::1', '10:0:0:1::1'],
    ['2001:db8:0:1:1:1:1:1/128', '2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ])('spreads %s', (text, from, to) => {
    expect(prefixRange(text)).toEqual({ from, to });
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', 'fe80::', 'fe80::/129', 'fe80::/', 'fe80::/-1'])(
    'knows no range for %s',
    (text) => {
      expect(prefixRange(text)).toBeUndefined();
    },
  );
});

describe('readCertificate', () => {
  const { root } = certificates;
  const twice = Buffer.concat([certificateDer(root) ?? Buffer.alloc(0), Buffer.from([0])]).toString('base64');

  it.each([
    ['an empty text', ''],
    ['text that is not Base64', 'MIIB*'],
    ['Base64 of something else', 'AAAA'],
    ['two PEM blocks', root + root],
    ['a PEM block with text before it', `hello\n${root}`],
    ['bytes behind the certificate', twice],
    ['a text of 1 MB', 'A'.repeat(1_000_000)],
  ])('refuses %s', (_, text) => {
    expect(readCertificate(text)).toBeUndefined();
  });

  it('reads a PEM block and bare Base64 alike', () => {
    const fingerprints = [root, bareBase64(root)].map((text) => readCertificate(text)?.fingerprint);
    expect(fingerprints[0]).toBe(fingerprints[1]);
    expect(fingerprints[0]).toBeDefined();
  });
});
