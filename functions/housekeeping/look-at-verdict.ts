import { isDeepStrictEqual } from 'node:util';
import { changesAt } from '../../shared/compliance/changes-at';
import { managedAs, UNMANAGED } from '../../shared/compliance/directory/directory-standing';
import { type ComplianceSummary, summarizeAt } from '../../shared/compliance/summary';
import { parseDeviceId } from '../../shared/ids';
import type { DueEntry } from '../../shared/storage/stores/due';
import type { RosterEntry } from '../../shared/storage/stores/roster';
import type { Stored } from '../../shared/storage/stores/stored';
import type { Work } from '../http';
import { isUnderWay, lookAtStanding } from './first-look';
import { meetDue } from './meet-due';
import type { Counting } from './run-counts';
import { tellDirectory } from './tell-directory';

/**
 * Looks at how a device stands now: a sync said that it may stand otherwise, or time alone has changed it. Notes that in
 * the lists, tells the directory where the tenant wants that, and looks again when time may change it next. Where a sync
 * comes in between, it looks again soon.
 */
export async function lookAtVerdict(work: Work, entry: DueEntry, counts: Counting): Promise<DueEntry | undefined> {
  // Before the device: a sync that comes behind this must not be overwritten with what stood before it.
  const listed = await loadListed(work, entry);
  const met = await meetDue(work, entry);
  if (met === undefined) return undefined;
  const { tenant, device } = met;
  const moment = { now: work.service().clock(), lastSyncAt: device.silence.lastContact };
  const isEnrolled = device.enrollment.ended === undefined;
  const record = isEnrolled ? device.state?.compliance : undefined;
  const verdict = record && summarizeAt(record, moment);
  const isOurs = listed?.value.generation === device.enrollment.generation;
  if (verdict !== undefined && isOurs && !(await noteVerdict(work, listed, verdict))) {
    return lookAtStanding(device.key, moment.now);
  }
  const standing = isEnrolled ? managedAs(verdict?.state) : UNMANAGED;
  const retryAt = tenant.settings.writeCompliance ? await tellDirectory(work, { device, standing, counts }) : undefined;
  const [at] = [record && changesAt(record, moment), retryAt].flatMap((time) => time ?? []).sort();
  return at === undefined ? undefined : { ...entry, at };
}

async function loadListed(work: Work, { tenantId, subject }: DueEntry): Promise<Stored<RosterEntry> | undefined> {
  const deviceId = parseDeviceId(subject);
  return deviceId === undefined ? undefined : work.service().store.roster.loadStored({ tenantId, deviceId });
}

// Lists know what the last sync found, and now what time has made of it. False where a sync is under way, which writes the
// lists before the device.
async function noteVerdict(work: Work, listed: Stored<RosterEntry>, compliance: ComplianceSummary): Promise<boolean> {
  const { store, clock } = work.service();
  if (isDeepStrictEqual(listed.value.compliance, compliance)) return true;
  return !isUnderWay(listed.value.changedAt, clock()) && store.roster.noteOn(listed, { compliance });
}
