import { hasLostContact } from '../../actions/lost-contact';
import { ServiceError } from '../../errors';
import type { DeviceId } from '../../ids';
import { LIVE } from '../keys';
import type { StoredRow } from '../row';
import { text } from '../rows/columns';
import type { ErasureTerms, Person } from '../stores/persons';

/**
 * True while work data may lie on the device under the person's enrollment, and the device still comes by. One that was
 * silent for the days of its tenant is lost: it would keep the person's data here for ever.
 */
export function isEnrolled(rows: readonly StoredRow[], { userId }: Person, terms: ErasureTerms): boolean {
  const enrollment = rows.find(({ key }) => key === LIVE.enrollment);
  if (enrollment?.columns['userId'] !== userId || enrollment.columns['endedAt'] !== undefined) return false;
  const session = rows.find(({ key }) => key === LIVE.session);
  const isOwn = session?.columns['generation'] === enrollment.columns['generation'];
  const lastContact = session !== undefined && isOwn ? text(session, 'at') : text(enrollment, 'enrolledAt');
  return !hasLostContact({ lastContact, days: terms.lostContactDays }, terms.clock());
}

/** @throws ServiceError `conflict` / `person.enrolled` with the way out, when there are any such devices */
export function requireLeft(devices: readonly DeviceId[], { userId }: Person, { lostContactDays }: ErasureTerms): void {
  if (devices.length === 0) return;
  const wayOut =
    `Withdraw the work data first: "mam devices wipe --user ${userId} --wait", or POST /api/v1/people/${userId}/actions. ` +
    `A PC that does not come by any more counts as lost after ${lostContactDays} days of silence, and then keeps nothing from being erased.`;
  const text = `Still enrolled: ${devices.join(', ')}. ${wayOut}`;
  throw new ServiceError('conflict', 'person.enrolled', text);
}
