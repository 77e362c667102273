import { attestationRemedy, attestationWords } from './attestation/attestation-words';
import type { ReasonCode } from './reason-code';
import type { Finding } from './verdict';

/** Why a PC is not compliant, in words for an administrator, and what can be done about it. */
export interface ReasonWords {
  readonly meaning: string;
  readonly remedy: string;
}

const PAGE = 'The compliance page tells the user so, too.';
const OLD_WINDOWS =
  'Find out whether this Windows has the node at all; where it has not, the PC can only be replaced, or the policy can count unknown as compliant (unknownIs).';
const RESYNC = 'Ask the PC again with the action resync; it answers at its next sync.';

/** `{about}` is what the finding is about. */
const WORDS: Readonly<Record<ReasonCode, ReasonWords>> = {
  'secureBoot.off': {
    meaning: 'secure boot is off',
    remedy: `The user turns it on in the firmware (UEFI) settings and restarts. ${PAGE}`,
  },
  'secureBoot.unsupported': {
    meaning: 'the firmware of this PC has no secure boot, or starts in legacy mode',
    remedy: 'Only another firmware mode (UEFI) or another PC helps.',
  },
  'secureBoot.unknown': { meaning: 'the PC does not say whether secure boot is on', remedy: OLD_WINDOWS },
  'encryption.off': {
    meaning: 'the system drive is not encrypted',
    remedy: `The user turns on device encryption or BitLocker in the settings of Windows; it takes hours, for which the grace should leave time. ${PAGE}`,
  },
  'encryption.unknown': { meaning: 'the PC does not say whether its system drive is encrypted', remedy: OLD_WINDOWS },
  'tpm.missing': {
    meaning: 'Windows finds no TPM',
    remedy: 'It may be switched off in the firmware; otherwise only another PC helps.',
  },
  'tpm.unknown': { meaning: 'the PC does not say whether it has a TPM', remedy: OLD_WINDOWS },
  'antivirus.off': {
    meaning: 'no antivirus is on and monitoring everything',
    remedy: `The user turns it on in Windows Security. ${PAGE}`,
  },
  'antivirus.snoozed': {
    meaning: 'the antivirus has been paused for two syncs',
    remedy: `The user turns it on again in Windows Security. ${PAGE}`,
  },
  'antivirus.unknown': { meaning: 'the PC does not say whether an antivirus runs', remedy: OLD_WINDOWS },
  'antivirusSignatures.outdated': {
    meaning: 'the signatures of the antivirus are out of date, or there is no antivirus',
    remedy: `The user looks for protection updates in Windows Security. ${PAGE}`,
  },
  'antivirusSignatures.unknown': {
    meaning: 'the PC does not say whether the signatures of its antivirus are current',
    remedy: OLD_WINDOWS,
  },
  'firewall.off': {
    meaning: 'the firewall is off, or does not cover all networks',
    remedy: `The user turns it on for all networks in Windows Security. ${PAGE}`,
  },
  'firewall.snoozed': {
    meaning: 'the firewall has been paused for two syncs',
    remedy: `The user turns it on again in Windows Security. ${PAGE}`,
  },
  'firewall.unknown': { meaning: 'the PC does not say whether a firewall runs', remedy: OLD_WINDOWS },
  'protection.off': {
    meaning: 'Windows Information Protection is not reported in force',
    remedy: 'See which of its settings the PC refused; after the first delivery a restart may be needed.',
  },
  'protection.missing': {
    meaning: 'this Windows has no Windows Information Protection',
    remedy: 'It was taken out of newer releases of Windows: work data cannot be protected on this PC.',
  },
  'protection.unknown': { meaning: 'the PC does not say whether work data is protected', remedy: OLD_WINDOWS },
  'policy.refused': {
    meaning: 'settings that the PC refused, or that this service held back: {about}',
    remedy: 'The list of settings of the device tells which, and why.',
  },
  'release.tooOld': {
    meaning: 'Windows was older than {about} when the PC enrolled',
    remedy:
      'Windows reports its release when the work account is added, not later: after the update the user adds the account again.',
  },
  'release.unknown': {
    meaning: 'the PC did not report its release when it enrolled; {about} is demanded',
    remedy: 'The user adds the work account again.',
  },
  'attestation.unhealthy': {
    meaning: 'the verified report of how the PC started says it is not healthy: {about}',
    remedy: 'The report is about the last start: after mending it the user restarts the PC.',
  },
  'attestation.contradictory': {
    meaning: 'the validation service found that what the PC told of its start does not fit together',
    remedy: 'Take it for tampering until it is explained: look at the PC.',
  },
  'attestation.incomplete': {
    meaning: 'the report does not tell about: {about}',
    remedy: 'Demand only attributes that this provider reports, or mend the policy of the provider.',
  },
  'attestation.failed': { meaning: 'there is no report of how the PC started: {about}', remedy: RESYNC },
  'attestation.old': {
    meaning: 'the last report of how the PC started is too old',
    remedy: `The user restarts the PC and leaves it connected to the internet. ${PAGE}`,
  },
  'attestation.pending': {
    meaning: 'the report of how the PC started is being made',
    remedy: 'It comes with one of the next syncs.',
  },
  'facts.pending': { meaning: 'not told yet, or asked once more: {about}', remedy: 'It comes with the next sync.' },
  'facts.stale': {
    meaning: 'the PC syncs, but has not answered what it was asked for two periods',
    remedy: RESYNC,
  },
  'silence.tooLong': {
    meaning: 'nothing was heard of the PC for {about} days or more',
    remedy: 'The user connects the PC to the internet, or removes a PC that is not used any more.',
  },
};

/** The words for a finding. */
export function reasonWords({ code, about = [] }: Finding): ReasonWords {
  const { meaning, remedy } = WORDS[code];
  if (code !== 'attestation.failed') return { meaning: meaning.replace('{about}', () => about.join(', ')), remedy };
  const [failure] = about;
  const named = meaning.replace('{about}', () => about.map(attestationWords).join(', '));
  return { meaning: named, remedy: failure === undefined ? remedy : attestationRemedy(failure) };
}
