import type { OnboardingWords } from '../words';

/** Dutch. */
export const dutch: OnboardingWords = {
  language: 'nl',
  welcome: {
    title: 'Uw organisatie aanmelden',
    introduction:
      'Deze dienst beschermt werkgegevens op persoonlijke Windows-pc’s. U hebt een account nodig dat voor uw hele organisatie toestemming mag geven, zoals dat van een globale beheerder.',
    whatHappens: 'Wat er gaat gebeuren:',
    steps: [
      'U meldt zich aan bij Microsoft. Om welke organisatie het gaat, volgt alleen uit uw account.',
      'U ziet wat er zou worden gemaakt en kunt nog terug.',
      'Microsoft vraagt u de dienst uw gebruikers en hun groepen te laten lezen.',
    ],
    open: 'Uw organisatie wordt hier gemaakt. Geen pc wordt ingeschreven voordat u in Entra zegt welke dat mogen.',
    listed: 'De beheerder van deze dienst beslist of uw organisatie wordt gemaakt.',
    button: 'Aanmelden',
  },
  confirmation: {
    title: 'Dit wordt zo gemaakt',
    signedIn: 'U bent aangemeld als {account}. Als u doorgaat:',
    points: [
      'Microsoft vraagt u om toestemming voor de tenant {tenant}.',
      'Deze dienst maakt de tenant onder de naam hieronder, zonder beleid en zonder gebruiksvoorwaarden.',
      'Verder verandert er niets: welke pc’s zich hier inschrijven, en waar, stelt u in met npm run onboard of in het Entra-beheercentrum.',
    ],
    field: 'Naam van de organisatie, zoals haar pc’s die tonen',
    button: 'Door naar de toestemming',
  },
  done: {
    title: '{organization} is aangemeld',
    introduction:
      'Er wordt nog geen pc ingeschreven. Wat nog moet, vraagt rechten in uw directory die deze dienst niet heeft:',
    onboard:
      'Dit geeft u de rol Mam.Admin, slaat gebruiksvoorwaarden en een eerste beleid op en vult de adressen in onder Mobility (MDM and WIP):',
    doctor: 'Dit zegt daarna of alles klopt:',
  },
  closing: {
    title: 'Terug naar de opdrachtregel',
    text: 'U kunt dit venster sluiten. De opdrachtregel ziet zelf wat u hebt besloten.',
  },
  refusal: {
    title: 'Uw organisatie is niet aangemeld',
    reference: 'Referentie',
    button: 'Opnieuw beginnen',
    other: 'Dat is niet gelukt. Begin over een tijdje opnieuw.',
    reasons: {
      'onboarding.visit':
        'Deze pagina hoort bij geen aanmelding in deze browser, of bij een die voorbij is. Begin opnieuw.',
      'onboarding.sign-in': 'Het aanmelden is afgebroken of niet geaccepteerd. Begin opnieuw.',
      'onboarding.other-tenant':
        'De toestemming is gegeven voor een andere organisatie dan die waarbij u zich hebt aangemeld. Er is niets gemaakt.',
      'onboarding.not-administrator':
        'Uw organisatie had de dienst al eerder toegelaten; dat u voor haar mag handelen, is dus niet aangetoond. Wie de rol Mam.Admin heeft, kan hier doorgaan; npm run onboard geeft die aan een beheerder.',
      'onboarding.no-consent':
        'Niemand heeft toestemming gegeven voor uw organisatie, dus is er niets gemaakt. U kunt altijd opnieuw beginnen.',
      'onboarding.name': 'De naam van de organisatie ontbreekt of bevat tekens die niet mogelijk zijn.',
      'onboarding.listed': 'Hier maakt de beheerder van de dienst tenants. Vraag om tenant {tenant}:',
      'tenant.suspended':
        'De beheerder van de dienst heeft deze organisatie geschorst en kan dat alleen zelf opheffen.',
    },
  },
};
