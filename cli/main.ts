#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { printable } from './print/printable';
import { runMam } from './run-mam';
import type { Terminal } from './terminal';

const write = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${printable(text)}\n`);

const isInteractive = process.stdin.isTTY === true && process.stderr.isTTY === true;

// On standard error, so that a result that goes into a file has no question in it. The end of input is no yes.
function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise<string>((resolve) => {
    lines.once('close', () => resolve(''));
    lines.question(printable(question), resolve);
  }).finally(() => lines.close());
}

const terminal: Terminal = {
  env: process.env,
  print: write(process.stdout),
  note: write(process.stderr),
  ask: isInteractive ? ask : undefined,
};

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runMam(process.argv.slice(2), terminal);
