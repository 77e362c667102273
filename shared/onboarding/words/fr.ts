import type { OnboardingWords } from '../words';

/** French. */
export const french: OnboardingWords = {
  language: 'fr',
  welcome: {
    title: 'Inscrire votre organisation',
    introduction:
      'Ce service protège les données professionnelles sur les PC Windows personnels. Il vous faut un compte qui peut donner son consentement pour toute l’organisation, par exemple celui d’un administrateur général.',
    whatHappens: 'Ce qui va se passer :',
    steps: [
      'Vous vous connectez avec Microsoft. L’organisation concernée découle de votre seul compte.',
      'Vous voyez ce qui serait créé et pouvez encore renoncer.',
      'Microsoft vous demande de laisser le service lire vos utilisateurs et leurs groupes.',
    ],
    open: 'Votre organisation est créée ici. Aucun PC ne s’inscrit avant que vous ayez indiqué dans Entra lesquels le peuvent.',
    listed: 'L’opérateur de ce service décide si votre organisation est créée.',
    button: 'Se connecter',
  },
  confirmation: {
    title: 'Voici ce qui va être créé',
    signedIn: 'Vous êtes connecté en tant que {account}. Si vous continuez :',
    points: [
      'Microsoft vous demande votre consentement pour le locataire {tenant}.',
      'Ce service crée le locataire sous le nom ci-dessous, sans stratégies et sans conditions d’utilisation.',
      'Rien d’autre ne change : quels PC s’inscrivent ici, et où, se règle avec npm run onboard ou dans le centre d’administration Entra.',
    ],
    field: 'Nom de l’organisation, tel que ses PC l’affichent',
    button: 'Continuer vers le consentement',
  },
  done: {
    title: '{organization} est inscrite',
    introduction:
      'Aucun PC ne s’inscrit encore. Ce qui reste demande des droits dans votre annuaire que ce service n’a pas :',
    onboard:
      'Ceci vous donne le rôle Mam.Admin, enregistre des conditions d’utilisation et une première stratégie, et inscrit les adresses sous Mobility (MDM and WIP) :',
    doctor: 'Ceci vous dit ensuite si tout convient :',
  },
  closing: {
    title: 'Retour à la ligne de commande',
    text: 'Vous pouvez fermer cette fenêtre. La ligne de commande voit d’elle-même ce que vous avez décidé.',
  },
  refusal: {
    title: 'Votre organisation n’a pas été inscrite',
    reference: 'Référence',
    button: 'Recommencer',
    other: 'Cela n’a pas fonctionné. Recommencez un peu plus tard.',
    reasons: {
      'onboarding.visit':
        'Cette page n’appartient à aucune inscription dans ce navigateur, ou à une inscription terminée. Recommencez.',
      'onboarding.sign-in': 'La connexion a été interrompue ou refusée. Recommencez.',
      'onboarding.other-tenant':
        'Le consentement a été donné pour une autre organisation que celle de votre connexion. Rien n’a été créé.',
      'onboarding.not-administrator':
        'Votre organisation avait déjà admis le service ; votre droit d’agir pour elle n’est donc pas établi. Qui a le rôle Mam.Admin peut continuer ici ; npm run onboard le donne à un administrateur.',
      'onboarding.no-consent':
        'Personne n’a donné son consentement pour votre organisation ; rien n’a été créé. Vous pouvez recommencer à tout moment.',
      'onboarding.name': 'Le nom de l’organisation manque ou contient des caractères impossibles.',
      'onboarding.listed': 'Ici, l’opérateur du service crée les locataires. Demandez le locataire {tenant} :',
      'tenant.suspended': 'L’opérateur du service a suspendu cette organisation et peut seul lever cette mesure.',
    },
  },
};
