import type { ComplianceWords } from '../user-words';

/** Polish. */
export const polish: ComplianceWords = {
  language: 'pl',
  reasons: {
    secureBoot: {
      problem: 'Bezpieczny rozruch (Secure Boot) jest wyłączony.',
      advice:
        'Włącz bezpieczny rozruch w ustawieniach oprogramowania układowego (UEFI) komputera i uruchom go ponownie.',
    },
    secureBootUnsupported: {
      problem: 'Ten komputer nie obsługuje bezpiecznego rozruchu.',
      advice: 'Zapytaj administratora, czy możesz używać tego komputera do pracy.',
    },
    encryption: {
      problem: 'Dysk z systemem Windows nie jest zaszyfrowany.',
      advice:
        'Otwórz Ustawienia systemu Windows, wyszukaj „szyfrowanie”, włącz je i zostaw komputer włączony, aż się zakończy.',
    },
    tpm: {
      problem: 'System Windows nie znajduje układu zabezpieczeń (TPM).',
      advice:
        'Włącz TPM w ustawieniach oprogramowania układowego (UEFI) komputera. Jeśli go nie ma, zapytaj administratora.',
    },
    antivirus: {
      problem: 'Ochrona przed wirusami jest wyłączona lub wstrzymana.',
      advice:
        'Otwórz Zabezpieczenia Windows i włącz ochronę przed wirusami i zagrożeniami albo program antywirusowy, którego używasz.',
    },
    signatures: {
      problem: 'Ochrona przed wirusami jest nieaktualna.',
      advice: 'Otwórz Zabezpieczenia Windows i poszukaj aktualizacji ochrony.',
    },
    firewall: {
      problem: 'Zapora jest wyłączona lub wstrzymana.',
      advice: 'Otwórz Zabezpieczenia Windows i włącz zaporę dla wszystkich sieci.',
    },
    protection: {
      problem: 'Ochrona danych służbowych jeszcze nie działa.',
      advice:
        'Uruchom komputer ponownie i zsynchronizuj: Ustawienia systemu Windows, Konta, Uzyskaj dostęp do miejsca pracy lub nauki, Informacje, Synchronizuj.',
    },
    protectionMissing: {
      problem: 'Ta wersja systemu Windows nie może chronić danych służbowych.',
      advice: 'Zapytaj administratora, czy możesz używać tego komputera do pracy.',
    },
    policy: {
      problem: 'Komputer nie przyjął wszystkich ustawień Twojej organizacji.',
      advice:
        'Zsynchronizuj jeszcze raz: Ustawienia systemu Windows, Konta, Uzyskaj dostęp do miejsca pracy lub nauki, Informacje, Synchronizuj. Jeśli to nie pomoże, zapytaj administratora.',
    },
    release: {
      problem: 'Ta wersja systemu Windows jest za stara lub nieznana.',
      advice:
        'Zainstaluj wszystkie aktualizacje w usłudze Windows Update. Jeśli komunikat nie zniknie, zapytaj administratora: wersja jest zgłaszana tylko przy dodawaniu konta służbowego.',
    },
    start: {
      problem: 'Komputer nie uruchomił się tak, jak wymaga Twoja organizacja.',
      advice:
        'Zainstaluj wszystkie aktualizacje, włącz bezpieczny rozruch i szyfrowanie dysku, a potem uruchom komputer ponownie.',
    },
    startUnproven: {
      problem: 'Brak aktualnego dowodu, że komputer uruchomił się bezpiecznie.',
      advice:
        'Uruchom komputer ponownie i zostaw go połączonego z internetem. Jeśli komunikat nie zniknie po dwóch dniach, zapytaj administratora.',
    },
    silence: {
      problem: 'Komputer dawno się nie zgłaszał.',
      advice:
        'Włącz go, połącz z internetem, zaloguj się i zsynchronizuj: Ustawienia systemu Windows, Konta, Uzyskaj dostęp do miejsca pracy lub nauki, Informacje, Synchronizuj.',
    },
    unknown: {
      problem: 'Komputer nie podaje czegoś, czego wymaga Twoja organizacja.',
      advice:
        'Zainstaluj wszystkie aktualizacje w usłudze Windows Update. Jeśli komunikat nie zniknie, zapytaj administratora, czy możesz używać tego komputera do pracy.',
    },
    pending: {
      problem: 'Komputer nie zgłosił jeszcze wszystkiego.',
      advice: 'Nie musisz nic robić. Zostaw go włączonego i połączonego z internetem i zajrzyj tu jutro.',
    },
  },
  page: {
    title: 'Czy mój komputer jest w porządku?',
    introduction:
      'Ta strona mówi, jak Twoje komputery z kontem służbowym wypadają wobec wymagań organizacji i co zrobić, jeśli coś jest nie tak.',
    privacy:
      'Zaloguj się kontem służbowym lub szkolnym, aby nikt inny tego nie widział. Z Twojej wizyty niczego nie zapisujemy.',
    button: 'Zaloguj się',
    devices: 'Twoje komputery',
    signedIn: 'Zalogowano jako {account} · {organization}',
    unnamed: 'Komputer bez nazwy',
    states: {
      compliant: 'W porządku: ten komputer jest taki, jakiego wymaga Twoja organizacja.',
      inGrace: 'Do {until} trzeba coś zrobić.',
      unknown: 'Jeszcze nie wiadomo: ten komputer nie zgłosił jeszcze wszystkiego.',
      notCompliant: 'Nie w porządku: ten komputer nie jest taki, jakiego wymaga Twoja organizacja.',
      nothingDemanded:
        'Konto służbowe jest skonfigurowane. Twoja organizacja nie wymaga od tego komputera niczego więcej.',
    },
    facts: {
      since: 'Od',
      lastReport: 'Ostatnie zgłoszenie',
      added: 'Dodano konto służbowe',
      never: 'jeszcze żadnego',
    },
    report:
      'Komputer zgłasza się mniej więcej raz dziennie. Aby zgłosił się teraz: Ustawienia systemu Windows, Konta, Uzyskaj dostęp do miejsca pracy lub nauki, Informacje, Synchronizuj. Potem zajrzyj tu ponownie.',
    none: {
      problem: 'Z tym kontem nie skonfigurowano żadnego komputera.',
      advice:
        'Aby dodać ten komputer: Ustawienia systemu Windows, Konta, Uzyskaj dostęp do miejsca pracy lub nauki, Połącz, i zaloguj się tym kontem. Jeśli to już zrobione, zaloguj się tutaj kontem, którego tam użyto, albo zapytaj administratora.',
    },
    suspended:
      'Ta usługa jest zawieszona dla Twojej organizacji. Komputer nie dostaje niczego nowego, a to, co tu widać, może być nieaktualne.',
    offboarding:
      'Twoja organizacja opuszcza tę usługę. Komputer nie dostaje niczego nowego, a to, co tu widać, może być nieaktualne.',
    again: 'Sprawdź ponownie',
    refusal: {
      title: 'Nie można pokazać Twoich komputerów',
      reference: 'Informacja dla administratora',
      button: 'Zacznij od nowa',
      other: 'To się nie udało. Zacznij od nowa za jakiś czas.',
      unavailable: 'Usługa nie może teraz odpowiedzieć. Zacznij od nowa za kilka minut.',
      reasons: {
        'compliance.visit':
          'Ta strona nie należy do żadnego logowania w tej przeglądarce albo należy do zakończonego. Zacznij od nowa.',
        'compliance.sign-in':
          'Logowanie przerwano albo nie zostało przyjęte. Zacznij od nowa. Jeśli Microsoft prosi o zatwierdzenie, zapytaj administratora.',
        'token.personal-account':
          'Nie można tu używać osobistych kont Microsoft. Zacznij od nowa z kontem służbowym lub szkolnym.',
        'tenant.unknown':
          'Twoja organizacja nie korzysta z tej usługi. Zacznij od nowa z innym kontem albo zapytaj administratora.',
      },
    },
  },
};
