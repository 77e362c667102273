import { ServiceError } from '../../shared/errors';
import { filled } from '../../shared/terms/filled';
import { textPage } from '../../shared/terms/text-page';
import type { Call, Reply } from '../http';
import { pageReply } from '../terms/replies';
import { admitTenant } from './admit-tenant';
import { findVisit, type VisitAt } from './find-visit';
import { onboardingParts } from './parts';
import { wordsFor } from './words-for';

/** `state` of a consent that the command line asked for; it watches the directory itself. */
const COMMAND_LINE = 'command-line';

/**
 * `GET /onboard/callback`: back from the consent. Nothing in the query is believed but whose visit it is: the tenant is the
 * one of the sign-in, and whether it consented says Entra.
 */
export async function returnFromConsent(call: Call): Promise<Reply> {
  const { query } = call.request;
  if (query.get('state') === COMMAND_LINE) return closeWindowPage(call);
  const { visits, consent } = onboardingParts(call.service());
  const visit = await findVisit(call, query.get('state'), 'consenting');
  const { id, browser, begunAt, tenantId, userId, displayName } = visit.value;
  await visits.advance(visit, { id, browser, begunAt, stage: 'ended' });
  refuseOtherTenant(query.get('tenant'), visit.value);
  if (query.get('error') !== null) throw refusedConsent();
  if (!(await consent.hasConsent(tenantId))) throw refusedConsent();
  requireAdministrator(visit.value);
  const { stored, isNew } = await admitTenant(call, { tenantId, id: userId }, displayName);
  call.log.info('onboarding.done', { tenantId, isNew });
  return donePage(call, stored.value.displayName, tenantId);
}

// Absent when the consent was refused.
function refuseOtherTenant(told: string | null, { tenantId }: VisitAt<'consenting'>): void {
  if (told === null || told.toLowerCase() === tenantId) return;
  const text = 'The consent was given for another organization than the one you signed in to. Nothing was created.';
  throw new ServiceError('forbidden', 'onboarding.other-tenant', text, { tenantId });
}

// Only an administrator can consent; where that had happened before, this visit has shown no such right.
function requireAdministrator({ hadConsent, isAdministrator, tenantId }: VisitAt<'consenting'>): void {
  if (!hadConsent || isAdministrator) return;
  const text =
    'Your organization had let the service in before, so your right to act for it is not shown. Whoever has the role Mam.Admin may go on here; npm run onboard gives it to an administrator.';
  throw new ServiceError('forbidden', 'onboarding.not-administrator', text, { tenantId });
}

function refusedConsent(): ServiceError {
  const text = 'Nobody consented for your organization, so nothing was created. You may begin again at any time.';
  return new ServiceError('forbidden', 'onboarding.no-consent', text);
}

function closeWindowPage(call: Call): Reply {
  const { language, closing } = wordsFor(call);
  return pageReply(200, textPage({ language, title: closing.title, paragraphs: [closing.text] }));
}

function donePage(call: Call, displayName: string, tenantId: string): Reply {
  const { publicUrl } = call.service().config;
  const { language, done } = wordsFor(call);
  const options = `-- --tenant ${tenantId} --service ${publicUrl}`;
  const page = textPage({
    language,
    title: filled(done.title, { organization: displayName }),
    paragraphs: [done.introduction],
    points: [
      { text: done.onboard, command: `npm run onboard ${options}` },
      { text: done.doctor, command: `npm run doctor ${options}` },
    ],
  });
  return pageReply(200, page);
}
