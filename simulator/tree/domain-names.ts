import { domainToASCII, domainToUnicode } from 'node:url';

/**
 * True when every name of a list is canonical as the EnterpriseDataProtection provider demands: lower case, IDN to
 * ASCII and back gives the same text (policy guide, section 3).
 */
export function areCanonical(names: readonly string[]): boolean {
  return names.length > 0 && names.every(isCanonical);
}

function isCanonical(name: string): boolean {
  const ascii = domainToASCII(name);
  return ascii !== '' && domainToUnicode(ascii) === name && !/[A-Z]/.test(name);
}
