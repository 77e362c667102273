import type { ComplianceWords } from '../user-words';

/** Dutch. */
export const dutch: ComplianceWords = {
  language: 'nl',
  reasons: {
    secureBoot: {
      problem: 'Beveiligd opstarten (Secure Boot) is uitgeschakeld.',
      advice: 'Schakel Secure Boot in bij de firmware-instellingen (UEFI) van uw pc en start de pc opnieuw op.',
    },
    secureBootUnsupported: {
      problem: 'Deze pc kan Secure Boot niet gebruiken.',
      advice: 'Vraag uw beheerder of u deze pc voor het werk kunt gebruiken.',
    },
    encryption: {
      problem: 'Het station met Windows is niet versleuteld.',
      advice:
        'Open de Instellingen van Windows, zoek naar ‘versleuteling’, schakel die in en laat de pc aan tot het klaar is.',
    },
    tpm: {
      problem: 'Windows vindt geen beveiligingschip (TPM).',
      advice:
        'Schakel de TPM in bij de firmware-instellingen (UEFI) van uw pc. Is er geen, vraag het dan uw beheerder.',
    },
    antivirus: {
      problem: 'De virusbeveiliging is uitgeschakeld of onderbroken.',
      advice:
        'Open Windows-beveiliging en schakel de bescherming tegen virussen en bedreigingen in, of uw eigen antivirusprogramma.',
    },
    signatures: {
      problem: 'De virusbeveiliging is niet bijgewerkt.',
      advice: 'Open Windows-beveiliging en zoek naar updates van de beveiliging.',
    },
    firewall: {
      problem: 'De firewall is uitgeschakeld of onderbroken.',
      advice: 'Open Windows-beveiliging en schakel de firewall in voor alle netwerken.',
    },
    protection: {
      problem: 'De bescherming van werkgegevens is nog niet actief.',
      advice:
        'Start de pc opnieuw op en synchroniseer: Instellingen van Windows, Accounts, Toegang tot werk of school, Info, Synchroniseren.',
    },
    protectionMissing: {
      problem: 'Deze versie van Windows kan werkgegevens niet beschermen.',
      advice: 'Vraag uw beheerder of u deze pc voor het werk kunt gebruiken.',
    },
    policy: {
      problem: 'Uw pc heeft niet alle instellingen van uw organisatie geaccepteerd.',
      advice:
        'Synchroniseer nog een keer: Instellingen van Windows, Accounts, Toegang tot werk of school, Info, Synchroniseren. Helpt dat niet, vraag het dan uw beheerder.',
    },
    release: {
      problem: 'Deze versie van Windows is te oud of niet bekend.',
      advice:
        'Installeer alle updates in Windows Update. Blijft deze melding staan, vraag het dan uw beheerder: de versie wordt alleen gemeld als het werkaccount wordt toegevoegd.',
    },
    start: {
      problem: 'Uw pc is niet opgestart zoals uw organisatie dat vereist.',
      advice: 'Installeer alle updates, schakel Secure Boot en stationsversleuteling in en start de pc opnieuw op.',
    },
    startUnproven: {
      problem: 'Er is geen recent bewijs dat uw pc veilig is opgestart.',
      advice:
        'Start de pc opnieuw op en laat hem verbonden met internet. Blijft deze melding twee dagen staan, vraag het dan uw beheerder.',
    },
    silence: {
      problem: 'Uw pc heeft zich lang niet gemeld.',
      advice:
        'Zet hem aan, maak verbinding met internet, meld u aan en synchroniseer: Instellingen van Windows, Accounts, Toegang tot werk of school, Info, Synchroniseren.',
    },
    unknown: {
      problem: 'Uw pc geeft iets niet door wat uw organisatie vereist.',
      advice:
        'Installeer alle updates in Windows Update. Blijft deze melding staan, vraag dan uw beheerder of u deze pc voor het werk kunt gebruiken.',
    },
    pending: {
      problem: 'Uw pc heeft nog niet alles gemeld.',
      advice: 'U hoeft niets te doen. Laat hem aan en verbonden met internet, en kijk hier morgen weer.',
    },
  },
  page: {
    title: 'Is mijn pc in orde?',
    introduction:
      'Deze pagina vertelt hoe uw pc’s met een werkaccount er voor uw organisatie voor staan, en wat u moet doen als er iets niet klopt.',
    privacy:
      'Meld u aan met uw werk- of schoolaccount, zodat niemand anders het ziet. Van uw bezoek wordt niets bewaard.',
    button: 'Aanmelden',
    devices: 'Uw pc’s',
    signedIn: 'Aangemeld als {account} · {organization}',
    unnamed: 'Pc zonder naam',
    states: {
      compliant: 'In orde: deze pc is zoals uw organisatie vereist.',
      inGrace: 'Er moet iets gebeuren vóór {until}.',
      unknown: 'Nog niet bekend: deze pc heeft nog niet alles gemeld.',
      notCompliant: 'Niet in orde: deze pc is niet zoals uw organisatie vereist.',
      nothingDemanded: 'Het werkaccount is ingesteld. Meer vereist uw organisatie niet van deze pc.',
    },
    facts: {
      since: 'Sinds',
      lastReport: 'Laatste melding',
      added: 'Werkaccount toegevoegd',
      never: 'nog geen',
    },
    report:
      'Uw pc meldt zich ongeveer één keer per dag. Om hem nu te laten melden: Instellingen van Windows, Accounts, Toegang tot werk of school, Info, Synchroniseren. Kijk hier daarna opnieuw.',
    none: {
      problem: 'Met dit account is geen pc ingesteld.',
      advice:
        'Zo voegt u deze pc toe: Instellingen van Windows, Accounts, Toegang tot werk of school, Verbinden, en meld u aan met dit account. Hebt u dat al gedaan, meld u dan hier aan met het account dat u daar hebt gebruikt, of vraag het uw beheerder.',
    },
    suspended:
      'Deze dienst is voor uw organisatie opgeschort. Uw pc krijgt niets nieuws, en wat hier staat kan verouderd zijn.',
    offboarding: 'Uw organisatie verlaat deze dienst. Uw pc krijgt niets nieuws, en wat hier staat kan verouderd zijn.',
    again: 'Opnieuw kijken',
    refusal: {
      title: 'Uw pc’s kunnen niet worden getoond',
      reference: 'Referentie voor uw beheerder',
      button: 'Opnieuw beginnen',
      other: 'Dat is niet gelukt. Begin over een tijdje opnieuw.',
      unavailable: 'De dienst kan op dit moment niet antwoorden. Begin over enkele minuten opnieuw.',
      reasons: {
        'compliance.visit':
          'Deze pagina hoort bij geen aanmelding in deze browser, of bij een die voorbij is. Begin opnieuw.',
        'compliance.sign-in':
          'Het aanmelden is afgebroken of niet geaccepteerd. Begin opnieuw. Vraagt Microsoft om goedkeuring, vraag het dan uw beheerder.',
        'token.personal-account':
          'Persoonlijke Microsoft-accounts kunnen hier niet worden gebruikt. Begin opnieuw met uw werk- of schoolaccount.',
        'tenant.unknown':
          'Uw organisatie gebruikt deze dienst niet. Begin opnieuw met een ander account, of vraag het uw beheerder.',
      },
    },
  },
};
