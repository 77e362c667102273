import { ServiceError } from '../../shared/errors';
import type { DeviceId } from '../../shared/ids';
import type { WipEventPage } from '../../shared/storage/stores/wip-logs';
import { learn } from '../../shared/wip-logs/learn';
import { report } from '../../shared/wip-logs/report';
import { type Call, type Reply, registerRoute } from '../http';
import { authorizeInTenant, type TenantCaller } from './authorize';
import type { TenantList } from './continuation';
import { deviceOf } from './device-of';
import { json } from './json';
import { jsonLines, wantsLines } from './json-lines';
import { nextPage, pageOf, readQuery } from './page-query';
import { problem } from './problem';
import { spanOf, wipLogLearnQuery, wipLogQuery, wipLogReportQuery } from './wip-log-query';
import { auditReading, gatherSightings, LOG_READERS, wipEventView } from './wip-log-reading';

/**
 * `/api/v1/devices/{deviceId}/wip-logs` and `/api/v1/wip-logs/...`: the logs of the protection. File names and hosts are
 * personal data of people at home: only the role for it reads them, and each reading is in the audit trail.
 */
export function registerWipLogs(): void {
  const route = (name: string, path: string, get: (call: Call) => Promise<Reply>) =>
    registerRoute({ name, route: `api/v1/${path}`, handlers: { GET: get }, refuse: problem });
  route('device-wip-logs', 'devices/{deviceId}/wip-logs', listDeviceLogs);
  route('wip-logs-export', 'wip-logs/export', exportLogs);
  route('wip-logs-report', 'wip-logs/report', reportLogs);
  route('wip-logs-learn', 'wip-logs/learn', learnFromLogs);
}

async function listDeviceLogs(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, LOG_READERS);
  const deviceId = deviceOf(call);
  const { tenantId } = caller;
  if ((await call.service().store.roster.load(tenantId, deviceId)) === undefined) throw unknownDevice();
  return listLogs(call, caller, deviceId);
}

async function exportLogs(call: Call): Promise<Reply> {
  return listLogs(call, await authorizeInTenant(call, LOG_READERS), undefined);
}

async function listLogs(call: Call, caller: TenantCaller, deviceId: DeviceId | undefined): Promise<Reply> {
  const query = readQuery(call, wipLogQuery);
  const { limit: _, continuation: __, format, ...filter } = query;
  const { tenantId } = caller;
  const list: TenantList = { name: `wip-logs ${deviceId ?? ''}`, tenantId, filter };
  const span = spanOf(call, query);
  const { wipLogs } = call.service().store;
  const page = { ...pageOf(list, query), now: call.service().clock() };
  const read: WipEventPage =
    deviceId === undefined
      ? await wipLogs.listAll(tenantId, span, page)
      : await wipLogs.list({ tenantId, deviceId }, span, page);
  const about = deviceId === undefined ? {} : { deviceId };
  const action = deviceId === undefined ? 'wip-logs.export' : 'wip-logs.read';
  await auditReading(call, caller, { action, span, records: read.events.length, ...about });
  const items = read.events.map(wipEventView);
  const next = nextPage(list, read.continuation);
  return wantsLines(call, format) ? jsonLines(call, items, next.continuation) : json(200, { items, ...next });
}

async function reportLogs(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, LOG_READERS);
  const query = readQuery(call, wipLogReportQuery);
  const { limit, continuation: _, ...filter } = query;
  const span = spanOf(call, query);
  const list = { name: 'wip-logs report', tenantId: caller.tenantId, filter };
  const { sightings, next } = await gatherSightings(call, list, { span, query });
  await auditReading(call, caller, { action: 'wip-logs.report', span, records: sightings.length, by: query.by });
  const lines = report(sightings, query.by);
  return json(200, { by: query.by, records: sightings.length, ...firstOf(lines, limit), ...next });
}

async function learnFromLogs(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, LOG_READERS);
  const query = readQuery(call, wipLogLearnQuery);
  const { limit, continuation: _, ...filter } = query;
  const span = spanOf(call, query);
  const list = { name: 'wip-logs learn', tenantId: caller.tenantId, filter };
  const { sightings, next } = await gatherSightings(call, list, { span, query });
  await auditReading(call, caller, { action: 'wip-logs.learn', span, records: sightings.length });
  return json(200, { records: sightings.length, ...firstOf(learn(sightings), limit), ...next });
}

function firstOf<Line>(
  lines: readonly Line[],
  limit: number,
): { readonly items: readonly Line[]; readonly left: number } {
  return { items: lines.slice(0, limit), left: Math.max(0, lines.length - limit) };
}

function unknownDevice(): ServiceError {
  return new ServiceError('not-found', 'device.unknown', 'There is no such device.');
}
