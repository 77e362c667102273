import type { ComplianceWords } from '../user-words';

/** Spanish. */
export const spanish: ComplianceWords = {
  language: 'es',
  reasons: {
    secureBoot: {
      problem: 'El arranque seguro (Secure Boot) está desactivado.',
      advice: 'Active el arranque seguro en la configuración del firmware (UEFI) de su PC y reinícielo.',
    },
    secureBootUnsupported: {
      problem: 'Este PC no puede usar el arranque seguro.',
      advice: 'Pregunte a su administrador si puede usar este PC para el trabajo.',
    },
    encryption: {
      problem: 'La unidad con Windows no está cifrada.',
      advice: 'Abra la Configuración de Windows, busque «cifrado», actívelo y deje el PC encendido hasta que termine.',
    },
    tpm: {
      problem: 'Windows no encuentra ningún chip de seguridad (TPM).',
      advice:
        'Active el TPM en la configuración del firmware (UEFI) de su PC. Si no lo tiene, pregunte a su administrador.',
    },
    antivirus: {
      problem: 'La protección antivirus está desactivada o en pausa.',
      advice: 'Abra Seguridad de Windows y active la protección contra virus y amenazas, o el antivirus que use.',
    },
    signatures: {
      problem: 'La protección antivirus no está actualizada.',
      advice: 'Abra Seguridad de Windows y busque actualizaciones de protección.',
    },
    firewall: {
      problem: 'El firewall está desactivado o en pausa.',
      advice: 'Abra Seguridad de Windows y active el firewall para todas las redes.',
    },
    protection: {
      problem: 'La protección de los datos de trabajo aún no está activa.',
      advice:
        'Reinicie el PC y sincronice: Configuración de Windows, Cuentas, Obtener acceso a trabajo o escuela, Información, Sincronizar.',
    },
    protectionMissing: {
      problem: 'Esta versión de Windows no puede proteger los datos de trabajo.',
      advice: 'Pregunte a su administrador si puede usar este PC para el trabajo.',
    },
    policy: {
      problem: 'Su PC no aceptó toda la configuración de su organización.',
      advice:
        'Sincronice de nuevo: Configuración de Windows, Cuentas, Obtener acceso a trabajo o escuela, Información, Sincronizar. Si no sirve, pregunte a su administrador.',
    },
    release: {
      problem: 'Esta versión de Windows es demasiado antigua o no se conoce.',
      advice:
        'Instale todas las actualizaciones en Windows Update. Si este mensaje sigue, pregunte a su administrador: la versión solo se comunica al agregar la cuenta de trabajo.',
    },
    start: {
      problem: 'Su PC no se inició como exige su organización.',
      advice:
        'Instale todas las actualizaciones, active el arranque seguro y el cifrado de la unidad, y reinicie el PC.',
    },
    startUnproven: {
      problem: 'No hay una prueba reciente de que su PC se inició de forma segura.',
      advice:
        'Reinicie el PC y déjelo conectado a Internet. Si este mensaje sigue dos días, pregunte a su administrador.',
    },
    silence: {
      problem: 'Su PC no se ha comunicado desde hace mucho tiempo.',
      advice:
        'Enciéndalo, conéctelo a Internet, inicie sesión y sincronice: Configuración de Windows, Cuentas, Obtener acceso a trabajo o escuela, Información, Sincronizar.',
    },
    unknown: {
      problem: 'Su PC no comunica algo que su organización exige.',
      advice:
        'Instale todas las actualizaciones en Windows Update. Si este mensaje sigue, pregunte a su administrador si puede usar este PC para el trabajo.',
    },
    pending: {
      problem: 'Su PC todavía no lo ha comunicado todo.',
      advice: 'No tiene que hacer nada. Déjelo encendido y conectado a Internet, y vuelva a mirar aquí mañana.',
    },
  },
  page: {
    title: '¿Está bien mi PC?',
    introduction:
      'Esta página dice cómo están sus PC con cuenta de trabajo ante su organización, y qué hacer si algo no está bien.',
    privacy:
      'Inicie sesión con su cuenta profesional o educativa, para que nadie más lo vea. De su visita no se guarda nada.',
    button: 'Iniciar sesión',
    devices: 'Sus PC',
    signedIn: 'Sesión iniciada como {account} · {organization}',
    unnamed: 'PC sin nombre',
    states: {
      compliant: 'Todo bien: este PC está como exige su organización.',
      inGrace: 'Hay algo que hacer antes del {until}.',
      unknown: 'Aún no se sabe: este PC todavía no lo ha comunicado todo.',
      notCompliant: 'No está bien: este PC no está como exige su organización.',
      nothingDemanded: 'La cuenta de trabajo está configurada. Su organización no exige nada más de este PC.',
    },
    facts: {
      since: 'Desde',
      lastReport: 'Última comunicación',
      added: 'Cuenta de trabajo agregada',
      never: 'ninguna todavía',
    },
    report:
      'Su PC se comunica más o menos una vez al día. Para que lo haga ahora: Configuración de Windows, Cuentas, Obtener acceso a trabajo o escuela, Información, Sincronizar. Después vuelva a mirar aquí.',
    none: {
      problem: 'No hay ningún PC configurado con esta cuenta.',
      advice:
        'Para agregar este PC: Configuración de Windows, Cuentas, Obtener acceso a trabajo o escuela, Conectar, e inicie sesión con esta cuenta. Si ya lo ha hecho, inicie sesión aquí con la cuenta que usó allí o pregunte a su administrador.',
    },
    suspended:
      'Este servicio está suspendido para su organización. Su PC no recibe nada nuevo, y lo que aparece aquí puede ser antiguo.',
    offboarding:
      'Su organización deja este servicio. Su PC no recibe nada nuevo, y lo que aparece aquí puede ser antiguo.',
    again: 'Volver a mirar',
    refusal: {
      title: 'No se pueden mostrar sus PC',
      reference: 'Referencia para su administrador',
      button: 'Empezar de nuevo',
      other: 'No ha funcionado. Empiece de nuevo dentro de un rato.',
      unavailable: 'El servicio no puede responder en este momento. Empiece de nuevo dentro de unos minutos.',
      reasons: {
        'compliance.visit':
          'Esta página no pertenece a ningún inicio de sesión en este navegador, o a uno que ya terminó. Empiece de nuevo.',
        'compliance.sign-in':
          'El inicio de sesión se interrumpió o no se aceptó. Empiece de nuevo. Si Microsoft pide una aprobación, pregunte a su administrador.',
        'token.personal-account':
          'Aquí no se pueden usar cuentas personales de Microsoft. Empiece de nuevo con su cuenta profesional o educativa.',
        'tenant.unknown':
          'Su organización no utiliza este servicio. Empiece de nuevo con otra cuenta o pregunte a su administrador.',
      },
    },
  },
};
