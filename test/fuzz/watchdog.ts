import { Worker } from 'node:worker_threads';

const PATIENCE_MS = 30_000;

// Runs beside the readers, which have the main thread to themselves: one that hangs cannot report anything any more.
const PROGRAM = `
const { writeSync } = require('node:fs');
const { workerData } = require('node:worker_threads');
const seeds = new BigInt64Array(workerData.memory);
let last = -1n;
setInterval(() => {
  const now = Atomics.load(seeds, 0);
  if (now === last) {
    writeSync(1, 'seed ' + now + ': hangs\\nnpm run fuzz -- --seed ' + now + ' --runs 1 --http 0\\n0 passed, 1 failed\\n');
    process.kill(process.pid, 'SIGKILL');
  }
  last = now;
}, workerData.patience);
`;

/** Ends the program when one message keeps it for longer than half a minute, and names the seed of that message. */
export class Watchdog {
  readonly #seeds = new BigInt64Array(new SharedArrayBuffer(8));
  readonly #worker = new Worker(PROGRAM, {
    eval: true,
    workerData: { memory: this.#seeds.buffer, patience: PATIENCE_MS },
  });

  /** The next message is being read. */
  begins(seed: number): void {
    Atomics.store(this.#seeds, 0, BigInt(seed));
  }

  /** Everything was read. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
