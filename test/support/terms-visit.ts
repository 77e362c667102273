import { deviceClaimsV2 } from '../../local/entra/claims';
import { parseTenantId } from '../../shared/ids';
import type { TenantSettings } from '../../shared/tenant/tenant';
import type { TermsText } from '../../shared/terms/terms-text';
import { onboard, type TestPerson, type TestService } from './service';

/** Where Windows waits for the outcome, in the sample of the documentation. */
export const RETURN = 'ms-appx-web://ContosoMdm/ToUResponse';
export const REQUEST_ID = '34be581c-6ebd-49d6-a4e1-150eff4b7213';
export const QUERY = `redirect_uri=${RETURN}&client-request-id=${REQUEST_ID}&api-version=1.0`;

const ENGLISH: TermsText = {
  version: '2026-11',
  title: 'Terms of use for work data',
  text: 'Your employer protects its files on this PC.\n\nYour own files stay yours.',
};

/** Creates a tenant that demands an acceptance, with terms in the given languages. */
export async function onboardWithTerms(
  service: TestService,
  options: { settings?: Partial<TenantSettings>; terms?: Readonly<Record<string, TermsText>> } = {},
): Promise<TestPerson> {
  const person = await onboard(service, { settings: { termsRequired: true, ...options.settings } });
  for (const [locale, terms] of Object.entries(options.terms ?? { en: ENGLISH })) {
    await service.store.tenants.saveTerms(await loadTenant(service, person), locale, terms);
  }
  return person;
}

/** The tenant row with its ETag. */
export async function loadTenant(service: TestService, person: TestPerson) {
  const id = parseTenantId(person.tenantId);
  const stored = id === undefined ? undefined : await service.store.tenants.load(id);
  if (stored === undefined) throw new Error('the tenant was onboarded');
  return stored;
}

/** A token as Windows has it before the device is registered: without a device id. `claims` replace or add. */
export function termsToken(
  service: TestService,
  person: TestPerson,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { tenantId, userId } = person;
  const user = { tenantId, userId, userName: 'megan.bowen@contoso.example', audience: service.clientId };
  return service.entra.token({ ...deviceClaimsV2(service.entra.origin, user), ...claims });
}

/** Opens the page as the web view does. */
export async function openTerms(
  service: TestService,
  person: TestPerson,
  request: { query?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${await termsToken(service, person)}`, ...request.headers };
  return fetch(`${service.origin}/mam/terms?${request.query ?? QUERY}`, { headers, redirect: 'manual' });
}

/** The hidden field of a page that was opened. */
export async function referenceOf(page: Response): Promise<string> {
  const reference = /name="acceptance" value="([^"]+)"/.exec(await page.text())?.[1];
  if (reference === undefined) throw new Error(`the reply with status ${page.status} is not the page`);
  return reference;
}

/** Sends the page's form. */
export function sendDecision(
  service: TestService,
  form: { acceptance: string; decision: 'accept' | 'decline' },
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${service.origin}/mam/terms`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: String(new URLSearchParams(form)),
    redirect: 'manual',
  });
}
