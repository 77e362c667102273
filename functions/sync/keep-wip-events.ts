import type { CompiledPolicy } from '../../shared/policy/setting';
import type { KeptWipEvent } from '../../shared/storage/stores/wip-logs';
import { broughtLog } from '../../shared/sync/inquiries/brought-log';
import { retentionOf } from '../../shared/sync/inquiries/logs';
import type { Turn } from '../../shared/sync/turn';
import { lookAtKept } from '../housekeeping/first-look';
import type { Call } from '../http';

const DAY_MS = 24 * 60 * 60_000;

/**
 * The turn with the page of the log that its message brought, once its records are stored: logs before their place, so
 * that the place never passes what is not kept. Dying in between writes the same rows again.
 */
export async function keepWipEvents(call: Call, turn: Turn, policy: CompiledPolicy | undefined): Promise<Turn> {
  const wanted = policy?.asks.logs;
  if (wanted?.collectWipAudit !== true) return turn;
  const { device, received, context } = turn;
  const brought = broughtLog(device, received, context.now);
  if (brought === undefined) return turn;
  const { userId } = device.enrollment;
  const kept = brought.unseen
    .map((event): KeptWipEvent => ({ event, userId, until: daysAfter(event.at, retentionOf(wanted)) }))
    .filter(({ until }) => Date.parse(until) > context.now.getTime());
  const { due, wipLogs } = call.service().store;
  // First, so that no record stays for ever, whether or not the PC comes again; one entry for all records of a day.
  const looks = kept.map(({ until }) => lookAtKept(device.enrollment, until, retentionOf(wanted)));
  for (const look of new Map(looks.map((one) => [one.at, one])).values()) await due.put(look);
  await wipLogs.put(device.enrollment, kept);
  return { ...turn, logPage: brought.page };
}

function daysAfter(time: string, days: number): string {
  return new Date(Date.parse(time) + days * DAY_MS).toISOString();
}
