import type { DueEntry } from '../../shared/storage/stores/due';
import type { Work } from '../http';
import { inParts } from '../in-parts';
import { dayOf, startOf } from './days';
import { lookAtVerdictAt } from './first-look';

const PAGE = 500;
const AT_ONCE = 16;

/**
 * Has every device of a tenant looked at whose directory is told from now on: a page of the list at a time. The first one
 * also forgets why the directory refused last time, since whoever turned this on may have mended that.
 */
export async function lookAtFleet(work: Work, entry: DueEntry): Promise<DueEntry | undefined> {
  const { store, clock } = work.service();
  const { tenantId, item } = entry;
  // In this run still, and never on a day that another instance may have left behind.
  const today = startOf(dayOf(clock())).toISOString();
  const at = entry.at < today ? today : entry.at;
  const tenant = await store.tenants.load(tenantId);
  if (tenant?.value.settings.writeCompliance !== true) return undefined;
  if (item === undefined) await store.writeBacks.removeRefusal(tenantId);
  const from = item === undefined ? {} : { continuation: item };
  const { entries, continuation } = await store.roster.list(tenantId, { size: PAGE, ...from });
  await inParts(entries, AT_ONCE, (device) => store.due.put(lookAtVerdictAt(device, at)));
  return continuation === undefined ? undefined : { ...entry, at, item: continuation };
}
