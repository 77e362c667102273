import { z } from 'zod';
import type { AuditEntry } from '../../shared/storage/stores/audit';
import { type Call, type Reply, registerRoute } from '../http';
import { authorizeInTenant } from './authorize';
import { foreignPlace, type TenantList } from './continuation';
import { json } from './json';
import { jsonLines, wantsLines } from './json-lines';
import { nextPage, pageOf, pageQuery, readQuery } from './page-query';
import { problem } from './problem';

const DAY_MS = 24 * 60 * 60_000;
const STANDARD_DAYS = 30;
/** Longer than any row is kept. */
const KEPT_DAYS = 730;
/** Rows of others that one request looks through, for filters that find little. */
const MOST_PAGES = 10;

const time = z.iso.datetime({ offset: true });

/** Filters of the audit trail; all that are given must hold. */
export const auditQuery = z.strictObject({
  ...pageQuery,
  from: time.optional().describe('Time (ISO 8601) of the oldest row; 30 days before `to` when absent.'),
  to: time.optional().describe('Time (ISO 8601) of the newest row; now when absent.'),
  actor: z.guid().toLowerCase().optional().describe('Object id of who acted.'),
  action: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('What was done, e.g. `policy.save`, or how it begins: `policy.`'),
  device: z.guid().toLowerCase().optional().describe('Device id.'),
  outcome: z
    .enum(['intended', 'done', 'refused', 'failed'])
    .optional()
    .describe('`intended`, `done`, `refused` or `failed`.'),
  format: z.enum(['json', 'jsonl']).optional().describe('`jsonl`: one row a line, for a SIEM.'),
});

/** See {@link auditQuery}. */
export type AuditQuery = z.infer<typeof auditQuery>;

/** `/api/v1/audit` and `/api/v1/proofs`: who did what, newest first, and the proofs of wipes. */
export function registerAudit(): void {
  registerRoute({ name: 'audit', route: 'api/v1/audit', handlers: { GET: listAudit }, refuse: problem });
  registerRoute({ name: 'proofs', route: 'api/v1/proofs', handlers: { GET: listProofs }, refuse: problem });
}

const READERS = ['Mam.Admin', 'Mam.Reader'] as const;

async function listAudit(call: Call): Promise<Reply> {
  const { tenantId } = await authorizeInTenant(call, READERS);
  const query = readQuery(call, auditQuery);
  const { limit: _, continuation: __, format: ___, ...filter } = query;
  const page = await readAudit(call, { name: 'audit', tenantId, filter }, query);
  if (wantsLines(call, query.format)) return jsonLines(call, page.entries, page.next.continuation);
  return json(200, { items: page.entries, ...page.next });
}

interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly next: { readonly continuation?: string };
}

/** Where a page ended: the month (yyyymm) and the place in it; an empty place is the month's beginning. */
interface Place {
  readonly month: string;
  readonly continuation?: string;
}

async function readAudit(call: Call, list: TenantList, query: AuditQuery): Promise<AuditPage> {
  const span = spanOf(call, query);
  const { size, continuation: given } = pageOf(list, query);
  const found: AuditEntry[] = [];
  let place: Place | undefined = given === undefined ? { month: monthOf(span.to) } : placeOf(given);
  for (let pages = 0; place !== undefined && pages < MOST_PAGES && found.length === 0; pages += 1) {
    const { month, ...at }: Place = place;
    const page = await call.service().store.audit.list(list.tenantId, month, { size, to: span.to, ...at });
    found.push(...page.entries.filter((entry) => matches(entry, query, span)));
    place = isThrough(page.entries, span) ? undefined : nextPlace(month, page.continuation, span.from);
  }
  return { entries: found, next: nextPage(list, place === undefined ? undefined : textOf(place)) };
}

interface Span {
  readonly from: Date;
  readonly to: Date;
}

// What lies further back was deleted, and nothing lies ahead, however far a caller asks.
function spanOf(call: Call, query: AuditQuery): Span {
  const now = call.service().clock().getTime();
  const to = Math.min(query.to === undefined ? now : Date.parse(query.to), now + DAY_MS);
  const from = query.from === undefined ? to - STANDARD_DAYS * DAY_MS : Date.parse(query.from);
  const kept = now - KEPT_DAYS * DAY_MS;
  return { from: new Date(Math.max(from, kept)), to: new Date(Math.max(to, kept)) };
}

const isThrough = (entries: readonly AuditEntry[], { from }: Span) =>
  entries.some(({ at }) => Date.parse(at) < from.getTime());

function nextPlace(month: string, continuation: string | undefined, from: Date): Place | undefined {
  if (continuation !== undefined) return { month, continuation };
  const before = monthOf(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(4)) - 2, 1)));
  return before < monthOf(from) ? undefined : { month: before };
}

function matches(entry: AuditEntry, query: AuditQuery, { from, to }: Span): boolean {
  const { actor, action, device, outcome } = query;
  const at = Date.parse(entry.at);
  const isAction =
    action === undefined || entry.action === action || (action.endsWith('.') && entry.action.startsWith(action));
  return (
    at >= from.getTime() &&
    at <= to.getTime() &&
    isAction &&
    (actor === undefined || entry.actor === actor) &&
    (device === undefined || entry.deviceId === device) &&
    (outcome === undefined || entry.outcome === outcome)
  );
}

const monthOf = (time: Date): string => time.toISOString().slice(0, 7).replace('-', '');
const textOf = ({ month, continuation }: Place): string => `${month}.${continuation ?? ''}`;

function placeOf(text: string): Place {
  const [month = '', continuation = '', ...rest] = text.split('.');
  if (!/^\d{4}(0[1-9]|1[0-2])$/.test(month) || rest.length > 0) throw foreignPlace();
  return continuation === '' ? { month } : { month, continuation };
}

async function listProofs(call: Call): Promise<Reply> {
  const { tenantId } = await authorizeInTenant(call, READERS);
  const query = readQuery(call, z.strictObject(pageQuery));
  const list = { name: 'proofs', tenantId, filter: {} };
  const { proofs, continuation } = await call.service().store.audit.listProofs(tenantId, pageOf(list, query));
  return json(200, { items: proofs, ...nextPage(list, continuation) });
}
