import { MAXIMUM_VALUE_BYTES } from '../../csp/check-command';
import { shaped } from './shaped';

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
