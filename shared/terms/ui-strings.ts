import { languageOf } from './choose-locale';

/** The words of the page itself, in one language; the terms are the tenant's. */
export interface UiStrings {
  /** Language of these words, for the attribute `lang`. */
  readonly language: string;
  readonly accept: string;
  readonly decline: string;
  readonly version: string;
  readonly hint: string;
  readonly errorTitle: string;
  readonly errorAdvice: string;
  readonly reference: string;
}

const english: UiStrings = {
  language: 'en',
  accept: 'Accept',
  decline: 'Decline',
  version: 'Version',
  hint: 'To continue setting up your work or school account, read and accept these terms.',
  errorTitle: 'This page cannot continue',
  errorAdvice: 'Close this window, then add your work or school account again in Windows Settings.',
  reference: 'Reference for your administrator',
};

const table: readonly UiStrings[] = [
  english,
  {
    language: 'de',
    accept: 'Akzeptieren',
    decline: 'Ablehnen',
    version: 'Version',
    hint: 'Lesen und akzeptieren Sie diese Bedingungen, um die Einrichtung Ihres Geschäfts-, Schul- oder Unikontos fortzusetzen.',
    errorTitle: 'Hier geht es nicht weiter',
    errorAdvice:
      'Schließen Sie dieses Fenster, und fügen Sie Ihr Geschäfts-, Schul- oder Unikonto in den Windows-Einstellungen erneut hinzu.',
    reference: 'Referenz für Ihren Administrator',
  },
  {
    language: 'fr',
    accept: 'Accepter',
    decline: 'Refuser',
    version: 'Version',
    hint: 'Pour continuer la configuration de votre compte professionnel ou scolaire, lisez et acceptez ces conditions.',
    errorTitle: 'Impossible de continuer',
    errorAdvice:
      'Fermez cette fenêtre, puis ajoutez à nouveau votre compte professionnel ou scolaire dans les Paramètres de Windows.',
    reference: 'Référence pour votre administrateur',
  },
  {
    language: 'es',
    accept: 'Aceptar',
    decline: 'Rechazar',
    version: 'Versión',
    hint: 'Para seguir configurando su cuenta profesional o educativa, lea y acepte estas condiciones.',
    errorTitle: 'No se puede continuar',
    errorAdvice:
      'Cierre esta ventana y vuelva a agregar su cuenta profesional o educativa en la Configuración de Windows.',
    reference: 'Referencia para su administrador',
  },
  {
    language: 'it',
    accept: 'Accetta',
    decline: 'Rifiuta',
    version: 'Versione',
    hint: "Per continuare a configurare l'account aziendale o dell'istituto di istruzione, leggi e accetta queste condizioni.",
    errorTitle: 'Impossibile continuare',
    errorAdvice:
      "Chiudi questa finestra, quindi aggiungi di nuovo l'account aziendale o dell'istituto di istruzione nelle Impostazioni di Windows.",
    reference: "Riferimento per l'amministratore",
  },
  {
    language: 'nl',
    accept: 'Accepteren',
    decline: 'Weigeren',
    version: 'Versie',
    hint: 'Lees en accepteer deze voorwaarden om door te gaan met het instellen van uw werk- of schoolaccount.',
    errorTitle: 'Doorgaan is niet mogelijk',
    errorAdvice: 'Sluit dit venster en voeg uw werk- of schoolaccount opnieuw toe in de Instellingen van Windows.',
    reference: 'Referentie voor uw beheerder',
  },
  {
    language: 'pt',
    accept: 'Aceitar',
    decline: 'Recusar',
    version: 'Versão',
    hint: 'Para continuar a configurar a sua conta profissional ou escolar, leia e aceite estes termos.',
    errorTitle: 'Não é possível continuar',
    errorAdvice:
      'Feche esta janela e adicione novamente a sua conta profissional ou escolar nas Definições do Windows.',
    reference: 'Referência para o administrador',
  },
  {
    language: 'pl',
    accept: 'Akceptuj',
    decline: 'Odrzuć',
    version: 'Wersja',
    hint: 'Aby kontynuować konfigurowanie konta służbowego lub szkolnego, przeczytaj i zaakceptuj te warunki.',
    errorTitle: 'Nie można kontynuować',
    errorAdvice:
      'Zamknij to okno, a następnie ponownie dodaj konto służbowe lub szkolne w Ustawieniach systemu Windows.',
    reference: 'Informacja dla administratora',
  },
  {
    language: 'ja',
    accept: '同意する',
    decline: '同意しない',
    version: 'バージョン',
    hint: '職場または学校アカウントの設定を続けるには、この規約を読んで同意してください。',
    errorTitle: '続行できません',
    errorAdvice: 'このウィンドウを閉じて、Windows の設定で職場または学校アカウントをもう一度追加してください。',
    reference: '管理者向けの参照番号',
  },
  {
    language: 'ar',
    accept: 'قبول',
    decline: 'رفض',
    version: 'الإصدار',
    hint: 'لمتابعة إعداد حساب العمل أو المؤسسة التعليمية، يُرجى قراءة هذه الشروط وقبولها.',
    errorTitle: 'تتعذر المتابعة',
    errorAdvice: 'أغلق هذه النافذة، ثم أضف حساب العمل أو المؤسسة التعليمية مرة أخرى في إعدادات Windows.',
    reference: 'مرجع للمسؤول',
  },
];

const byLanguage = new Map(table.map((strings) => [strings.language, strings]));

/** Languages in which the page itself can speak. */
export const uiLanguages: readonly string[] = [...byLanguage.keys()];

/** The page's own words in the language of a tag, or in English. */
export function uiStrings(locale: string): UiStrings {
  return byLanguage.get(languageOf(locale)) ?? english;
}
