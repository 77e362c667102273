import { hasLostContact } from '../../shared/actions/lost-contact';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { Work } from '../http';
import type { MetDevice } from '../management/meet-device';
import { finishEnd } from '../sync/announce';
import { meetDue } from './meet-due';
import type { Counting } from './run-counts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Looks at a device from which nothing may have been heard for the days of its tenant: ends the actions that waited too
 * long, and notes it as lost in the lists and, once, in the audit trail. It is looked at again, for it may come back. Of a
 * device that has left, it finishes what was left undone.
 */
export async function lookAtDevice(work: Work, entry: DueEntry, counts: Counting): Promise<DueEntry | undefined> {
  const device = (await meetDue(work, entry))?.device;
  if (device === undefined) return undefined;
  if (device.enrollment.ended !== undefined) return finishWhatEnded(work, device);
  const { lastContact, days } = device.silence;
  const now = work.service().clock();
  if (!hasLostContact(device.silence, now)) return { ...entry, at: after(lastContact, days) };
  await noteLoss(work, device);
  counts.add('lost');
  return { ...entry, at: after(now.toISOString(), days) };
}

// Whoever took the farewell may have come no further than the device's own row: the place of the user would stay taken.
async function finishWhatEnded(work: Work, { key, enrollment }: MetDevice): Promise<undefined> {
  const listed = await work.service().store.roster.load(key.tenantId, key.deviceId);
  const isUnfinished = listed?.generation === enrollment.generation && listed.status === 'enrolled';
  if (isUnfinished) await finishEnd(work, enrollment);
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
