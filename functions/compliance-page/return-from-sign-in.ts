import { devicesPage } from '../../shared/compliance/devices-page';
import type { SignedIn } from '../../shared/identity/browser-sign-in';
import { refusal } from '../../shared/identity/token-refusal';
import type { Tenant } from '../../shared/tenant/tenant';
import { type Call, nameTenant, type Reply } from '../http';
import { clearCookie } from '../sign-in/browser';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { readBegunVisit } from '../sign-in/read-begun-visit';
import { readForm, single } from '../sign-in/read-form';
import { COMPLIANCE } from '../sign-in/sign-in-flow';
import { beginForm } from './begin-form';
import { loadOwnDevices } from './load-own-devices';
import { privatePage } from './private-page';
import { wordsFor } from './words-for';

/**
 * `POST /mam/compliance/callback`: Entra's form with the code, answered with the PCs of whoever signed in. Entra takes the
 * code once, and the browser forgets the visit, so nothing is left that could be used again.
 */
export async function returnFromSignIn(call: Call): Promise<Reply> {
  const form = await readForm(call, COMPLIANCE);
  const visit = readBegunVisit(call, COMPLIANCE, single(form, 'state'));
  const person = await completeSignIn(call, COMPLIANCE, { visit, form });
  nameTenant(call, person.tenantId);
  // A suspended or leaving tenant is read as well, as by the API.
  const tenant = await call.service().admission.find(person.tenantId, 'fresh');
  if (tenant === undefined) throw refusal('tenant.unknown', person.tenantId);
  return answer(call, person, tenant);
}

async function answer(call: Call, person: SignedIn, tenant: Tenant): Promise<Reply> {
  const words = wordsFor(call, tenant.settings);
  const page = devicesPage({
    words,
    account: person.userName,
    tenant,
    devices: await loadOwnDevices(call, person),
    now: call.service().clock(),
    form: beginForm(call, words.page.again),
  });
  return privatePage(200, page, { 'set-cookie': clearCookie(COMPLIANCE) });
}
