import type { TenantId } from '../../shared/ids';
import type { AuditEntry } from '../../shared/storage/stores/audit';
import type { Work } from '../http';
import { clearAll } from './clear-all';
import { dayOf, monthBefore } from './days';
import type { Counting } from './run-counts';

const TENANTS_AT_ONCE = 50;
const MOST_TENANTS = 500;
const HOUR_MS = 3_600_000;
/** Audit rows are kept for so many full months; wipe proofs are not among them and stay. */
const AUDIT_MONTHS = 13;
/** Months before those that are cleared too, in case some runs were missed. */
const MISSED_MONTHS = 3;

/** Once a day, every tenant: closes changes whose outcome nobody wrote, and deletes audit rows that are old enough. */
export async function goThroughTenants(work: Work, counts: Counting, now: Date): Promise<boolean> {
  const { due, tenants } = work.service().store;
  const today = dayOf(now);
  let progress = await due.loadProgress();
  if (progress === undefined || (progress.value.tenantsDay >= today && progress.value.tenantsAfter === undefined))
    return true;
  for (let gone = 0; gone < MOST_TENANTS; gone += TENANTS_AT_ONCE) {
    const { tenantsAfter, ...kept } = progress.value;
    const from = tenantsAfter === undefined ? {} : { continuation: tenantsAfter };
    const page = await tenants.list({ size: TENANTS_AT_ONCE, ...from });
    for (const { value } of page.tenants) {
      // The page again in the next run: what was deleted is not there any more.
      if (!(await tidyAudit(work, value.id, { counts, now }))) return false;
    }
    const next = page.continuation === undefined ? {} : { tenantsAfter: page.continuation };
    progress = await due.saveProgress({ ...kept, tenantsDay: today, ...next }, progress);
    if (page.continuation === undefined) return true;
  }
  return false;
}

interface Tidying {
  readonly counts: Counting;
  readonly now: Date;
}

// False when there is more to delete than one run does.
async function tidyAudit(work: Work, tenantId: TenantId, { counts, now }: Tidying): Promise<boolean> {
  const { audit } = work.service().store;
  counts.add('tenants');
  const span = { from: new Date(now.getTime() - 49 * HOUR_MS), to: new Date(now.getTime() - HOUR_MS) };
  for (const entry of await audit.listIntended(tenantId, span)) {
    await audit.put(unknownOutcome(entry));
    counts.add('ended');
  }
  for (let missed = 1; missed <= MISSED_MONTHS; missed += 1) {
    const month = monthBefore(now, AUDIT_MONTHS + missed);
    if (!(await clearAll(() => audit.clearMonth(tenantId, month)))) return false;
  }
  return true;
}

// The change may have happened or not; what it is about shows which.
function unknownOutcome(entry: AuditEntry): AuditEntry {
  return { ...entry, outcome: 'failed', code: 'outcome-unknown' };
}
