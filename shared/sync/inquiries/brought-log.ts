import { unseenOf } from '../../wip-logs/log-cursor';
import { type LogPage, readLog } from '../../wip-logs/read-log';
import type { DeviceSnapshot } from '../exchange';
import { nodeName } from '../read-results';
import type { Received } from '../receive-message';
import { LOG_NODES } from './logs';

/** A page of the log that a message brought, and what of it was not stored before. */
export interface BroughtLog {
  readonly page: LogPage;
  readonly unseen: LogPage['events'];
}

/**
 * The page of the log that a message brought, when it was asked for in this session; `undefined` otherwise. It has to be
 * stored before the place in the log moves on, so that the engine is told of it afterwards only.
 */
export function broughtLog(
  { state }: DeviceSnapshot,
  { readings, session }: Pick<Received, 'readings' | 'session'>,
  now: Date,
): BroughtLog | undefined {
  const logs = state?.inquiries?.logs;
  if (logs?.round?.asked === undefined || logs.round.epoch !== session.epoch) return undefined;
  const reading = readings.get(nodeName(LOG_NODES.logs));
  if (reading === undefined || !('data' in reading)) return undefined;
  const page = readLog(reading.data, { now, from: new Date(logs.cursor.from) });
  return { page, unseen: unseenOf(logs.cursor, page) };
}
