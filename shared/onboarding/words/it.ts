import type { OnboardingWords } from '../words';

/** Italian. */
export const italian: OnboardingWords = {
  language: 'it',
  welcome: {
    title: 'Aggiungi la tua organizzazione',
    introduction:
      'Questo servizio protegge i dati di lavoro sui PC Windows personali. Serve un account che possa dare il consenso per tutta l’organizzazione, come quello di un amministratore globale.',
    whatHappens: 'Che cosa accadrà:',
    steps: [
      'Accedi con Microsoft. Di quale organizzazione si tratta risulta solo dal tuo account.',
      'Vedi che cosa verrebbe creato e puoi ancora tornare indietro.',
      'Microsoft ti chiede di lasciare che il servizio legga i tuoi utenti e i gruppi a cui appartengono.',
    ],
    open: 'La tua organizzazione viene creata qui. Nessun PC si registra prima che tu indichi in Entra quali possono farlo.',
    listed: 'Il gestore di questo servizio decide se la tua organizzazione viene creata.',
    button: 'Accedi',
  },
  confirmation: {
    title: 'Questo sta per essere creato',
    signedIn: 'Hai eseguito l’accesso come {account}. Se prosegui:',
    points: [
      'Microsoft ti chiede il consenso per il tenant {tenant}.',
      'Questo servizio crea il tenant con il nome qui sotto, senza criteri e senza condizioni per l’utilizzo.',
      'Nient’altro cambia: quali PC si registrano qui, e dove, si imposta con npm run onboard o nell’interfaccia di amministrazione di Entra.',
    ],
    field: 'Nome dell’organizzazione, come lo mostrano i suoi PC',
    button: 'Prosegui al consenso',
  },
  done: {
    title: '{organization} è stata aggiunta',
    introduction:
      'Nessun PC si registra ancora. Quello che manca richiede diritti nella tua directory che questo servizio non ha:',
    onboard:
      'Questo ti dà il ruolo Mam.Admin, salva condizioni per l’utilizzo e un primo criterio e inserisce gli indirizzi in Mobility (MDM and WIP):',
    doctor: 'Questo dice poi se tutto è a posto:',
  },
  closing: {
    title: 'Torna alla riga di comando',
    text: 'Puoi chiudere questa finestra. La riga di comando vede da sola che cosa hai deciso.',
  },
  refusal: {
    title: 'La tua organizzazione non è stata aggiunta',
    reference: 'Riferimento',
    button: 'Ricomincia',
    other: 'Non ha funzionato. Ricomincia tra un po’.',
    reasons: {
      'onboarding.visit':
        'Questa pagina non appartiene a nessuna aggiunta in questo browser, o a una già conclusa. Ricomincia.',
      'onboarding.sign-in': 'L’accesso è stato interrotto o non accettato. Ricomincia.',
      'onboarding.other-tenant':
        'Il consenso è stato dato per un’organizzazione diversa da quella a cui hai eseguito l’accesso. Nulla è stato creato.',
      'onboarding.not-administrator':
        'La tua organizzazione aveva già ammesso il servizio, quindi il tuo diritto di agire per essa non è dimostrato. Chi ha il ruolo Mam.Admin può proseguire qui; npm run onboard lo assegna a un amministratore.',
      'onboarding.no-consent':
        'Nessuno ha dato il consenso per la tua organizzazione, quindi nulla è stato creato. Puoi ricominciare in qualsiasi momento.',
      'onboarding.name': 'Il nome dell’organizzazione manca o contiene caratteri non ammessi.',
      'onboarding.listed': 'Qui i tenant li crea il gestore del servizio. Chiedi il tenant {tenant}:',
      'tenant.suspended': 'Il gestore del servizio ha sospeso questa organizzazione e solo lui può revocarlo.',
    },
  },
};
