import { certificateRefusals } from './certificate-cases';
import { blankRefusals, characterRefusals } from './character-cases';
import { complianceWarnings } from './compliance-cases';
import { coreRefusals, coreWarnings } from './core-cases';
import type { DocumentCase } from './document-case';
import { formRefusals } from './form-cases';
import { profileRefusals, profileWarnings } from './profile-cases';
import { signInRefusals, signInWarnings } from './sign-in-cases';
import { syncRefusals, syncWarnings } from './sync-cases';

/** Every document of the suite that is refused. */
export const everyRefusal: readonly DocumentCase[] = [
  ...formRefusals,
  ...coreRefusals,
  ...signInRefusals,
  ...syncRefusals,
  ...certificateRefusals,
  ...profileRefusals,
  ...characterRefusals,
  ...blankRefusals,
];

/** Every document of the suite that is accepted with a warning. */
export const everyWarning: readonly DocumentCase[] = [
  ...coreWarnings,
  ...signInWarnings,
  ...syncWarnings,
  ...profileWarnings,
  ...complianceWarnings,
];
