import type { Enrollment } from './enrollment';

/**
 * AppLocker grouping names of one generation, from two random GUIDs: names shared by two enrollments would let one take
 * the other's rules along. `EdpExempt` in a name turns its list into the exempt one, so the first must not have it
 * (wip-policy-guide.md 5).
 * @throws TypeError when either is not a GUID
 */
export function nameGroupings(protectedGuid: string, exemptGuid: string): Enrollment['groupings'] {
  if (![protectedGuid, exemptGuid].every((guid) => /^[0-9a-f-]{36}$/.test(guid))) {
    throw new TypeError('a grouping is named by a GUID');
  }
  return { protected: protectedGuid, exempt: `${exemptGuid}EdpExempt` };
}
