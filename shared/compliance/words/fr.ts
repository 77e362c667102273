import type { ComplianceWords } from '../user-words';

/** French. */
export const french: ComplianceWords = {
  language: 'fr',
  reasons: {
    secureBoot: {
      problem: 'Le démarrage sécurisé (Secure Boot) est désactivé.',
      advice:
        'Activez le démarrage sécurisé dans les paramètres du microprogramme (UEFI) de votre PC, puis redémarrez-le.',
    },
    secureBootUnsupported: {
      problem: 'Ce PC ne peut pas utiliser le démarrage sécurisé.',
      advice: 'Demandez à votre administrateur si vous pouvez utiliser ce PC pour le travail.',
    },
    encryption: {
      problem: 'Le lecteur contenant Windows n’est pas chiffré.',
      advice:
        'Ouvrez les Paramètres de Windows, recherchez « chiffrement », activez-le et laissez le PC allumé jusqu’à la fin.',
    },
    tpm: {
      problem: 'Windows ne trouve pas de puce de sécurité (TPM).',
      advice:
        'Activez le TPM dans les paramètres du microprogramme (UEFI) de votre PC. S’il n’y en a pas, contactez votre administrateur.',
    },
    antivirus: {
      problem: 'La protection antivirus est désactivée ou suspendue.',
      advice:
        'Ouvrez Sécurité Windows et activez la protection contre les virus et menaces, ou l’antivirus que vous utilisez.',
    },
    signatures: {
      problem: 'La protection antivirus n’est pas à jour.',
      advice: 'Ouvrez Sécurité Windows et recherchez les mises à jour de la protection.',
    },
    firewall: {
      problem: 'Le pare-feu est désactivé ou suspendu.',
      advice: 'Ouvrez Sécurité Windows et activez le pare-feu pour tous les réseaux.',
    },
    protection: {
      problem: 'La protection des données professionnelles n’est pas encore active.',
      advice:
        'Redémarrez votre PC, puis synchronisez : Paramètres de Windows, Comptes, Accès Professionnel ou Scolaire, Info, Synchroniser.',
    },
    protectionMissing: {
      problem: 'Cette version de Windows ne peut pas protéger les données professionnelles.',
      advice: 'Demandez à votre administrateur si vous pouvez utiliser ce PC pour le travail.',
    },
    policy: {
      problem: 'Votre PC n’a pas accepté tous les paramètres de votre organisation.',
      advice:
        'Synchronisez à nouveau : Paramètres de Windows, Comptes, Accès Professionnel ou Scolaire, Info, Synchroniser. Si cela ne suffit pas, contactez votre administrateur.',
    },
    release: {
      problem: 'Cette version de Windows est trop ancienne ou n’est pas connue.',
      advice:
        'Installez toutes les mises à jour dans Windows Update. Si ce message persiste, contactez votre administrateur : la version n’est transmise qu’à l’ajout du compte professionnel.',
    },
    start: {
      problem: 'Votre PC n’a pas démarré comme l’exige votre organisation.',
      advice:
        'Installez toutes les mises à jour, activez le démarrage sécurisé et le chiffrement du lecteur, puis redémarrez votre PC.',
    },
    startUnproven: {
      problem: 'Il n’existe pas de preuve récente que votre PC a démarré en toute sécurité.',
      advice:
        'Redémarrez votre PC et laissez-le connecté à Internet. Si ce message persiste deux jours, contactez votre administrateur.',
    },
    silence: {
      problem: 'Votre PC n’a pas donné de nouvelles depuis longtemps.',
      advice:
        'Allumez-le, connectez-le à Internet, ouvrez une session et synchronisez : Paramètres de Windows, Comptes, Accès Professionnel ou Scolaire, Info, Synchroniser.',
    },
    unknown: {
      problem: 'Votre PC ne communique pas une information exigée par votre organisation.',
      advice:
        'Installez toutes les mises à jour dans Windows Update. Si ce message persiste, demandez à votre administrateur si vous pouvez utiliser ce PC pour le travail.',
    },
    pending: {
      problem: 'Votre PC n’a pas encore tout communiqué.',
      advice: 'Vous n’avez rien à faire. Laissez-le allumé et connecté à Internet, et revenez voir demain.',
    },
  },
  page: {
    title: 'Mon PC est-il en règle ?',
    introduction:
      'Cette page indique où en sont vos PC dotés d’un compte professionnel vis-à-vis de votre organisation, et que faire si quelque chose ne va pas.',
    privacy:
      'Connectez-vous avec votre compte professionnel ou scolaire, afin que personne d’autre ne le voie. Rien n’est conservé de votre visite.',
    button: 'Se connecter',
    devices: 'Vos PC',
    signedIn: 'Connecté en tant que {account} · {organization}',
    unnamed: 'PC sans nom',
    states: {
      compliant: 'En règle : ce PC est tel que l’exige votre organisation.',
      inGrace: 'Quelque chose est à faire. Date limite : {until}.',
      unknown: 'Pas encore connu : ce PC n’a pas encore tout communiqué.',
      notCompliant: 'Pas en règle : ce PC n’est pas tel que l’exige votre organisation.',
      nothingDemanded: 'Le compte professionnel est configuré. Votre organisation n’exige rien de plus de ce PC.',
    },
    facts: {
      since: 'Depuis',
      lastReport: 'Dernières nouvelles',
      added: 'Compte professionnel ajouté',
      never: 'aucune pour l’instant',
    },
    report:
      'Votre PC donne de ses nouvelles environ une fois par jour. Pour qu’il le fasse maintenant : Paramètres de Windows, Comptes, Accès Professionnel ou Scolaire, Info, Synchroniser. Revenez ensuite voir ici.',
    none: {
      problem: 'Aucun PC n’est configuré avec ce compte.',
      advice:
        'Pour ajouter ce PC : Paramètres de Windows, Comptes, Accès Professionnel ou Scolaire, Connecter, puis connectez-vous avec ce compte. Si c’est déjà fait, connectez-vous ici avec le compte que vous y avez utilisé, ou contactez votre administrateur.',
    },
    suspended:
      'Ce service est suspendu pour votre organisation. Votre PC ne reçoit rien de nouveau, et ce qui figure ici peut être ancien.',
    offboarding:
      'Votre organisation quitte ce service. Votre PC ne reçoit rien de nouveau, et ce qui figure ici peut être ancien.',
    again: 'Vérifier à nouveau',
    refusal: {
      title: 'Vos PC ne peuvent pas être affichés',
      reference: 'Référence pour votre administrateur',
      button: 'Recommencer',
      other: 'Cela n’a pas fonctionné. Recommencez un peu plus tard.',
      unavailable: 'Le service ne peut pas répondre pour le moment. Recommencez dans quelques minutes.',
      reasons: {
        'compliance.visit':
          'Cette page n’appartient à aucune connexion dans ce navigateur, ou à une connexion terminée. Recommencez.',
        'compliance.sign-in':
          'La connexion a été interrompue ou refusée. Recommencez. Si Microsoft demande une approbation, contactez votre administrateur.',
        'token.personal-account':
          'Les comptes Microsoft personnels ne peuvent pas être utilisés ici. Recommencez avec votre compte professionnel ou scolaire.',
        'tenant.unknown':
          'Votre organisation n’utilise pas ce service. Recommencez avec un autre compte, ou contactez votre administrateur.',
      },
    },
  },
};
