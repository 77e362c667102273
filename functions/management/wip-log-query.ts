import { z } from 'zod';
import type { TimeSpan } from '../../shared/storage/stores/stored';
import { DIMENSIONS } from '../../shared/wip-logs/report';
import type { Call } from '../http';
import { pageQuery } from './page-query';

const DAY_MS = 24 * 60 * 60_000;
const STANDARD_DAYS = 30;

const time = z.iso.datetime({ offset: true });

const span = {
  from: time.optional().describe('Time (ISO 8601) of the oldest record; 30 days before `to` when absent.'),
  to: time.optional().describe('Time (ISO 8601) of the newest record; now when absent.'),
};

/** The query of records of the protection's log. */
export const wipLogQuery = z.strictObject({
  ...pageQuery,
  ...span,
  format: z.enum(['json', 'jsonl']).optional().describe('`jsonl`: one record a line.'),
});

const lines = pageQuery.limit.unwrap().default(1000).describe('Lines of the report, 1 to 1000.');

/** The query of what is learned from the logs. */
export const wipLogLearnQuery = z.strictObject({ ...pageQuery, ...span, limit: lines });

/** The query of a report over the logs. */
export const wipLogReportQuery = wipLogLearnQuery.extend({
  by: z.enum(DIMENSIONS).describe(`What is counted by: ${DIMENSIONS.join(', ')}.`),
});

/** The time span that a query names. */
export function spanOf(
  call: Call,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): TimeSpan {
  const end = to === undefined ? call.service().clock() : new Date(to);
  return { from: from === undefined ? new Date(end.getTime() - STANDARD_DAYS * DAY_MS) : new Date(from), to: end };
}
