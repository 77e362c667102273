import type { ComplianceWords } from '../user-words';

/** Italian. */
export const italian: ComplianceWords = {
  language: 'it',
  reasons: {
    secureBoot: {
      problem: 'L’avvio protetto (Secure Boot) è disattivato.',
      advice: 'Attiva l’avvio protetto nelle impostazioni del firmware (UEFI) del PC, poi riavvialo.',
    },
    secureBootUnsupported: {
      problem: 'Questo PC non può usare l’avvio protetto.',
      advice: 'Chiedi all’amministratore se puoi usare questo PC per il lavoro.',
    },
    encryption: {
      problem: 'L’unità con Windows non è crittografata.',
      advice:
        'Apri le Impostazioni di Windows, cerca "crittografia", attivala e lascia il PC acceso finché non ha finito.',
    },
    tpm: {
      problem: 'Windows non trova un chip di sicurezza (TPM).',
      advice: 'Attiva il TPM nelle impostazioni del firmware (UEFI) del PC. Se non c’è, rivolgiti all’amministratore.',
    },
    antivirus: {
      problem: 'La protezione antivirus è disattivata o sospesa.',
      advice: 'Apri Sicurezza di Windows e attiva la protezione da virus e minacce, o l’antivirus che usi.',
    },
    signatures: {
      problem: 'La protezione antivirus non è aggiornata.',
      advice: 'Apri Sicurezza di Windows e cerca gli aggiornamenti della protezione.',
    },
    firewall: {
      problem: 'Il firewall è disattivato o sospeso.',
      advice: 'Apri Sicurezza di Windows e attiva il firewall per tutte le reti.',
    },
    protection: {
      problem: 'La protezione dei dati di lavoro non è ancora attiva.',
      advice:
        'Riavvia il PC, poi sincronizza: Impostazioni di Windows, Account, Accedi all’azienda o all’istituto di istruzione, Info, Sincronizza.',
    },
    protectionMissing: {
      problem: 'Questa versione di Windows non può proteggere i dati di lavoro.',
      advice: 'Chiedi all’amministratore se puoi usare questo PC per il lavoro.',
    },
    policy: {
      problem: 'Il PC non ha accettato tutte le impostazioni dell’organizzazione.',
      advice:
        'Sincronizza di nuovo: Impostazioni di Windows, Account, Accedi all’azienda o all’istituto di istruzione, Info, Sincronizza. Se non basta, rivolgiti all’amministratore.',
    },
    release: {
      problem: 'Questa versione di Windows è troppo vecchia o non è nota.',
      advice:
        'Installa tutti gli aggiornamenti in Windows Update. Se il messaggio rimane, rivolgiti all’amministratore: la versione viene comunicata solo quando si aggiunge l’account aziendale.',
    },
    start: {
      problem: 'Il PC non si è avviato come richiede l’organizzazione.',
      advice:
        'Installa tutti gli aggiornamenti, attiva l’avvio protetto e la crittografia dell’unità, poi riavvia il PC.',
    },
    startUnproven: {
      problem: 'Non c’è una prova recente che il PC si sia avviato in modo sicuro.',
      advice:
        'Riavvia il PC e lascialo connesso a Internet. Se il messaggio rimane per due giorni, rivolgiti all’amministratore.',
    },
    silence: {
      problem: 'Il PC non si fa sentire da molto tempo.',
      advice:
        'Accendilo, connettilo a Internet, accedi e sincronizza: Impostazioni di Windows, Account, Accedi all’azienda o all’istituto di istruzione, Info, Sincronizza.',
    },
    unknown: {
      problem: 'Il PC non comunica qualcosa che l’organizzazione richiede.',
      advice:
        'Installa tutti gli aggiornamenti in Windows Update. Se il messaggio rimane, chiedi all’amministratore se puoi usare questo PC per il lavoro.',
    },
    pending: {
      problem: 'Il PC non ha ancora comunicato tutto.',
      advice: 'Non devi fare nulla. Lascialo acceso e connesso a Internet, e torna a vedere domani.',
    },
  },
  page: {
    title: 'Il mio PC è a posto?',
    introduction:
      'Questa pagina dice come stanno i tuoi PC con account aziendale rispetto all’organizzazione, e che cosa fare se qualcosa non va.',
    privacy:
      'Accedi con l’account aziendale o dell’istituto di istruzione, così nessun altro lo vede. Della tua visita non viene conservato nulla.',
    button: 'Accedi',
    devices: 'I tuoi PC',
    signedIn: 'Accesso eseguito come {account} · {organization}',
    unnamed: 'PC senza nome',
    states: {
      compliant: 'A posto: questo PC è come richiede l’organizzazione.',
      inGrace: 'C’è qualcosa da fare. Scadenza: {until}.',
      unknown: 'Non si sa ancora: questo PC non ha ancora comunicato tutto.',
      notCompliant: 'Non a posto: questo PC non è come richiede l’organizzazione.',
      nothingDemanded: 'L’account aziendale è configurato. L’organizzazione non richiede altro a questo PC.',
    },
    facts: {
      since: 'Da',
      lastReport: 'Ultima comunicazione',
      added: 'Account aziendale aggiunto',
      never: 'ancora nessuna',
    },
    report:
      'Il PC si fa sentire circa una volta al giorno. Perché lo faccia adesso: Impostazioni di Windows, Account, Accedi all’azienda o all’istituto di istruzione, Info, Sincronizza. Poi torna a vedere qui.',
    none: {
      problem: 'Nessun PC è configurato con questo account.',
      advice:
        'Per aggiungere questo PC: Impostazioni di Windows, Account, Accedi all’azienda o all’istituto di istruzione, Connetti, e accedi con questo account. Se lo hai già fatto, accedi qui con l’account che hai usato lì, oppure rivolgiti all’amministratore.',
    },
    suspended:
      'Questo servizio è sospeso per l’organizzazione. Il PC non riceve nulla di nuovo, e ciò che vedi qui può essere vecchio.',
    offboarding:
      'L’organizzazione sta lasciando questo servizio. Il PC non riceve nulla di nuovo, e ciò che vedi qui può essere vecchio.',
    again: 'Guarda di nuovo',
    refusal: {
      title: 'I tuoi PC non possono essere mostrati',
      reference: 'Riferimento per l’amministratore',
      button: 'Ricomincia',
      other: 'Non ha funzionato. Ricomincia tra un po’.',
      unavailable: 'Il servizio al momento non può rispondere. Ricomincia tra qualche minuto.',
      reasons: {
        'compliance.visit':
          'Questa pagina non appartiene a nessun accesso in questo browser, o a uno già concluso. Ricomincia.',
        'compliance.sign-in':
          'L’accesso è stato interrotto o non accettato. Ricomincia. Se Microsoft chiede un’approvazione, rivolgiti all’amministratore.',
        'token.personal-account':
          'Qui non si possono usare account Microsoft personali. Ricomincia con l’account aziendale o dell’istituto di istruzione.',
        'tenant.unknown':
          'La tua organizzazione non usa questo servizio. Ricomincia con un altro account, oppure rivolgiti all’amministratore.',
      },
    },
  },
};
