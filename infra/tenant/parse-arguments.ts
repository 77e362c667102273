import type { Command } from 'commander';
import { EXIT } from './outcome';

/** The options that this process was started with; ends it with code 2 when they are wrong, and 0 after `--help`. */
export function parseArguments<Options extends object>(command: Command): Options {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.done : EXIT.usage));
  return command.parse(process.argv).opts<Options>();
}
