import type { OnboardingWords } from '../words';

/** Portuguese. */
export const portuguese: OnboardingWords = {
  language: 'pt',
  welcome: {
    title: 'Trazer a sua organização',
    introduction:
      'Este serviço protege dados de trabalho em PCs Windows pessoais. Precisa de uma conta que possa dar consentimento por toda a organização, como a de um administrador global.',
    whatHappens: 'O que vai acontecer:',
    steps: [
      'Inicia sessão com a Microsoft. De que organização se trata resulta apenas da sua conta.',
      'Vê o que seria criado e ainda pode voltar atrás.',
      'A Microsoft pede-lhe que deixe o serviço ler os seus utilizadores e os grupos a que pertencem.',
    ],
    open: 'A sua organização é criada aqui. Nenhum PC se inscreve antes de indicar no Entra quais o podem fazer.',
    listed: 'O operador deste serviço decide se a sua organização é criada.',
    button: 'Iniciar sessão',
  },
  confirmation: {
    title: 'Isto está prestes a ser criado',
    signedIn: 'Iniciou sessão como {account}. Se continuar:',
    points: [
      'A Microsoft pede-lhe o consentimento para o inquilino {tenant}.',
      'Este serviço cria o inquilino com o nome abaixo, sem políticas e sem termos de utilização.',
      'Nada mais muda: que PCs se inscrevem aqui, e onde, define-se com npm run onboard ou no centro de administração do Entra.',
    ],
    field: 'Nome da organização, tal como os seus PCs o mostram',
    button: 'Continuar para o consentimento',
  },
  done: {
    title: '{organization} está cá',
    introduction: 'Ainda nenhum PC se inscreve. O que falta exige direitos no seu diretório que este serviço não tem:',
    onboard:
      'Isto dá-lhe a função Mam.Admin, guarda termos de utilização e uma primeira política e introduz os endereços em Mobility (MDM and WIP):',
    doctor: 'Isto diz depois se está tudo certo:',
  },
  closing: {
    title: 'De volta à linha de comandos',
    text: 'Pode fechar esta janela. A linha de comandos vê por si o que decidiu.',
  },
  refusal: {
    title: 'A sua organização não foi trazida',
    reference: 'Referência',
    button: 'Começar de novo',
    other: 'Não funcionou. Comece de novo daqui a pouco.',
    reasons: {
      'onboarding.visit':
        'Esta página não pertence a nenhum processo neste navegador, ou a um que já terminou. Comece de novo.',
      'onboarding.sign-in': 'O início de sessão foi interrompido ou não foi aceite. Comece de novo.',
      'onboarding.other-tenant':
        'O consentimento foi dado para uma organização diferente daquela em que iniciou sessão. Nada foi criado.',
      'onboarding.not-administrator':
        'A sua organização já tinha admitido o serviço, pelo que o seu direito de agir por ela não está demonstrado. Quem tem a função Mam.Admin pode continuar aqui; npm run onboard atribui-a a um administrador.',
      'onboarding.no-consent':
        'Ninguém deu consentimento pela sua organização, pelo que nada foi criado. Pode começar de novo quando quiser.',
      'onboarding.name': 'O nome da organização falta ou contém caracteres que não pode conter.',
      'onboarding.listed': 'Aqui é o operador do serviço que cria inquilinos. Peça o inquilino {tenant}:',
      'tenant.suspended': 'O operador do serviço suspendeu esta organização e só ele pode levantar a suspensão.',
    },
  },
};
