import { app } from '@azure/functions';
import { createLog } from '../shared/log';
import { newCorrelationId } from '../shared/random';
import { keepHouse } from './housekeeping/keep-house';
import { service } from './service';

// At an odd minute: half the world runs its timers at the full hour.
const EVERY_HOUR = '0 17 * * * *';

/**
 * The timer function `housekeeping`: looks at what is due, ends what waits too long, and deletes what has been kept long
 * enough. Bounded work per run; the next one goes on where this one stopped.
 */
export function registerHousekeeping(): void {
  app.timer('housekeeping', {
    schedule: EVERY_HOUR,
    handler: async (_timer, context) => {
      const correlationId = newCorrelationId();
      const log = createLog(context, { correlationId, route: 'housekeeping' });
      const done = await keepHouse({ service, correlationId, log });
      log.info('housekeeping', { ...done });
    },
  });
}
