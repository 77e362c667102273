#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { printable } from './print/printable';
import { runMam } from './run-mam';
import type { Terminal } from './terminal';

const write = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${printable(text)}\n`);

const isInteractive = process.stdin.isTTY === true && process.stderr.isTTY === true;

const stopping = new AbortController();

// The first Ctrl+C ends in good order, the second at once. npm passes on what the terminal has sent already.
let asked = 0;
function onInterruption(): void {
  if (stopping.signal.aborted && Date.now() - asked > 1000) process.exit(130);
  asked = asked === 0 ? Date.now() : asked;
  stopping.abort();
}
process.on('SIGINT', onInterruption).on('SIGTERM', onInterruption);

// On standard error, so that a result that goes into a file has no question in it. The end of input is no yes.
function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise<string>((resolve) => {
    lines.once('close', () => resolve(''));
    lines.once('SIGINT', () => {
      onInterruption();
      lines.close();
    });
    lines.question(printable(question), resolve);
  }).finally(() => lines.close());
}

const terminal: Terminal = {
  env: process.env,
  platform: process.platform,
  print: write(process.stdout),
  note: write(process.stderr),
  ask: isInteractive ? ask : undefined,
  signal: stopping.signal,
  pause: (ms) => setTimeout(ms, undefined, { signal: stopping.signal }),
};

// A reader that has seen enough, such as `head`, closes the pipe. A disk that is full keeps half a result: that is no success.
function onUnwritten(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`error: What this command says cannot be written (${error.code ?? error.message}).\n`);
  process.exit(2);
}
process.stdout.on('error', onUnwritten);
process.stderr.on('error', () => process.exit(2));

process.exitCode = await runMam(process.argv.slice(2), terminal);
