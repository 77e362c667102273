import { ServiceError } from '../../shared/errors';
import { localeTag, type Tenant } from '../../shared/tenant/tenant';
import { requireSameTerms } from '../../shared/terms/require-same-terms';
import { type TermsText, termsText } from '../../shared/terms/terms-text';
import { type Call, type Reply, registerRoute } from '../http';
import { audited } from './audited';
import { authorizeInTenant } from './authorize';
import { authorizeSave } from './authorize-save';
import { requireMatch } from './conditional';
import { json, readBodyAs } from './json';
import { problem } from './problem';
import { requireQuota } from './quotas';

/** `/api/v1/terms/{locale}`: the terms of use in one language. A version that users may have accepted never changes. */
export function registerTerms(): void {
  registerRoute({ name: 'terms-list', route: 'api/v1/terms', handlers: { GET: listTerms }, refuse: problem });
  registerRoute({
    name: 'terms',
    route: 'api/v1/terms/{locale}',
    handlers: { GET: getTerms, PUT: putTerms },
    refuse: problem,
  });
}

async function listTerms(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const items = [...stored.value.terms].map(([locale, version]) => ({ locale, version }));
  return json(200, { items });
}

async function getTerms(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const locale = localeOf(call);
  const version = stored.value.terms.get(locale);
  if (version === undefined) throw unknownTerms();
  const terms = await call.service().store.tenants.loadTerms(stored.value.id, version, locale);
  if (terms === undefined) throw unknownTerms();
  return json(200, terms, termsTag(version));
}

async function putTerms(call: Call): Promise<Reply> {
  const { caller, isDryRun } = await authorizeSave(call);
  const locale = localeOf(call);
  const terms = await readBodyAs(call, termsText);
  const tenant = caller.stored.value;
  const before = tenant.terms.get(locale);
  requireMatch(call, before === undefined ? undefined : termsTag(before));
  if (before === undefined) requireQuota(tenant, 'terms', tenant.terms.size + 1);
  if (isDryRun) return tryTerms(call, tenant, { locale, terms });
  const facts = { locale, before: before ?? 'none', after: terms.version };
  const change = { action: 'terms.save', facts };
  const saved = await audited(call, caller, change, () =>
    call.service().store.tenants.saveTerms(caller.stored, locale, terms),
  );
  call.service().admission.remember(saved.value);
  return json(200, { locale, version: terms.version }, termsTag(terms.version));
}

async function tryTerms(
  call: Call,
  { id, terms: versions }: Tenant,
  { locale, terms }: { readonly locale: string; readonly terms: TermsText },
): Promise<Reply> {
  requireSameTerms(await call.service().store.tenants.loadTerms(id, terms.version, locale), terms);
  const current = versions.get(locale);
  return json(200, { locale, version: terms.version }, current === undefined ? undefined : termsTag(current));
}

// A version never changes, so that its name is what a caller knows.
const termsTag = (version: string): string => `"${encodeURIComponent(version)}"`;

const unknownTerms = () => new ServiceError('not-found', 'terms.unknown', 'There are no terms in this language.');

function localeOf(call: Call): string {
  const locale = localeTag.safeParse(call.request.params['locale']);
  if (locale.success) return locale.data;
  throw new ServiceError('invalid', 'terms.locale', 'The language is a BCP 47 tag such as en, de-AT or zh-Hans-CN.');
}
