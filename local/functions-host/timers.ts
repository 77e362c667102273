import type { RegisteredFunction } from './core-module';
import type { Invoke } from './invoke';

/** A function that the host would start by the clock. */
export interface TimerFunction {
  readonly name: string;
  /** NCRONTAB expression. */
  readonly schedule: string;
  readonly registered: RegisteredFunction;
}

/** The timer functions of an app. */
export function timerFunctions(registered: readonly RegisteredFunction[]): TimerFunction[] {
  return registered.flatMap((candidate) => {
    const { name, bindings } = candidate.metadata;
    const trigger = Object.values(bindings).find((binding) => binding.type.toLowerCase() === 'timertrigger');
    return trigger === undefined ? [] : [{ name, schedule: trigger.schedule ?? '', registered: candidate }];
  });
}

/**
 * Runs a timer function once, at once. Rejects with what the function throws.
 * @throws Error when no timer function has that name
 */
export async function runTimer(timers: readonly TimerFunction[], name: string, invoke: Invoke): Promise<void> {
  const timer = timers.find((candidate) => candidate.name === name);
  if (timer === undefined) throw new Error(`No timer function is called "${name}".`);
  const input = { Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: false };
  await invoke(timer.registered, { json: JSON.stringify(input) });
}
