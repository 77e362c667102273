import { isDeepStrictEqual } from 'node:util';
import { changesAt } from '../../shared/compliance/changes-at';
import { managedAs, UNMANAGED } from '../../shared/compliance/directory/directory-standing';
import { summarizeAt } from '../../shared/compliance/summary';
import type { ComplianceRecord, Moment } from '../../shared/compliance/verdict';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { Work } from '../http';
import type { MetDevice } from '../management/meet-device';
import { meetDue } from './meet-due';
import type { Counting } from './run-counts';
import { tellDirectory } from './tell-directory';

/**
 * Looks at how a device stands now: a sync said that it may stand otherwise, or time alone has changed it. Notes that in
 * the lists, tells the directory where the tenant wants that, and looks again when time may change it next.
 */
export async function lookAtVerdict(work: Work, entry: DueEntry, counts: Counting): Promise<DueEntry | undefined> {
  const met = await meetDue(work, entry);
  if (met === undefined) return undefined;
  const { tenant, device } = met;
  const moment = { now: work.service().clock(), lastSyncAt: device.silence.lastContact };
  const isEnrolled = device.enrollment.ended === undefined;
  const record = isEnrolled ? device.state?.compliance : undefined;
  const verdict = record && (await noteVerdict(work, device, { record, moment }));
  const standing = isEnrolled ? managedAs(verdict) : UNMANAGED;
  const retryAt = tenant.settings.writeCompliance ? await tellDirectory(work, { device, standing, counts }) : undefined;
  const [at] = [record && changesAt(record, moment), retryAt].flatMap((time) => time ?? []).sort();
  return at === undefined ? undefined : { ...entry, at };
}

interface Judged {
  readonly record: ComplianceRecord;
  readonly moment: Moment;
}

// Lists know what the last sync found, and now what time has made of it.
async function noteVerdict(work: Work, { key, enrollment }: MetDevice, { record, moment }: Judged) {
  const { roster } = work.service().store;
  const compliance = summarizeAt(record, moment);
  const listed = await roster.load(key.tenantId, key.deviceId);
  if (!isDeepStrictEqual(listed?.compliance, compliance)) {
    await roster.note(key, enrollment.generation, { compliance });
  }
  return compliance.state;
}
