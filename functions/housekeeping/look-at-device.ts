import { hasLostContact } from '../../shared/actions/lost-contact';
import type { DueEntry } from '../../shared/storage/store';
import type { Work } from '../http';
import type { MetDevice } from '../management/meet-device';
import { meetDue } from './meet-due';
import type { Counting } from './run-counts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Looks at a device from which nothing may have been heard for the days of its tenant: ends the actions that waited too
 * long, and notes it as lost in the lists and, once, in the audit trail. It is looked at again, for it may come back.
 */
export async function lookAtDevice(work: Work, entry: DueEntry, counts: Counting): Promise<DueEntry | undefined> {
  const device = (await meetDue(work, entry))?.device;
  if (device === undefined || device.enrollment.ended !== undefined) return undefined;
  const { lastContact, days } = device.silence;
  const now = work.service().clock();
  if (!hasLostContact(device.silence, now)) return { ...entry, at: after(lastContact, days) };
  await noteLoss(work, device);
  counts.add('lost');
  return { ...entry, at: after(now.toISOString(), days) };
}

const after = (time: string, days: number) => new Date(Date.parse(time) + days * DAY_MS).toISOString();

// The same row however often the loss is noted: its id and time follow from when the device was last heard of.
async function noteLoss(work: Work, { key, enrollment, silence }: MetDevice): Promise<void> {
  const { roster, audit } = work.service().store;
  const { tenantId, deviceId } = key;
  await roster.note(key, enrollment.generation, { lostSince: silence.lastContact });
  const at = after(silence.lastContact, silence.days);
  const { correlationId } = work;
  const row = {
    id: `lost-${enrollment.generation}`,
    at,
    action: 'device.lost',
    outcome: 'done',
    correlationId,
  } as const;
  await audit.put({ ...row, tenantId, deviceId });
}
