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
};
