import type { TermsText } from '../../shared/terms/terms-text';

/** The terms of use of the demo tenant, by language. */
export const DEMO_TERMS: ReadonlyMap<string, TermsText> = new Map([
  [
    'en',
    {
      version: '2026-11',
      title: 'Work data on your own PC',
      text: [
        'Contoso lets you open work documents on your own PC. In return Windows keeps them apart from what is yours.',
        'Contoso sees the name of your PC, its Windows version, and whether the rules for work data are in force. Contoso does not see your personal files, your passwords or the pages that you visit.',
        'When you remove the work account, or when you leave Contoso, the work documents on this PC can no longer be opened. Everything personal stays.',
      ].join('\n\n'),
    },
  ],
  [
    'de',
    {
      version: '2026-11',
      title: 'Arbeitsdaten auf Ihrem eigenen PC',
      text: [
        'Contoso erlaubt Ihnen, Arbeitsdokumente auf Ihrem eigenen PC zu öffnen. Dafür hält Windows sie von Ihren privaten Daten getrennt.',
        'Contoso sieht den Namen Ihres PCs, seine Windows-Version und ob die Regeln für Arbeitsdaten in Kraft sind. Contoso sieht weder Ihre privaten Dateien noch Ihre Kennwörter noch die Seiten, die Sie besuchen.',
        'Wenn Sie das Arbeitskonto entfernen oder Contoso verlassen, lassen sich die Arbeitsdokumente auf diesem PC nicht mehr öffnen. Alles Private bleibt.',
      ].join('\n\n'),
    },
  ],
]);
