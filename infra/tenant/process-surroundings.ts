import { createInterface } from 'node:readline/promises';
import type { Surroundings } from './run-script';

/** The surroundings of this process: its streams, its environment, and Ctrl+C. A second Ctrl+C ends at once. */
export function processSurroundings(): Surroundings {
  const stopping = new AbortController();
  let asked = 0;
  // npm passes on the signal that the terminal has sent already: what comes within a second is the same key.
  const onSignal = () => {
    if (stopping.signal.aborted && Date.now() - asked > 1000) process.exit(130);
    asked = asked === 0 ? Date.now() : asked;
    stopping.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    signal: stopping.signal,
    ...(process.stdin.isTTY ? { ask: (question: string) => askOnTerminal(question, stopping.signal) } : {}),
  };
}

async function askOnTerminal(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    terminal.close();
  }
}
