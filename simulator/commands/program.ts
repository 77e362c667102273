import { Command, InvalidArgumentError, Option } from 'commander';
import type { Terminal } from './command-context';
import { enroll } from './enroll';
import { sync, unenroll } from './sync';
import { terms } from './terms';
import { tree } from './tree';

const EXAMPLES = `
Examples:
  $ export MAM_TOKEN=...                              an access token for the service
  $ simulator terms http://127.0.0.1:7071 --accept    read and accept the terms of use
  $ simulator enroll http://127.0.0.1:7071            enroll with the proof of that
  $ simulator sync --verbose                          one policy sync, with the messages
  $ simulator tree ./Vendor/MSFT/EnterpriseDataProtection
  $ simulator unenroll                                the user removes the work account

Exit codes: 0 done, 1 refused or failed, 2 the server broke a rule of the protocols.`;

/** The command line `simulator`. @throws from parseAsync whatever the library throws */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('simulator')
    .description('A Windows PC with a work account, as a MAM server sees it')
    .addHelpText('after', EXAMPLES)
    .configureOutput({ writeOut: (text) => terminal.print(text.trimEnd()) });
  common(program.command('terms <url>').description('show the terms of use, and answer them'))
    .option('--accept', 'accept them')
    .option('--decline', 'decline them')
    .action((url, options) => terms(url, options, terminal));
  common(program.command('enroll <url>').description('enroll at the MAM discovery URL or the origin of the service'))
    .option('--device-name <name>', 'computer name')
    .option('--os-version <version>', 'e.g. 10.0.22631.4460')
    .option('--os-edition <number>', 'e.g. 48 for Pro, 101 for Home', wholeNumber)
    .option('--locale <tag>', 'language of Windows, e.g. de-AT')
    .action((url, options) => enroll(url, options, terminal));
  common(program.command('sync').description('run one policy sync'))
    .addOption(
      new Option('--signed-in <who>', 'who is signed in').choices(['user', 'others', 'none', 'unsaid']).default('user'),
    )
    .action((options) => sync(options, terminal));
  common(program.command('unenroll').description('remove the work account')).action((options) =>
    unenroll(options, terminal),
  );
  common(program.command('tree [path]').description('show what was written on the PC')).action((path, options) =>
    tree(path, options, terminal),
  );
  return program;
}

function common(command: Command): Command {
  return command
    .option('--state <file>', 'where the PC is kept', '.local/simulated-pc.json')
    .option('--token <text>', 'access token; a file or MAM_TOKEN keeps it out of the process list')
    .option('--token-file <file>', 'file with the access token')
    .option('--json', 'print JSON')
    .option('--verbose', 'print the messages');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}
