import type { ComplianceWords } from '../user-words';

/** English. */
export const english: ComplianceWords = {
  language: 'en',
  reasons: {
    secureBoot: {
      problem: 'Secure Boot is turned off.',
      advice: 'Turn on Secure Boot in the firmware (UEFI) settings of your PC, then restart it.',
    },
    secureBootUnsupported: {
      problem: 'This PC cannot use Secure Boot.',
      advice: 'Ask your administrator whether you can use this PC for work.',
    },
    encryption: {
      problem: 'The drive with Windows is not encrypted.',
      advice: 'Open Windows Settings, search for "encryption", turn it on, and leave the PC on until it is done.',
    },
    tpm: {
      problem: 'Windows finds no security chip (TPM).',
      advice: 'Turn on the TPM in the firmware (UEFI) settings of your PC. If there is none, ask your administrator.',
    },
    antivirus: {
      problem: 'Virus protection is off or paused.',
      advice: 'Open Windows Security and turn on virus and threat protection, or the antivirus that you use.',
    },
    signatures: {
      problem: 'Virus protection is out of date.',
      advice: 'Open Windows Security and look for protection updates.',
    },
    firewall: {
      problem: 'The firewall is off or paused.',
      advice: 'Open Windows Security and turn on the firewall for all networks.',
    },
    protection: {
      problem: 'The protection of work data is not active yet.',
      advice: 'Restart your PC, then sync: Windows Settings, Accounts, Access work or school, Info, Sync.',
    },
    protectionMissing: {
      problem: 'This version of Windows cannot protect work data.',
      advice: 'Ask your administrator whether you can use this PC for work.',
    },
    policy: {
      problem: 'Your PC did not accept all settings of your organization.',
      advice:
        'Sync once more: Windows Settings, Accounts, Access work or school, Info, Sync. If that does not help, ask your administrator.',
    },
    release: {
      problem: 'This version of Windows is too old, or is not known.',
      advice:
        'Install all updates in Windows Update. If this message stays, ask your administrator: the version is only reported when the work account is added.',
    },
    start: {
      problem: 'Your PC did not start the way your organization requires.',
      advice: 'Install all updates and turn on Secure Boot and drive encryption, then restart your PC.',
    },
    startUnproven: {
      problem: 'There is no current proof that your PC started safely.',
      advice:
        'Restart your PC and leave it connected to the internet. If this message stays for two days, ask your administrator.',
    },
    silence: {
      problem: 'Your PC has not reported for a long time.',
      advice:
        'Turn it on, connect it to the internet, sign in and sync: Windows Settings, Accounts, Access work or school, Info, Sync.',
    },
    unknown: {
      problem: 'Your PC does not tell something that your organization requires.',
      advice:
        'Install all updates in Windows Update. If this message stays, ask your administrator whether you can use this PC for work.',
    },
    pending: {
      problem: 'Your PC has not reported everything yet.',
      advice: 'You need not do anything. Leave it on and connected to the internet, and look here again tomorrow.',
    },
  },
  page: {
    title: 'Is my PC all right?',
    introduction:
      'This page tells how your PCs with a work account stand with your organization, and what to do if something is wrong.',
    privacy: 'Sign in with your work or school account, so that nobody else sees it. Nothing is stored of your visit.',
    button: 'Sign in',
    devices: 'Your PCs',
    signedIn: 'Signed in as {account} · {organization}',
    unnamed: 'PC without a name',
    states: {
      compliant: 'All right: this PC is as your organization requires.',
      inGrace: 'Something is to be done by {until}.',
      unknown: 'Not known yet: this PC has not reported everything.',
      notCompliant: 'Not all right: this PC is not as your organization requires.',
      nothingDemanded: 'The work account is set up. Your organization requires nothing more of this PC.',
    },
    facts: {
      since: 'Since',
      lastReport: 'Last report',
      added: 'Work account added',
      never: 'none yet',
    },
    report:
      'Your PC reports about once a day. To let it report now: Windows Settings, Accounts, Access work or school, Info, Sync. Then look here again.',
    none: {
      problem: 'No PC is set up with this account.',
      advice:
        'To add this PC: Windows Settings, Accounts, Access work or school, Connect, and sign in with this account. If you have done that, sign in here with the account that you used there, or ask your administrator.',
    },
    suspended:
      'This service is suspended for your organization. Your PC gets nothing new, and what stands here may be old.',
    offboarding:
      'Your organization is leaving this service. Your PC gets nothing new, and what stands here may be old.',
    again: 'Look again',
    refusal: {
      title: 'Your PCs cannot be shown',
      reference: 'Reference for your administrator',
      button: 'Begin again',
      other: 'That did not work. Begin again in a while.',
      unavailable: 'The service cannot answer at the moment. Begin again in a few minutes.',
      reasons: {
        'compliance.visit': 'This page belongs to no sign-in of this browser, or to one that is over. Begin again.',
        'compliance.sign-in':
          'The sign-in was broken off or not accepted. Begin again. If Microsoft asks for approval, ask your administrator.',
        'token.personal-account':
          'Personal Microsoft accounts cannot be used here. Begin again with your work or school account.',
        'tenant.unknown':
          'Your organization does not use this service. Begin again with another account, or ask your administrator.',
      },
    },
  },
};
