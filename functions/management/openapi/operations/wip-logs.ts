import { wipLogLearnQuery, wipLogQuery, wipLogReportQuery } from '../../wip-log-query';
import { LOG_READERS } from '../../wip-log-reading';
import type { Operation } from '../operation';
import { wipEventList, wipLessons, wipReport } from '../views/wip-logs';

const LINES = ['application/x-ndjson'];
const EACH_READING = 'Each reading is in the audit trail.';

/** `/wip-logs` and `/devices/{deviceId}/wip-logs`. */
export const wipLogOperations: readonly Operation[] = [
  {
    id: 'listDeviceWipLogs',
    method: 'GET',
    path: '/devices/{deviceId}/wip-logs',
    tag: 'wip-logs',
    summary: 'The log of one PC, newest first',
    description: EACH_READING,
    roles: LOG_READERS,
    query: wipLogQuery,
    replies: {
      200: { description: 'A page of records.', schema: wipEventList, headers: ['link'], texts: LINES },
    },
    refusals: ['device.unknown', 'page.continuation-invalid'],
    examples: { newest: { summary: 'The newest records', query: { limit: '10' }, status: 200 } },
  },
  {
    id: 'exportWipLogs',
    method: 'GET',
    path: '/wip-logs/export',
    tag: 'wip-logs',
    summary: 'The logs of all PCs',
    description: `For a SIEM \`format=jsonl\` gives one record a line, with the address of the next page in the header \`Link\`. ${EACH_READING}`,
    roles: LOG_READERS,
    query: wipLogQuery,
    replies: {
      200: { description: 'A page of records.', schema: wipEventList, headers: ['link'], texts: LINES },
    },
    refusals: ['page.continuation-invalid'],
    examples: { lines: { summary: 'One record a line', query: { format: 'jsonl' }, status: 200 } },
  },
  {
    id: 'reportWipLogs',
    method: 'GET',
    path: '/wip-logs/report',
    tag: 'wip-logs',
    summary: 'The logs of all PCs, counted',
    description: `One request goes through 10,000 records; with \`continuation\` the next one goes on. ${EACH_READING}`,
    roles: LOG_READERS,
    query: wipLogReportQuery,
    replies: { 200: { description: 'What touches most people first.', schema: wipReport } },
    refusals: ['page.continuation-invalid'],
    examples: { byApp: { summary: 'By app', query: { by: 'app' }, status: 200 } },
  },
  {
    id: 'learnFromWipLogs',
    method: 'GET',
    path: '/wip-logs/learn',
    tag: 'wip-logs',
    summary: 'Where work data leaves the boundary, and what would keep it inside',
    description: `One request goes through 10,000 records; with \`continuation\` the next one goes on. ${EACH_READING}`,
    roles: LOG_READERS,
    query: wipLogLearnQuery,
    replies: { 200: { description: 'What touches most people first.', schema: wipLessons } },
    refusals: ['page.continuation-invalid'],
    examples: { lessons: { summary: 'Apps and sites beyond the boundary', query: { limit: '20' }, status: 200 } },
  },
];
