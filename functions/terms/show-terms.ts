import { ServiceError } from '../../shared/errors';
import { bearerToken } from '../../shared/identity/bearer';
import type { DevicePrincipal } from '../../shared/identity/principal';
import { newAcceptanceId } from '../../shared/random';
import type { Tenant } from '../../shared/tenant/tenant';
import type { Acceptance } from '../../shared/terms/acceptance';
import { chooseLocale } from '../../shared/terms/choose-locale';
import { termsPage } from '../../shared/terms/page';
import { readReturnAddress, readTermsRequest } from '../../shared/terms/read-terms-request';
import type { ReturnAddress } from '../../shared/terms/redirect';
import type { TermsText } from '../../shared/terms/terms-text';
import { lookAtShown } from '../housekeeping/first-look';
import { type Call, nameTenant, type Reply } from '../http';
import { pageReply, redirectReply } from './replies';
import { tellingWindows } from './telling-windows';

const ACTION = '/mam/terms';

/**
 * GET: the page with the tenant's terms in the user's language. The showing is stored before it is shown, since the form
 * comes back without a token.
 */
export async function showTerms(call: Call): Promise<Reply> {
  const token = bearerToken(call.request.headers.get('authorization'));
  const user = await call.service().verifier.verifyDevice(token, 'fresh');
  nameTenant(call, user.tenantId);
  const returnTo = readReturnAddress(call.request.query, user.tenant.settings.redirectSchemes);
  return tellingWindows(user.tenant, returnTo, (address) => offerTerms(call, user, address));
}

async function offerTerms(call: Call, user: DevicePrincipal, returnTo: ReturnAddress): Promise<Reply> {
  const { canDecline, look, languages } = readTermsRequest(call.request);
  const { tenant } = user;
  const locale = chooseLocale(languages, [...tenant.terms.keys()], tenant.settings.defaultLocale);
  if (locale === undefined) return withoutTerms(call, tenant, returnTo);
  const terms = await loadTerms(call, tenant, locale);
  const acceptance = newShowing(user, { terms, locale, returnTo, now: call.service().clock() });
  const { people, due } = call.service().store;
  // First, so that no row stays for ever although nobody accepts it.
  await due.put(lookAtShown(acceptance));
  await people.saveAcceptance(acceptance);
  call.log.info('terms.shown', { tenantId: tenant.id, locale, clientRequestId: returnTo.clientRequestId });
  const organization = tenant.displayName;
  return pageReply(200, termsPage({ terms, acceptance, organization, returnTo, action: ACTION, canDecline, look }));
}

// A tenant that demands an acceptance but has nothing to accept is not set up: Windows says so to the user, and the log
// to us. A tenant that demands none lets its users pass; the blob names no acceptance, and enrollment does not ask.
function withoutTerms(call: Call, tenant: Tenant, returnTo: ReturnAddress): Reply {
  if (tenant.settings.termsRequired) {
    throw new ServiceError('forbidden', 'terms.missing', 'The organization has not published its terms of use.');
  }
  call.log.info('terms.none', { tenantId: tenant.id });
  return redirectReply(returnTo, { kind: 'accepted', opaqueBlob: newAcceptanceId() });
}

async function loadTerms(call: Call, tenant: Tenant, locale: string): Promise<TermsText> {
  const version = tenant.terms.get(locale) ?? '';
  const terms = await call.service().store.tenants.loadTerms(tenant.id, version, locale);
  if (terms === undefined) throw new ServiceError('internal', 'terms.lost', 'The terms of use cannot be found.');
  return terms;
}

function newShowing(
  user: DevicePrincipal,
  shown: { terms: TermsText; locale: string; returnTo: ReturnAddress; now: Date },
): Acceptance {
  return {
    id: newAcceptanceId(),
    tenantId: user.tenantId,
    userId: user.userId,
    version: shown.terms.version,
    locale: shown.locale,
    ...shown.returnTo,
    shownAt: shown.now.toISOString(),
  };
}
