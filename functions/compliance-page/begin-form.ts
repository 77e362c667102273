import type { LeadingForm } from '../../shared/terms/closed-page';
import type { Call } from '../http';

/**
 * The button that leads to the sign-in. It names the address of the deployment: a tenant's own host name leads here as well,
 * but Entra sends the browser back to that address alone, and the cookie has to be there.
 */
export function beginForm(call: Call, label: string): LeadingForm {
  const { publicUrl, authority } = call.service().config;
  return {
    method: 'get',
    action: `${publicUrl}/mam/compliance`,
    label,
    hidden: [['step', 'sign-in']],
    leadsTo: [publicUrl, authority],
  };
}
