import type { OnboardingWords } from '../words';

/** Spanish. */
export const spanish: OnboardingWords = {
  language: 'es',
  welcome: {
    title: 'Incorporar su organización',
    introduction:
      'Este servicio protege los datos de trabajo en PC personales con Windows. Necesita una cuenta que pueda dar su consentimiento para toda la organización, como la de un administrador global.',
    whatHappens: 'Qué ocurrirá:',
    steps: [
      'Inicia sesión con Microsoft. La organización de que se trata se deduce solo de su cuenta.',
      'Ve lo que se crearía y todavía puede volver atrás.',
      'Microsoft le pide que deje al servicio leer sus usuarios y los grupos a los que pertenecen.',
    ],
    open: 'Su organización se crea aquí. Ningún PC se inscribe antes de que diga en Entra cuáles pueden hacerlo.',
    listed: 'El operador de este servicio decide si se crea su organización.',
    button: 'Iniciar sesión',
  },
  confirmation: {
    title: 'Esto está a punto de crearse',
    signedIn: 'Ha iniciado sesión como {account}. Si continúa:',
    points: [
      'Microsoft le pide el consentimiento para el inquilino {tenant}.',
      'Este servicio crea el inquilino con el nombre de abajo, sin directivas y sin condiciones de uso.',
      'No cambia nada más: qué PC se inscriben aquí, y dónde, se establece con npm run onboard o en el centro de administración de Entra.',
    ],
    field: 'Nombre de la organización, tal como lo muestran sus PC',
    button: 'Continuar al consentimiento',
  },
  done: {
    title: '{organization} ya está aquí',
    introduction:
      'Todavía no se inscribe ningún PC. Lo que falta requiere derechos en su directorio que este servicio no tiene:',
    onboard:
      'Esto le da el rol Mam.Admin, guarda condiciones de uso y una primera directiva, e introduce las direcciones en Mobility (MDM and WIP):',
    doctor: 'Esto le dice después si todo encaja:',
  },
  closing: {
    title: 'De vuelta a la línea de comandos',
    text: 'Puede cerrar esta ventana. La línea de comandos ve por sí misma lo que ha decidido.',
  },
  refusal: {
    title: 'Su organización no se ha incorporado',
    reference: 'Referencia',
    button: 'Empezar de nuevo',
    other: 'No ha funcionado. Empiece de nuevo dentro de un rato.',
    reasons: {
      'onboarding.visit':
        'Esta página no pertenece a ninguna incorporación en este navegador, o a una que ya terminó. Empiece de nuevo.',
      'onboarding.sign-in': 'El inicio de sesión se interrumpió o no se aceptó. Empiece de nuevo.',
      'onboarding.other-tenant':
        'El consentimiento se dio para otra organización distinta de la de su inicio de sesión. No se ha creado nada.',
      'onboarding.not-administrator':
        'Su organización ya había admitido el servicio, así que no queda demostrado su derecho a actuar por ella. Quien tenga el rol Mam.Admin puede continuar aquí; npm run onboard se lo da a un administrador.',
      'onboarding.no-consent':
        'Nadie dio su consentimiento para su organización, así que no se ha creado nada. Puede empezar de nuevo cuando quiera.',
      'onboarding.name': 'Falta el nombre de la organización o contiene caracteres que no puede contener.',
      'onboarding.listed': 'Aquí los inquilinos los crea el operador del servicio. Pida el inquilino {tenant}:',
      'tenant.suspended': 'El operador del servicio ha suspendido esta organización y solo él puede levantarlo.',
    },
  },
};
