import { complianceView } from '../../shared/compliance/compliance-view';
import type { RosterEntry } from '../../shared/storage/stores/roster';
import { type Call, type Reply, type Route, registerRoute } from '../http';
import { inParts } from '../in-parts';
import { authorizeInTenant } from './authorize';
import { complianceFilter, complianceQuery, isWanted } from './compliance-query';
import { json } from './json';
import { nextPage, pageOf, readQuery } from './page-query';
import { problem } from './problem';

const AT_ONCE = 16;
const LARGEST_PAGE = 200;

/** `GET /api/v1/compliance`: how the devices stand of whose policy demands something, with the reasons. */
export const complianceRoute: Route = {
  name: 'compliance',
  route: 'api/v1/compliance',
  handlers: { GET: listCompliance },
  refuse: problem,
};

/** Registers {@link complianceRoute}. */
export function registerCompliance(): void {
  registerRoute(complianceRoute);
}

// What lists know of a device is what its last change was; the device itself says how it stands now, and why. A page may be
// shorter than it was asked for.
async function listCompliance(call: Call): Promise<Reply> {
  const { tenantId } = await authorizeInTenant(call, ['Mam.Admin', 'Mam.Reader', 'Mam.LogReader']);
  const query = readQuery(call, complianceQuery);
  const { limit: _, continuation: __, ...filter } = query;
  const list = { name: 'compliance', tenantId, filter };
  const { store, clock } = call.service();
  const matches = complianceFilter(filter, clock());
  const page = pageOf(list, { ...query, limit: Math.min(query.limit, LARGEST_PAGE) });
  const { entries, continuation } = await store.roster.list(tenantId, page, matches);
  const standings = await inParts(entries, AT_ONCE, (entry) => standingOf(call, entry));
  const items = standings.filter((item) => item !== undefined && isWanted(filter, item.state));
  return json(200, { items, ...nextPage(list, continuation) });
}

async function standingOf(call: Call, { tenantId, deviceId, generation, userId, userName, deviceName }: RosterEntry) {
  const { enrollment, session, state } = await call.service().store.devices.loadLive(tenantId, deviceId);
  if (enrollment?.value.generation !== generation || state?.value.generation !== generation) return undefined;
  const lastSyncAt = session?.value.at ?? enrollment.value.enrolledAt;
  const view = complianceView(state.value.compliance, [], { now: call.service().clock(), lastSyncAt });
  if (view === undefined) return undefined;
  const { facts: _, history: __, ...verdict } = view;
  const names = {
    ...(userName === undefined ? {} : { userName }),
    ...(deviceName === undefined ? {} : { deviceName }),
  };
  return { deviceId, userId, ...names, lastSyncAt, ...verdict };
}
