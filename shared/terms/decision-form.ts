import { ServiceError } from '../errors';
import { type AcceptanceId, parseAcceptanceId, parseTenantId, parseUserId, type TenantId, type UserId } from '../ids';
import type { Acceptance } from './acceptance';
import type { Decision } from './decide';

/** Names of the form's fields, and what its two buttons say. */
export const formFields = { reference: 'acceptance', decision: 'decision' } as const;
export const buttonValues = { accepted: 'accept', declined: 'decline' } as const;

/** Names the row of an acceptance: its partition and its id. */
export interface AcceptanceReference {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly id: AcceptanceId;
}

/** What the user sent. */
export interface DecisionForm {
  readonly reference: AcceptanceReference;
  readonly decision: Decision;
}

const decisions = new Map<string, Decision>([
  [buttonValues.accepted, 'accepted'],
  [buttonValues.declined, 'declined'],
]);

/** The hidden field of the page: `tenant.user.id`. */
export function writeReference({ tenantId, userId, id }: Acceptance): string {
  return `${tenantId}.${userId}.${id}`;
}

/**
 * Reads the form that the page sends.
 * @throws ServiceError `unsupported-media` / `terms.form-type`, `invalid` / `terms.form`
 */
export function readDecisionForm(contentType: string | null, body: Uint8Array): DecisionForm {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? '')) {
    throw new ServiceError('unsupported-media', 'terms.form-type', 'The form must be sent as the page sends it.');
  }
  const form = new URLSearchParams(new TextDecoder().decode(body));
  const reference = parseReference(single(form, formFields.reference));
  const decision = decisions.get(single(form, formFields.decision));
  if (reference === undefined || decision === undefined) {
    throw new ServiceError('invalid', 'terms.form', 'The form is not the one of this page.');
  }
  return { reference, decision };
}

function single(form: URLSearchParams, name: string): string {
  const [value = '', ...further] = form.getAll(name);
  return further.length === 0 ? value : '';
}

function parseReference(text: string): AcceptanceReference | undefined {
  const [tenant, user, acceptance, ...further] = text.split('.');
  const tenantId = parseTenantId(tenant);
  const userId = parseUserId(user);
  const id = parseAcceptanceId(acceptance);
  if (tenantId === undefined || userId === undefined || id === undefined || further.length > 0) return undefined;
  return { tenantId, userId, id };
}
