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
};
