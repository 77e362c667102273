import type { DeviceId } from '../../shared/ids';
import { newGuid } from '../../shared/random';
import type { TimeSpan } from '../../shared/storage/stores/stored';
import type { ListedWipEvent } from '../../shared/storage/stores/wip-logs';
import type { Sighting } from '../../shared/wip-logs/count-groups';
import type { Call } from '../http';
import type { TenantCaller } from './authorize';
import type { TenantList } from './continuation';
import { nextPage, type PageQuery, pageOf } from './page-query';

const AT_ONCE = 1000;
/** Records that one request of a report goes through; the next one goes on. */
const MOST_RECORDS = 10_000;

/** Who reads the logs: nobody else may, not even an administrator. */
export const LOG_READERS = ['Mam.LogReader'] as const;

/** What was read, for the audit trail: what was asked for and how much of it there was, never what it says. */
export interface LogReading {
  readonly action: 'wip-logs.read' | 'wip-logs.export' | 'wip-logs.report' | 'wip-logs.learn';
  readonly span: TimeSpan;
  readonly records: number;
  readonly deviceId?: DeviceId;
  readonly by?: string;
}

/** Notes that somebody read the logs, before they are handed out. */
export async function auditReading(call: Call, caller: TenantCaller, reading: LogReading): Promise<void> {
  const { action, span, records, deviceId, by } = reading;
  await call.service().store.audit.put({
    id: newGuid(),
    tenantId: caller.tenantId,
    at: call.service().clock().toISOString(),
    action,
    outcome: 'done',
    actor: caller.id,
    ...(deviceId === undefined ? {} : { deviceId }),
    correlationId: call.correlationId,
    facts: { from: span.from.toISOString(), to: span.to.toISOString(), records, ...(by === undefined ? {} : { by }) },
  });
}

/** Records of all devices as a report counts them, and where the next request goes on. */
export interface Gathered {
  readonly sightings: readonly Sighting[];
  readonly next: { readonly continuation?: string };
}

/** Goes through the records of a time span, of all devices, up to so many. */
export async function gatherSightings(
  call: Call,
  list: TenantList,
  { span, query }: { readonly span: TimeSpan; readonly query: PageQuery },
): Promise<Gathered> {
  const { wipLogs } = call.service().store;
  const now = call.service().clock();
  const sightings: Sighting[] = [];
  let { continuation } = pageOf(list, query);
  for (let read = 0; read < MOST_RECORDS; read += AT_ONCE) {
    const place = continuation === undefined ? {} : { continuation };
    const page = await wipLogs.listAll(list.tenantId, span, { size: AT_ONCE, now, ...place });
    sightings.push(...page.events.map(sightingOf));
    continuation = page.continuation;
    if (continuation === undefined) break;
  }
  return { sightings, next: nextPage(list, continuation) };
}

// What is counted, and no more: ten thousand records of a PC that means no good would fill the memory.
function sightingOf({ event, userId, deviceId }: ListedWipEvent): Sighting {
  const { hash, at, kind, sourceApp, destinationApp, app, destinationEnterpriseId } = event;
  const places = { sourceApp, destinationApp, app, destinationEnterpriseId };
  const told = Object.fromEntries(Object.entries(places).filter(([, text]) => text !== undefined));
  return { userId, deviceId, event: { hash, at, kind, ...told } };
}

/** A record as the API shows it. */
export function wipEventView({ event, userId, deviceId }: ListedWipEvent) {
  const { hash: id, ...said } = event;
  return { id, deviceId, userId, ...said };
}
