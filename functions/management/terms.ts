import { ServiceError } from '../../shared/errors';
import { localeTag } from '../../shared/tenant/tenant';
import { termsText } from '../../shared/terms/terms-text';
import { type Call, type Reply, registerRoute } from '../http';
import { audited } from './audited';
import { authorizeInTenant, requireActiveTenant } from './authorize';
import { json, readBodyAs } from './json';
import { problem } from './problem';

/** `/api/v1/terms/{locale}`: the terms of use in one language. A version that users may have accepted never changes. */
export function registerTerms(): void {
  registerRoute({
    name: 'terms',
    route: 'api/v1/terms/{locale}',
    handlers: { GET: getTerms, PUT: putTerms },
    refuse: problem,
  });
}

async function getTerms(call: Call): Promise<Reply> {
  const { stored } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader']);
  const locale = localeOf(call);
  const version = stored.value.terms.get(locale);
  const terms =
    version === undefined ? undefined : await call.service().store.tenants.loadTerms(stored.value.id, version, locale);
  if (terms === undefined) throw new ServiceError('not-found', 'terms.unknown', 'There are no terms in this language.');
  return json(200, terms);
}

async function putTerms(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  requireActiveTenant(caller.stored.value);
  const locale = localeOf(call);
  const terms = await readBodyAs(call, termsText);
  const change = { action: 'terms.save', facts: { locale, version: terms.version } };
  const saved = await audited(call, caller, change, () =>
    call.service().store.tenants.saveTerms(caller.stored, locale, terms),
  );
  call.service().admission.remember(saved.value);
  return json(200, { locale, version: terms.version });
}

function localeOf(call: Call): string {
  const locale = localeTag.safeParse(call.request.params['locale']);
  if (locale.success) return locale.data;
  throw new ServiceError('invalid', 'terms.locale', 'The language is a BCP 47 tag such as en, de-AT or zh-Hans-CN.');
}
