import type { ComplianceWords } from '../user-words';

/** German. */
export const german: ComplianceWords = {
  language: 'de',
  reasons: {
    secureBoot: {
      problem: 'Der sichere Start (Secure Boot) ist ausgeschaltet.',
      advice: 'Schalten Sie Secure Boot in den Firmwareeinstellungen (UEFI) Ihres PCs ein, und starten Sie ihn neu.',
    },
    secureBootUnsupported: {
      problem: 'Dieser PC kann Secure Boot nicht verwenden.',
      advice: 'Fragen Sie Ihren Administrator, ob Sie diesen PC für die Arbeit verwenden können.',
    },
    encryption: {
      problem: 'Das Laufwerk mit Windows ist nicht verschlüsselt.',
      advice:
        'Öffnen Sie die Windows-Einstellungen, suchen Sie nach „Verschlüsselung“, schalten Sie sie ein, und lassen Sie den PC eingeschaltet, bis sie fertig ist.',
    },
    tpm: {
      problem: 'Windows findet keinen Sicherheitschip (TPM).',
      advice:
        'Schalten Sie das TPM in den Firmwareeinstellungen (UEFI) Ihres PCs ein. Gibt es keines, fragen Sie Ihren Administrator.',
    },
    antivirus: {
      problem: 'Der Virenschutz ist ausgeschaltet oder angehalten.',
      advice:
        'Öffnen Sie Windows-Sicherheit, und schalten Sie den Viren- und Bedrohungsschutz oder Ihr eigenes Antivirenprogramm ein.',
    },
    signatures: {
      problem: 'Der Virenschutz ist nicht auf dem neuesten Stand.',
      advice: 'Öffnen Sie Windows-Sicherheit, und suchen Sie nach Schutzupdates.',
    },
    firewall: {
      problem: 'Die Firewall ist ausgeschaltet oder angehalten.',
      advice: 'Öffnen Sie Windows-Sicherheit, und schalten Sie die Firewall für alle Netzwerke ein.',
    },
    protection: {
      problem: 'Der Schutz der Arbeitsdaten ist noch nicht aktiv.',
      advice:
        'Starten Sie den PC neu, und synchronisieren Sie dann: Windows-Einstellungen, Konten, Auf Arbeits- oder Schulkonto zugreifen, Info, Synchronisieren.',
    },
    protectionMissing: {
      problem: 'Diese Windows-Version kann Arbeitsdaten nicht schützen.',
      advice: 'Fragen Sie Ihren Administrator, ob Sie diesen PC für die Arbeit verwenden können.',
    },
    policy: {
      problem: 'Ihr PC hat nicht alle Einstellungen Ihrer Organisation angenommen.',
      advice:
        'Synchronisieren Sie noch einmal: Windows-Einstellungen, Konten, Auf Arbeits- oder Schulkonto zugreifen, Info, Synchronisieren. Hilft das nicht, fragen Sie Ihren Administrator.',
    },
    release: {
      problem: 'Diese Windows-Version ist zu alt oder nicht bekannt.',
      advice:
        'Installieren Sie alle Updates in Windows Update. Bleibt diese Meldung, fragen Sie Ihren Administrator: Die Version wird nur beim Hinzufügen des Geschäftskontos gemeldet.',
    },
    start: {
      problem: 'Ihr PC ist nicht so gestartet, wie Ihre Organisation es verlangt.',
      advice:
        'Installieren Sie alle Updates, schalten Sie Secure Boot und die Laufwerkverschlüsselung ein, und starten Sie den PC neu.',
    },
    startUnproven: {
      problem: 'Es gibt keinen aktuellen Nachweis, dass Ihr PC sicher gestartet ist.',
      advice:
        'Starten Sie den PC neu, und lassen Sie ihn mit dem Internet verbunden. Bleibt diese Meldung zwei Tage, fragen Sie Ihren Administrator.',
    },
    silence: {
      problem: 'Ihr PC hat sich lange nicht gemeldet.',
      advice:
        'Schalten Sie ihn ein, verbinden Sie ihn mit dem Internet, melden Sie sich an, und synchronisieren Sie: Windows-Einstellungen, Konten, Auf Arbeits- oder Schulkonto zugreifen, Info, Synchronisieren.',
    },
    unknown: {
      problem: 'Ihr PC teilt etwas nicht mit, das Ihre Organisation verlangt.',
      advice:
        'Installieren Sie alle Updates in Windows Update. Bleibt diese Meldung, fragen Sie Ihren Administrator, ob Sie diesen PC für die Arbeit verwenden können.',
    },
    pending: {
      problem: 'Ihr PC hat noch nicht alles gemeldet.',
      advice:
        'Sie müssen nichts tun. Lassen Sie ihn eingeschaltet und mit dem Internet verbunden, und sehen Sie morgen wieder hier nach.',
    },
  },
};
