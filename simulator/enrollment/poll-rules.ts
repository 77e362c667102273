import { SOURCE, violate } from '../conformance/protocol-violation';
import type { Parms } from './characteristic';

const SCHEDULES = [
  { interval: 'IntervalForFirstSetOfRetries', count: 'NumberOfFirstRetries' },
  { interval: 'IntervalForSecondSetOfRetries', count: 'NumberOfSecondRetries' },
  { interval: 'IntervalForRemainingScheduledRetries', count: 'NumberOfRemainingScheduledRetries' },
] as const;
const BOOLEANS = ['PollOnLogin', 'AllUsersPollOnFirstLogin'];
const SHORTEST_LONG_RUN = 480;

/**
 * The schedule of a provisioning document ([MS-MDE2] 2.2.9.3); a wrong one fails the enrollment. An infinite schedule is
 * a count of 0 with an interval above 0. The long run may be as short as 480 minutes, which is what the
 * specification's own MAM sample has.
 * @throws ProtocolViolation
 */
export function checkPoll(parms: Parms): void {
  checkDatatypes(parms);
  const number = (name: string) => (parms.has(name) ? Number(parms.get(name)?.value) : undefined);
  const schedules = SCHEDULES.map(({ interval, count }) => ({ interval: number(interval), count: number(count) }));
  const values = schedules.flatMap(({ interval, count }) => [interval, count]);
  if (values.every((value) => value === undefined)) return;
  if (values.every((value) => (value ?? 0) === 0)) violate('Poll must not have all values 0', SOURCE.mde2);
  if (schedules.every(({ count }) => count === 0)) violate('Poll must not have all three counts 0', SOURCE.mde2);
  if (schedules[0]?.count === 0) violate('NumberOfFirstRetries must not be 0', SOURCE.mde2);
  if (schedules.filter(isInfinite).length > 1) violate('Poll must not have two infinite schedules', SOURCE.mde2);
  const longRun = schedules[2]?.interval ?? 0;
  if (longRun > 0 && longRun < SHORTEST_LONG_RUN) {
    violate(`IntervalForRemainingScheduledRetries must not be below ${SHORTEST_LONG_RUN}`, SOURCE.mde2);
  }
}

function isInfinite({ interval = 0, count = 0 }: { interval: number | undefined; count: number | undefined }): boolean {
  return interval > 0 && count === 0;
}

function checkDatatypes(parms: Parms): void {
  const numbers: readonly string[] = SCHEDULES.flatMap(({ interval, count }) => [interval, count]);
  for (const [name, { value, datatype }] of parms) {
    const expected = numbers.includes(name) ? 'integer' : 'boolean';
    if (expected === 'boolean' && !BOOLEANS.includes(name)) violate(`Poll must not have ${name}`, SOURCE.mde2);
    if (datatype !== expected) violate(`${name} must have the datatype ${expected}`, SOURCE.mde2);
    const shape = expected === 'integer' ? /^\d{1,9}$/ : /^(?:true|false)$/;
    if (!shape.test(value)) violate(`${name} must be of the datatype ${expected}, it is ${value}`, SOURCE.mde2);
  }
}
