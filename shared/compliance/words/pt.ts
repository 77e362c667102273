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
};
