import type { ServiceFacts } from '../service-facts';
import { type Finding, well } from './finding';

// Names that Azure gives function apps; nobody can verify these domains in a tenant of their own.
const OF_AZURE = ['azurewebsites.net', 'azurewebsites.us', 'chinacloudsites.cn'];

/** The host name by which the deployment calls itself, and whether Entra lets an application bear it. */
export function checkHostName(asked: string, { publicUrl }: Pick<ServiceFacts, 'publicUrl'>): Finding {
  const check = 'host-name';
  const { hostname, origin } = new URL(publicUrl);
  if (OF_AZURE.some((domain) => hostname.endsWith(`.${domain}`))) {
    return {
      check,
      severity: 'problem',
      seen: `PCs are to use ${hostname}`,
      why: 'The App ID URI must be that origin, and Entra takes it only from a domain that the vendor has verified.',
      mend: 'Bind a host name in a domain of your own and deploy with it (publicHostName).',
    };
  }
  if (origin === asked) return well(check, `PCs use ${hostname}`);
  return {
    check,
    severity: 'warning',
    seen: `PCs use ${origin}, not ${asked} that was named here`,
    why: 'Addresses and App ID URI follow from the former; the latter works for nobody but you.',
    mend: `Name --service ${origin}, or let the operator set MAM_PUBLIC_URL to the address that is meant.`,
  };
}
