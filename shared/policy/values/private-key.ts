import { Buffer } from 'node:buffer';

/** What a private key begins with: a SEQUENCE, whose length may be of any form, and the first bytes in it (in hex). */
const sequence = '30(?:[0-7][0-9a-f]|80|81..|82.{4}|83.{6}|84.{8})';
const beginnings = [
  `${sequence}020103${sequence}`, // PKCS#12, version 3 (RFC 7292)
  `${sequence}02010[01]${sequence}`, // PKCS#8, and with the public key (RFC 5958)
  `${sequence}020100028`, // PKCS#1, of which the modulus has 128 bytes or more (RFC 8017)
  `${sequence}02010104`, // SEC 1 (RFC 5915)
  `${sequence}${sequence}06092a864886f70d0105`, // PKCS#8 that a password encrypts (PKCS#5)
  `${sequence}${sequence}060a2a864886f70d010c01`, // the same, as PKCS#12 encrypts it
];
const privateKey = new RegExp(`^(?:${beginnings.join('|')})`);

/** Characters of Base64 that hold as many bytes as the beginnings have. */
const enough = 64;
/** Of a text so much is looked at: line ends and the header of a PEM block stand between the characters. */
const head = 256;

/** Whether a text is a private key, or a file that holds one, as PEM or as DER in Base64, be it in several lines. */
export function isPrivateKey(text: string): boolean {
  if (text.includes('PRIVATE KEY')) return true;
  const content = text
    .trimStart()
    .slice(0, head)
    .replace(/^-----BEGIN [^-]*-----/, '');
  const der = Buffer.from(content.replace(/\s/g, '').slice(0, enough), 'base64');
  return privateKey.test(der.toString('hex'));
}
