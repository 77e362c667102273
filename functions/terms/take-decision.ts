import { createHash } from 'node:crypto';
import { ServiceError, toServiceError } from '../../shared/errors';
import { refusal } from '../../shared/identity/token-refusal';
import type { Stored } from '../../shared/storage/stores/stored';
import type { Tenant } from '../../shared/tenant/tenant';
import type { Acceptance } from '../../shared/terms/acceptance';
import { type Decided, type Decision, decide } from '../../shared/terms/decide';
import { type AcceptanceReference, readDecisionForm } from '../../shared/terms/decision-form';
import { readReturnAddress } from '../../shared/terms/read-terms-request';
import type { ReturnAddress } from '../../shared/terms/redirect';
import { TermsRefusal } from '../../shared/terms/terms-refusal';
import { type Call, type Reply, readBody } from '../http';
import { redirectReply } from './replies';
import { tellingWindows } from './telling-windows';

const FORM_LIMIT = 8 * 1024;

/**
 * POST: records what the user decided and sends the browser back to Windows. Can be repeated with the same decision.
 */
export async function takeDecision(call: Call): Promise<Reply> {
  const body = await readBody(call.request, FORM_LIMIT);
  const { reference, decision } = readDecisionForm(call.request.headers.get('content-type'), body);
  const shown = await loadShowing(call, reference);
  const tenant = await call.service().admission.find(reference.tenantId, 'fresh');
  if (tenant === undefined) throw refusal('tenant.unknown', reference.tenantId);
  refuseForeignOrigin(call, tenant);
  return tellingWindows(tenant, returnAddressOf(shown.value, tenant), async (returnTo) => {
    const decided = await storeDecision(call, shown, decision);
    await audit(call, decided);
    call.log.info(`terms.${decided.decision}`, { tenantId: tenant.id, clientRequestId: returnTo.clientRequestId });
    if (decided.decision === 'declined') return redirectReply(returnTo, { kind: 'declined' });
    return redirectReply(returnTo, { kind: 'accepted', opaqueBlob: decided.id });
  });
}

// The form carries no token. Its tenant and user are believed for one reason only: in their partition lies a row under
// the 256 random bits of the form, and those were shown to nobody but that user, when the token had been verified.
async function loadShowing(call: Call, { tenantId, userId, id }: AcceptanceReference): Promise<Stored<Acceptance>> {
  const shown = await call.service().store.people.loadAcceptance(tenantId, userId, id);
  if (shown === undefined) throw new ServiceError('invalid', 'terms.unknown', 'This page is not known here.');
  return shown;
}

// Browsers send `null` from a sandboxed frame and old ones nothing at all; only a stranger's name is a forgery.
function refuseForeignOrigin(call: Call, tenant: Tenant): void {
  const origin = call.request.headers.get('origin');
  const own = [call.service().config.publicUrl, ...tenant.settings.publicHosts.map((host) => `https://${host}`)];
  if (origin === null || origin === 'null' || own.includes(origin)) return;
  const error = new ServiceError('forbidden', 'terms.foreign-origin', 'The form was not sent by this page.');
  throw new TermsRefusal(error, { tenantId: tenant.id });
}

// Checked anew, because the tenant may have narrowed its schemes since the page was shown.
function returnAddressOf(shown: Acceptance, tenant: Tenant): ReturnAddress | undefined {
  const query = new URLSearchParams({
    redirect_uri: shown.redirectUri,
    'client-request-id': shown.clientRequestId ?? '',
  });
  return readReturnAddress(query, tenant.settings.redirectSchemes);
}

async function storeDecision(call: Call, shown: Stored<Acceptance>, decision: Decision): Promise<Decided> {
  const decided = decide(shown.value, decision, call.service().clock());
  if (decided === shown.value) return decided;
  try {
    await call.service().store.people.replaceAcceptance(shown, decided);
    return decided;
  } catch (thrown) {
    if (toServiceError(thrown).kind !== 'precondition') throw thrown;
    // The form was sent twice at once. The winner's decision stands, and ours is fine if it is the same one.
    const winner = (await loadShowing(call, shown.value)).value;
    if (winner.decision === undefined) throw thrown;
    return decide(winner, decision, call.service().clock());
  }
}

// Also written when the form is repeated, since the first attempt may have ended before this row. The same id and time
// make it the same row; the id is a hash, because the acceptance's own opens an enrollment.
async function audit(call: Call, decided: Decided): Promise<void> {
  await call.service().store.audit.put({
    id: createHash('sha256').update(decided.id).digest('hex').slice(0, 32),
    tenantId: decided.tenantId,
    at: decided.decidedAt,
    action: `terms.${decided.decision}`,
    outcome: 'done',
    actor: decided.userId,
    correlationId: call.correlationId,
    facts: { version: decided.version, locale: decided.locale },
  });
}
