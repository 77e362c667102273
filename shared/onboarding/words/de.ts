import type { OnboardingWords } from '../words';

/** German. */
export const german: OnboardingWords = {
  language: 'de',
  welcome: {
    title: 'Ihre Organisation aufnehmen',
    introduction:
      'Dieser Dienst schützt Arbeitsdaten auf privaten Windows-PCs. Sie brauchen ein Konto, das für Ihre ganze Organisation einwilligen darf, etwa das eines globalen Administrators.',
    whatHappens: 'Was geschehen wird:',
    steps: [
      'Sie melden sich bei Microsoft an. Um welche Organisation es geht, ergibt sich allein aus Ihrem Konto.',
      'Sie sehen, was angelegt würde, und können noch umkehren.',
      'Microsoft bittet Sie, den Dienst Ihre Benutzer und deren Gruppen lesen zu lassen.',
    ],
    open: 'Ihre Organisation wird hier angelegt. Kein PC wird registriert, bevor Sie in Entra sagen, wessen PCs es dürfen.',
    listed: 'Der Betreiber dieses Dienstes entscheidet, ob Ihre Organisation angelegt wird.',
    button: 'Anmelden',
  },
  confirmation: {
    title: 'Das wird gleich angelegt',
    signedIn: 'Sie sind angemeldet als {account}. Wenn Sie fortfahren:',
    points: [
      'Microsoft bittet Sie um die Einwilligung für den Mandanten {tenant}.',
      'Dieser Dienst legt den Mandanten unter dem Namen unten an, ohne Richtlinien und ohne Nutzungsbedingungen.',
      'Sonst ändert sich nichts: Wessen PCs sich hier registrieren und wo, legen Sie mit npm run onboard oder im Entra Admin Center fest.',
    ],
    field: 'Name der Organisation, wie ihre PCs ihn zeigen',
    button: 'Weiter zur Einwilligung',
  },
  done: {
    title: '{organization} ist aufgenommen',
    introduction:
      'Noch wird kein PC registriert. Was fehlt, braucht Rechte in Ihrem Verzeichnis, die dieser Dienst nicht hat:',
    onboard:
      'Damit bekommen Sie die Rolle Mam.Admin, Nutzungsbedingungen und eine erste Richtlinie werden gespeichert und die Adressen unter Mobility (MDM and WIP) eingetragen:',
    doctor: 'Damit erfahren Sie anschließend, ob alles passt:',
  },
  closing: {
    title: 'Zurück zur Befehlszeile',
    text: 'Sie können dieses Fenster schließen. Die Befehlszeile sieht von selbst, wie Sie entschieden haben.',
  },
  refusal: {
    title: 'Ihre Organisation wurde nicht aufgenommen',
    reference: 'Referenz',
    button: 'Von vorn beginnen',
    other: 'Das hat nicht geklappt. Beginnen Sie in einer Weile von vorn.',
    reasons: {
      'onboarding.visit':
        'Diese Seite gehört zu keiner Aufnahme in diesem Browser oder zu einer, die vorbei ist. Beginnen Sie von vorn.',
      'onboarding.sign-in': 'Die Anmeldung wurde abgebrochen oder nicht angenommen. Beginnen Sie von vorn.',
      'onboarding.other-tenant':
        'Eingewilligt wurde für eine andere Organisation als die, bei der Sie sich angemeldet haben. Nichts wurde angelegt.',
      'onboarding.not-administrator':
        'Ihre Organisation hatte den Dienst schon früher zugelassen; dass Sie für sie handeln dürfen, ist damit nicht gezeigt. Wer die Rolle Mam.Admin hat, kann hier fortfahren; npm run onboard gibt sie einem Administrator.',
      'onboarding.no-consent':
        'Niemand hat für Ihre Organisation eingewilligt, daher wurde nichts angelegt. Sie können jederzeit von vorn beginnen.',
      'onboarding.name': 'Der Name der Organisation fehlt oder enthält Zeichen, die nicht möglich sind.',
      'onboarding.listed': 'Hier legt der Betreiber des Dienstes Mandanten an. Fragen Sie nach dem Mandanten {tenant}:',
      'tenant.suspended': 'Der Betreiber des Dienstes hat diese Organisation gesperrt und kann das allein aufheben.',
    },
  },
};
