import type { ComplianceWords } from '../user-words';

/** Portuguese. */
export const portuguese: ComplianceWords = {
  language: 'pt',
  reasons: {
    secureBoot: {
      problem: 'A inicialização segura (Secure Boot) está desativada.',
      advice: 'Ative a inicialização segura nas configurações de firmware (UEFI) do seu PC e reinicie-o.',
    },
    secureBootUnsupported: {
      problem: 'Este PC não pode usar a inicialização segura.',
      advice: 'Pergunte ao administrador se você pode usar este PC para o trabalho.',
    },
    encryption: {
      problem: 'A unidade com o Windows não está criptografada.',
      advice: 'Abra as Configurações do Windows, procure "criptografia", ative-a e deixe o PC ligado até terminar.',
    },
    tpm: {
      problem: 'O Windows não encontra um chip de segurança (TPM).',
      advice: 'Ative o TPM nas configurações de firmware (UEFI) do seu PC. Se não houver, fale com o administrador.',
    },
    antivirus: {
      problem: 'A proteção contra vírus está desativada ou em pausa.',
      advice: 'Abra a Segurança do Windows e ative a proteção contra vírus e ameaças, ou o antivírus que você usa.',
    },
    signatures: {
      problem: 'A proteção contra vírus está desatualizada.',
      advice: 'Abra a Segurança do Windows e procure atualizações da proteção.',
    },
    firewall: {
      problem: 'O firewall está desativado ou em pausa.',
      advice: 'Abra a Segurança do Windows e ative o firewall para todas as redes.',
    },
    protection: {
      problem: 'A proteção dos dados de trabalho ainda não está ativa.',
      advice:
        'Reinicie o PC e sincronize: Configurações do Windows, Contas, Acessar trabalho ou escola, Informações, Sincronizar.',
    },
    protectionMissing: {
      problem: 'Esta versão do Windows não consegue proteger os dados de trabalho.',
      advice: 'Pergunte ao administrador se você pode usar este PC para o trabalho.',
    },
    policy: {
      problem: 'O seu PC não aceitou todas as configurações da sua organização.',
      advice:
        'Sincronize mais uma vez: Configurações do Windows, Contas, Acessar trabalho ou escola, Informações, Sincronizar. Se não resolver, fale com o administrador.',
    },
    release: {
      problem: 'Esta versão do Windows é muito antiga ou não é conhecida.',
      advice:
        'Instale todas as atualizações no Windows Update. Se esta mensagem continuar, fale com o administrador: a versão só é informada quando a conta de trabalho é adicionada.',
    },
    start: {
      problem: 'O seu PC não iniciou como a sua organização exige.',
      advice:
        'Instale todas as atualizações, ative a inicialização segura e a criptografia da unidade e reinicie o PC.',
    },
    startUnproven: {
      problem: 'Não há prova recente de que o seu PC iniciou com segurança.',
      advice:
        'Reinicie o PC e deixe-o conectado à Internet. Se esta mensagem continuar por dois dias, fale com o administrador.',
    },
    silence: {
      problem: 'O seu PC não se comunica há muito tempo.',
      advice:
        'Ligue-o, conecte-o à Internet, entre na sua conta e sincronize: Configurações do Windows, Contas, Acessar trabalho ou escola, Informações, Sincronizar.',
    },
    unknown: {
      problem: 'O seu PC não informa algo que a sua organização exige.',
      advice:
        'Instale todas as atualizações no Windows Update. Se esta mensagem continuar, pergunte ao administrador se você pode usar este PC para o trabalho.',
    },
    pending: {
      problem: 'O seu PC ainda não informou tudo.',
      advice: 'Não é preciso fazer nada. Deixe-o ligado e conectado à Internet e volte aqui amanhã.',
    },
  },
  page: {
    title: 'O meu PC está em ordem?',
    introduction:
      'Esta página diz como estão os seus PCs com conta de trabalho perante a sua organização e o que fazer se algo não estiver bem.',
    privacy:
      'Entre com a sua conta profissional ou escolar, para que mais ninguém o veja. Nada é guardado da sua visita.',
    button: 'Entrar',
    devices: 'Os seus PCs',
    signedIn: 'Sessão iniciada como {account} · {organization}',
    unnamed: 'PC sem nome',
    states: {
      compliant: 'Em ordem: este PC está como a sua organização exige.',
      inGrace: 'Há algo a fazer até {until}.',
      unknown: 'Ainda não se sabe: este PC ainda não informou tudo.',
      notCompliant: 'Não está em ordem: este PC não está como a sua organização exige.',
      nothingDemanded: 'A conta de trabalho está configurada. A sua organização não exige mais nada deste PC.',
    },
    facts: {
      since: 'Desde',
      lastReport: 'Última comunicação',
      added: 'Conta de trabalho adicionada',
      never: 'nenhuma ainda',
    },
    report:
      'O seu PC comunica-se cerca de uma vez por dia. Para que o faça agora: Configurações do Windows, Contas, Acessar trabalho ou escola, Informações, Sincronizar. Depois volte a ver aqui.',
    none: {
      problem: 'Nenhum PC está configurado com esta conta.',
      advice:
        'Para adicionar este PC: Configurações do Windows, Contas, Acessar trabalho ou escola, Conectar, e entre com esta conta. Se já o fez, entre aqui com a conta que usou lá ou fale com o administrador.',
    },
    suspended:
      'Este serviço está suspenso para a sua organização. O seu PC não recebe nada de novo, e o que está aqui pode ser antigo.',
    offboarding:
      'A sua organização está a deixar este serviço. O seu PC não recebe nada de novo, e o que está aqui pode ser antigo.',
    again: 'Ver de novo',
    refusal: {
      title: 'Os seus PCs não podem ser mostrados',
      reference: 'Referência para o administrador',
      button: 'Começar de novo',
      other: 'Não funcionou. Comece de novo daqui a pouco.',
      unavailable: 'O serviço não pode responder neste momento. Comece de novo dentro de alguns minutos.',
      reasons: {
        'compliance.visit':
          'Esta página não pertence a nenhum início de sessão neste navegador, ou a um que já terminou. Comece de novo.',
        'compliance.sign-in':
          'O início de sessão foi interrompido ou não foi aceite. Comece de novo. Se a Microsoft pedir uma aprovação, fale com o administrador.',
        'token.personal-account':
          'As contas pessoais da Microsoft não podem ser usadas aqui. Comece de novo com a sua conta profissional ou escolar.',
        'tenant.unknown':
          'A sua organização não usa este serviço. Comece de novo com outra conta ou fale com o administrador.',
      },
    },
  },
};
