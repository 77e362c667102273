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
};
