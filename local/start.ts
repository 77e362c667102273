import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { explainFailure } from './explain-failure';
import { type Interruption, listenForInterruption } from './interruption';
import { invite } from './invite';
import { createNarrator } from './print/narrator';
import { createStyle, wantsColors } from './print/style';
import { DEFAULT_DATA, type DemoOptions, startDemo, tellDemo } from './run-demo';

interface CommandLine {
  readonly port?: number;
  readonly data: string;
  readonly fresh?: true;
  readonly once?: true;
  readonly verbose?: true;
}

// What a shell reports for a program that Ctrl+C ended.
const INTERRUPTED = 130;

const BUNDLE = fileURLToPath(new URL('../functions/index.cjs', import.meta.url));

function readCommandLine(argv: readonly string[]): CommandLine {
  return new Command('start')
    .description('Runs the Windows MAM server on this machine and lets a simulated PC go the whole way.')
    .option('-p, --port <number>', 'port of the Functions host (default: that of the last start, or 7071)', parsePort)
    .option('--data <folder>', 'where tables, keys and the PC are kept', DEFAULT_DATA)
    .option('--fresh', 'forget everything that earlier starts left in that folder')
    .option('--once', 'end after the story: exit code 0 when all went well, 1 when not')
    .option('--verbose', 'show every message that travels, and the log of the service')
    .addHelpText('after', '\nExamples:\n  $ npm start\n  $ npm start -- --fresh --verbose\n  $ npm start -- --once')
    .parse(argv)
    .opts<CommandLine>();
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}

async function main(): Promise<void> {
  const { data, port, fresh = false, once = false, verbose = false } = readCommandLine(process.argv);
  const style = createStyle(wantsColors(process.stdout, process.env));
  const narrator = createNarrator((text) => process.stdout.write(text), style);
  const interruption = listenForInterruption(process, () => process.exit(INTERRUPTED));
  try {
    await run({ bundle: BUNDLE, data, port, fresh, verbose, narrator }, once, interruption);
  } catch (thrown) {
    process.exitCode = 1;
    narrator.failure(...explainFailure(thrown));
    if (verbose && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`);
  } finally {
    interruption.dispose();
  }
}

async function run(options: DemoOptions, once: boolean, { asked }: Interruption): Promise<void> {
  const demo = await startDemo(options);
  try {
    const told = tellDemo(demo, options).then(() => true);
    const isTold = await Promise.race([told, asked.then(() => false)]);
    if (!isTold) process.exitCode = INTERRUPTED;
    if (!isTold || once) return;
    invite(demo, options.narrator);
    await asked;
  } finally {
    await demo.stop();
  }
}

await main();
