import { type Command, CommanderError } from 'commander';
import { createProgram } from '../../cli/program';

/** What the parser said to a line: nothing where it is understood. */
export interface Parsed {
  readonly refused?: string;
}

const nothing = () => undefined;

/** The program with all its commands, of which none does anything. */
export function idleProgram(note: (text: string) => void = nothing): Command {
  const { signal } = new AbortController();
  const pause = () => Promise.resolve();
  const program = createProgram({ env: {}, platform: 'linux', print: nothing, note, ask: undefined, signal, pause });
  for (const command of everyCommand(program)) {
    // A group alone is no command: without an action of its own, the parser refuses it.
    if (command.commands.length === 0 || command.options.length > 0) command.action(nothing);
  }
  return program;
}

/** A command and everything below it. */
export function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

/** Its name from `mam` on, e.g. `mam policy push`. */
export function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

/** Commands that help shows and that can be run. */
export function shownCommands(program: Command): readonly Command[] {
  const shown = (command: Command): readonly Command[] => [
    command,
    ...command
      .createHelp()
      .visibleCommands(command)
      .filter((one) => command.commands.includes(one))
      .flatMap(shown),
  ];
  return shown(program).filter((one) => one.commands.length === 0 || (one !== program && one.options.length > 0));
}

/** Parses what stands behind `mam` as the shell hands it on, without doing it. */
export async function parseMam(words: readonly string[]): Promise<Parsed> {
  const said: string[] = [];
  try {
    await idleProgram((text) => said.push(text)).parseAsync(words, { from: 'user' });
    return {};
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? {} : { refused: said.join(' ') || thrown.message };
  }
}

/**
 * The lines of a page's blocks of code that run `mam`, YAML included, without its name. Comments, pipes, redirections and
 * further commands are cut off.
 */
export function mamLines(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^ *```(?:sh|bash|yaml|yml|powershell|console)\n([\s\S]*?)^ *```/gm)];
  const lines = blocks.flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, '').split('\n'));
  return commandsOf(lines.map((line) => line.replace(PROMPTS, '')));
}

/** The commands of which a page's running text speaks, such as `mam policy push --dry-run`, without the name. */
export function mamMentions(text: string): readonly string[] {
  const prose = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '');
  return commandsOf([...prose.matchAll(/`((?:npx |npm run -s )?mam [^`\n]+)`/g)].map(([, line = '']) => line));
}

const PROMPTS = /^\s*(?:[-$>]\s+)?(?:(?:run|script):\s+)?(?:npx (?:--yes )?|npm run -s )?/;

// A comment, a pipe, a redirection, or the next command.
const END = /\s+(?:#|\||>{1,2}|2>|&&|;)(?:\s|&|$)[\s\S]*$/;

function commandsOf(lines: readonly string[]): readonly string[] {
  const commands = lines.map((line) => line.replace(PROMPTS, '')).filter((line) => /^mam\s/.test(line));
  return [
    ...new Set(
      commands.map((line) =>
        line
          .replace(/^mam\s+(-- )?/, '')
          .replace(END, '')
          .trim(),
      ),
    ),
  ];
}

const SOME_ID = '2f1d2b7e-6c54-4f0b-9a3e-0d8f0c1b2a3d';

/** Words of a line as a shell cuts them; `x` in the place of a variable, an id in that of `{what to put in}`. */
export function wordsOf(line: string): readonly string[] {
  const known = line.replaceAll(/\$\([^)]*\)|\$\{\{[^}]*\}\}|\$\{?\w+\}?/g, 'x').replaceAll(/\{[^}]*\}/g, SOME_ID);
  return [...known.matchAll(/(?:"[^"]*"|'[^']*'|\S)+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
}
