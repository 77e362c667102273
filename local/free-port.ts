import { ExplainedFailure } from './explained-failure';

/** What was started, and the sentence for the user when it did not get the port that was wanted. */
export interface Started<T> {
  readonly value: T;
  /** E.g. `Port 7071 is taken; using 7072.` */
  readonly notice?: string;
}

const ATTEMPTS = 20;

// EACCES: Windows keeps ranges of ports for itself.
const TAKEN = new Set(['EADDRINUSE', 'EACCES']);

/**
 * Starts something on the wanted port, or on the next one that is free. The port is tried by using it, so that nobody can
 * take it in between.
 * @throws ExplainedFailure when none of the next 20 ports is free; and whatever `start` throws for another reason
 */
export async function onFreePort<T>(wanted: number, start: (port: number) => Promise<T>): Promise<Started<T>> {
  for (let port = wanted; port < Math.min(wanted + ATTEMPTS, 65_536); port += 1) {
    const value = await unlessTaken(() => start(port));
    if (value === undefined) continue;
    return port === wanted ? { value } : { value, notice: `Port ${wanted} is taken; using ${port}.` };
  }
  throw new ExplainedFailure(`The ports from ${wanted} on are all taken`, 'Name another one with --port.');
}

async function unlessTaken<T>(start: () => Promise<T>): Promise<T | undefined> {
  try {
    return await start();
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && TAKEN.has(String(thrown.code))) return undefined;
    throw thrown;
  }
}
