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
  page: {
    title: 'Ist mein PC in Ordnung?',
    introduction:
      'Diese Seite sagt, wie Ihre PCs mit Geschäftskonto aus Sicht Ihrer Organisation dastehen, und was zu tun ist, wenn etwas nicht stimmt.',
    privacy:
      'Melden Sie sich mit Ihrem Geschäfts-, Schul- oder Unikonto an, damit es niemand sonst sieht. Von Ihrem Besuch wird nichts gespeichert.',
    button: 'Anmelden',
    devices: 'Ihre PCs',
    signedIn: 'Angemeldet als {account} · {organization}',
    unnamed: 'PC ohne Namen',
    states: {
      compliant: 'In Ordnung: Dieser PC ist so, wie Ihre Organisation es verlangt.',
      inGrace: 'Bis {until} ist etwas zu tun.',
      unknown: 'Noch nicht bekannt: Dieser PC hat noch nicht alles gemeldet.',
      notCompliant: 'Nicht in Ordnung: Dieser PC ist nicht so, wie Ihre Organisation es verlangt.',
      nothingDemanded: 'Das Geschäftskonto ist eingerichtet. Mehr verlangt Ihre Organisation von diesem PC nicht.',
    },
    facts: {
      since: 'Seit',
      lastReport: 'Letzte Meldung',
      added: 'Geschäftskonto hinzugefügt',
      never: 'noch keine',
    },
    report:
      'Ihr PC meldet sich etwa einmal am Tag. Damit er sich jetzt meldet: Windows-Einstellungen, Konten, Auf Arbeits- oder Schulkonto zugreifen, Info, Synchronisieren. Sehen Sie dann wieder hier nach.',
    none: {
      problem: 'Mit diesem Konto ist kein PC eingerichtet.',
      advice:
        'So fügen Sie diesen PC hinzu: Windows-Einstellungen, Konten, Auf Arbeits- oder Schulkonto zugreifen, Verbinden, und mit diesem Konto anmelden. Haben Sie das schon getan, melden Sie sich hier mit dem Konto an, das Sie dort verwendet haben, oder fragen Sie Ihren Administrator.',
    },
    suspended:
      'Dieser Dienst ist für Ihre Organisation ausgesetzt. Ihr PC erhält nichts Neues, und was hier steht, kann veraltet sein.',
    offboarding:
      'Ihre Organisation verlässt diesen Dienst. Ihr PC erhält nichts Neues, und was hier steht, kann veraltet sein.',
    again: 'Noch einmal nachsehen',
    refusal: {
      title: 'Ihre PCs können nicht gezeigt werden',
      reference: 'Referenz für Ihren Administrator',
      button: 'Von vorn beginnen',
      other: 'Das hat nicht geklappt. Beginnen Sie in einer Weile von vorn.',
      unavailable: 'Der Dienst kann im Augenblick nicht antworten. Beginnen Sie in einigen Minuten von vorn.',
      reasons: {
        'compliance.visit':
          'Diese Seite gehört zu keiner Anmeldung in diesem Browser oder zu einer, die vorbei ist. Beginnen Sie von vorn.',
        'compliance.sign-in':
          'Die Anmeldung wurde abgebrochen oder nicht angenommen. Beginnen Sie von vorn. Verlangt Microsoft eine Genehmigung, fragen Sie Ihren Administrator.',
        'token.personal-account':
          'Persönliche Microsoft-Konten können hier nicht verwendet werden. Beginnen Sie von vorn mit Ihrem Geschäfts-, Schul- oder Unikonto.',
        'tenant.unknown':
          'Ihre Organisation verwendet diesen Dienst nicht. Beginnen Sie von vorn mit einem anderen Konto, oder fragen Sie Ihren Administrator.',
      },
    },
  },
};
