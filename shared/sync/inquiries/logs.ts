import { after } from '../../compliance/after';
import type { Logs } from '../../policy/sections/compliance';
import { statusMeaning } from '../../syncml/status';
import { advance, beginningAt, countFor, type LogCursor, withoutAnswer, withTooMuch } from '../../wip-logs/log-cursor';
import { roomFor } from '../fit-message';
import type { Asked, Inquiring, Inquiry } from '../inquiry';
import { nextRound } from '../next-round';
import type { Asking } from '../planned-step';
import { nodeName } from '../read-results';
import { isAskedAnew } from './facts';

/** What is kept of collecting the log of a device's protection. */
export interface LogsState {
  /** When it is asked for again, ISO 8601. */
  readonly dueAt: string;
  readonly cursor: LogCursor;
  /** Days for which the policy keeps records; housekeeping goes by it. */
  readonly retentionDays: number;
  /** The last session in which it was asked, how often, and the records of the page whose answer is awaited. */
  readonly round?: { readonly epoch: number; readonly pages: number; readonly asked?: number };
}

const BRANCH = './Vendor/MSFT/Reporting/EnterpriseDataProtection/RetrieveByCount';

/** Nodes of the flow. */
export const LOG_NODES = {
  count: `${BRANCH}/LogCount`,
  start: `${BRANCH}/StartTime`,
  logs: `${BRANCH}/Logs`,
} as const;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVERY_HOURS = 24;
const RETENTION_DAYS = 30;
/** Pages, and so further messages, of one session; the next one goes on. */
const MOST_PAGES = 8;
/** After this time an answer that did not come is lost. */
const LOST_MS = HOUR_MS;
/** How long a device that has no such log is left alone. */
const REST_MS = 7 * DAY_MS;

/** Days for which the records of a policy are kept. */
export function retentionOf({ retentionDays }: Logs): number {
  return retentionDays ?? RETENTION_DAYS;
}

/** The audit log of the protection, page by page: policy guide section 11, rule REP-1. */
export const logs: Inquiry<LogsState> = { take, ask };

function take(inquiring: Inquiring, state: LogsState | undefined): LogsState | undefined {
  if (state === undefined) return undefined;
  const taken = takePage(inquiring, state);
  return isAskedAnew(inquiring) ? { ...taken, dueAt: inquiring.context.now.toISOString() } : taken;
}

function takePage(inquiring: Inquiring, state: LogsState): LogsState {
  const { received, logPage: page, context } = inquiring;
  const asked = state.round?.asked;
  if (asked === undefined || state.round?.epoch !== received.session.epoch) return state;
  if (page !== undefined) {
    const { cursor, isAtEnd } = advance(state.cursor, { page, asked, now: context.now });
    return answered(inquiring, { ...state, cursor }, isAtEnd);
  }
  if (isTooMuch(inquiring)) {
    const { cursor, isAtEnd } = withTooMuch(state.cursor, asked, context.now);
    return answered(inquiring, { ...state, cursor }, isAtEnd);
  }
  const reading = received.readings.get(nodeName(LOG_NODES.logs));
  return reading !== undefined && 'code' in reading ? refused(inquiring, state, reading.code) : state;
}

// A large object beyond what is put together was given up.
function isTooMuch({ received, device }: Inquiring): boolean {
  const uri = device.session?.partial?.uri;
  return uri !== undefined && nodeName(uri) === nodeName(LOG_NODES.logs) && received.chunk?.answer.code === 413;
}

function answered(inquiring: Inquiring, state: LogsState, isAtEnd: boolean): LogsState {
  const { now } = inquiring.context;
  const { round: { epoch = 0, pages = 0 } = {} } = state;
  const round = { epoch, pages };
  if (isAtEnd) return { ...state, round, dueAt: nextTime(inquiring, now) };
  return { ...state, round, dueAt: after(now, pages < MOST_PAGES ? 0 : LOST_MS) };
}

function refused(inquiring: Inquiring, state: LogsState, code: number): LogsState {
  const { now } = inquiring.context;
  const { class: meaning } = statusMeaning(code);
  const isWithout = meaning === 'absent' || meaning === 'refused';
  const { round: { epoch = 0, pages = 0 } = {} } = state;
  return { ...state, round: { epoch, pages }, dueAt: isWithout ? after(now, REST_MS) : nextTime(inquiring, now) };
}

function ask(inquiring: Inquiring, before: LogsState | undefined): Asked<LogsState> {
  const { logs: wanted } = inquiring.policy.asks;
  if (wanted?.collectWipAudit !== true) return { steps: [], state: undefined };
  const state = withRetention(before ?? begin(inquiring, wanted), wanted);
  return mayAsk(inquiring, state) ? askPage(inquiring, state) : { steps: [], state };
}

function mayAsk({ context, received }: Inquiring, { dueAt, round }: LogsState): boolean {
  if (Date.parse(dueAt) > context.now.getTime()) return false;
  return round?.epoch !== received.session.epoch || (round.asked === undefined && round.pages < MOST_PAGES);
}

function withRetention(state: LogsState, wanted: Logs): LogsState {
  const retentionDays = retentionOf(wanted);
  return state.retentionDays === retentionDays ? state : { ...state, retentionDays };
}

// What was before the work account is nobody's business, and what is kept no more is not asked for.
function begin(inquiring: Inquiring, wanted: Logs): LogsState {
  const { now } = inquiring.context;
  const { enrolledAt } = inquiring.device.enrollment;
  const retentionDays = retentionOf(wanted);
  const from = Math.max(Date.parse(enrolledAt), now.getTime() - retentionDays * DAY_MS);
  return { dueAt: nextTime(inquiring, now), cursor: beginningAt(new Date(from)), retentionDays };
}

function nextTime({ policy, device }: Inquiring, now: Date): string {
  const hours = policy.asks.logs?.everyHours ?? EVERY_HOURS;
  // A sync is at times some minutes earlier than the one before.
  if (hours <= EVERY_HOURS) return after(now, (hours * HOUR_MS * 5) / 6);
  return nextRound(device.enrollment, hours / 24, now);
}

function askPage({ received, context }: Inquiring, state: LogsState): Asked<LogsState> {
  const { epoch, maxMsgSize } = received.session;
  const cursor = state.round?.asked === undefined ? state.cursor : withoutAnswer(state.cursor);
  const asked = countFor(cursor, roomFor(0, maxMsgSize));
  const pages = state.round?.epoch === epoch ? state.round.pages + 1 : 1;
  const next = { ...state, cursor, round: { epoch, pages, asked }, dueAt: after(context.now, LOST_MS) };
  return {
    steps: [replace(LOG_NODES.count, 'int', String(asked)), replace(LOG_NODES.start, 'chr', cursor.from), GET],
    state: next,
  };
}

const topic = 'logs';

const GET: Asking = { verb: 'Ask', topic, command: 'Get', node: { uri: LOG_NODES.logs, format: 'null' } };

function replace(uri: string, format: 'int' | 'chr', data: string): Asking {
  return { verb: 'Ask', topic, command: 'Replace', node: { uri, format, data } };
}
