/** Languages of the texts that a refused user may see. */
export type Language = 'en' | 'de';

/** What can go wrong, as the user is told; see `enrollment-fault.ts` for what Windows is told. */
export type FaultName = keyof typeof FAULT_TEXTS;

/** One sentence on what happened and one on what to do, per fault and language. */
export const FAULT_TEXTS = {
  MessageFormat: {
    en: 'The enrollment request could not be read. Update Windows and try again.',
    de: 'Die Registrierungsanfrage war nicht lesbar. Aktualisieren Sie Windows und versuchen Sie es erneut.',
  },
  UnknownOperation: {
    en: 'This service protects apps only and does not manage devices. Add a work account instead of joining the device.',
    de: 'Dieser Dienst schützt nur Apps und verwaltet keine Geräte. Fügen Sie ein Geschäftskonto hinzu, statt das Gerät einzubinden.',
  },
  InvalidSecurity: {
    en: 'The enrollment request carried no usable proof of sign-in. Remove the work account and add it again.',
    de: 'Der Registrierungsanfrage fehlte ein brauchbarer Anmeldenachweis. Entfernen Sie das Geschäftskonto und fügen Sie es neu hinzu.',
  },
  Authentication: {
    en: 'Your sign-in was not accepted. Check the clock of this PC, then sign in with your work account again.',
    de: 'Ihre Anmeldung wurde nicht angenommen. Prüfen Sie die Uhr dieses PCs und melden Sie sich erneut mit dem Geschäftskonto an.',
  },
  Authorization: {
    en: 'Your account may not enroll this PC. Ask the administrator of your organization.',
    de: 'Ihr Konto darf diesen PC nicht registrieren. Wenden Sie sich an die Administration Ihrer Organisation.',
  },
  WipeOpen: {
    en: 'Your organization is withdrawing its data from this PC, which must end before you can enroll it again. Ask the administrator of your organization.',
    de: 'Ihre Organisation zieht ihre Daten gerade von diesem PC zurück; erst danach können Sie ihn wieder registrieren. Wenden Sie sich an die Administration Ihrer Organisation.',
  },
  InternalServiceFault: {
    en: 'The service cannot answer at the moment. Try again in a few minutes.',
    de: 'Der Dienst kann gerade nicht antworten. Versuchen Sie es in einigen Minuten erneut.',
  },
  DeviceCapReached: {
    en: 'You have enrolled as many devices as your organization allows. Remove the work account from another one first.',
    de: 'Sie haben so viele Geräte registriert, wie Ihre Organisation erlaubt. Entfernen Sie das Geschäftskonto zuerst von einem anderen.',
  },
  DeviceNotSupported: {
    en: 'Only Windows PCs can be enrolled here.',
    de: 'Hier können nur Windows-PCs registriert werden.',
  },
  NotSupported: {
    en: 'This kind of enrollment is not supported here. Add a work account instead of joining the device.',
    de: 'Diese Art der Registrierung wird hier nicht unterstützt. Fügen Sie ein Geschäftskonto hinzu, statt das Gerät einzubinden.',
  },
  NotEligibleToRenew: {
    en: 'There is nothing to renew. Remove the work account and add it again if it no longer works.',
    de: 'Es gibt nichts zu erneuern. Entfernen Sie das Geschäftskonto und fügen Sie es neu hinzu, wenn es nicht mehr funktioniert.',
  },
  InMaintenance: {
    en: 'The service is being maintained. Try again later.',
    de: 'Der Dienst wird gerade gewartet. Versuchen Sie es später erneut.',
  },
  InvalidEnrollmentData: {
    en: 'The terms of use were not accepted, or too long ago. Add the work account again and accept them.',
    de: 'Die Nutzungsbedingungen wurden nicht oder vor zu langer Zeit akzeptiert. Fügen Sie das Geschäftskonto erneut hinzu und stimmen Sie ihnen zu.',
  },
} as const satisfies Record<string, Record<Language, string>>;

/** The language for a locale such as `de-AT`; English for every one without texts of its own. */
export function languageOf(locale: string | undefined): Language {
  return /^de(?:-|$)/i.test(locale ?? '') ? 'de' : 'en';
}
