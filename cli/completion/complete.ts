import type { Argument, Command, Option } from 'commander';

/** One way to go on, with what it means. */
export interface Candidate {
  readonly word: string;
  readonly description: string;
}

/**
 * How a command line goes on: commands, options that are not there yet, and choices, as the program itself knows them.
 * Nothing where a file or a value that only the user knows is wanted.
 * @param words What was typed behind the name of the program; the last one is not finished, and may be empty.
 */
export function complete(program: Command, words: readonly string[]): readonly Candidate[] {
  const partial = words.at(-1) ?? '';
  const place = walk(program, words.slice(0, -1));
  return candidatesAt(place, partial).filter(({ word }) => word.startsWith(partial));
}

/** Where a command line has come to. */
interface Place {
  readonly command: Command;
  /** Options that were named. */
  readonly named: readonly Option[];
  /** Arguments that were given. */
  readonly given: number;
  /** The option whose value comes next. */
  readonly open: Option | undefined;
  /** Behind `--` nothing is an option. */
  readonly isEnded: boolean;
}

const HELP = 'help';

const walk = (program: Command, words: readonly string[]): Place =>
  words.reduce(step, { command: program, named: [], given: 0, open: undefined, isEnded: false });

function step(place: Place, word: string): Place {
  const { open, isEnded } = place;
  if (open?.required === true) return { ...place, open: undefined };
  if (!isEnded && word === '--') return { ...place, isEnded: true };
  if (!isEnded && word.startsWith('-')) return atOption(place, word);
  return open === undefined ? atWord(place, word) : { ...place, open: undefined };
}

function atOption(place: Place, word: string): Place {
  const [name = '', value] = word.split('=');
  const option = optionsOf(place.command).find(({ long, short }) => name === long || name === short);
  if (option === undefined) return { ...place, open: undefined };
  const takesNext = value === undefined && (option.required || option.optional);
  return { ...place, named: [...place.named, option], open: takesNext ? option : undefined };
}

function atWord(place: Place, word: string): Place {
  const { command, given, isEnded } = place;
  // What "help" is asked about stands beside it.
  if (given === 0 && word === HELP) return place;
  const child = given === 0 ? childrenOf(command).find((one) => one.name() === word) : undefined;
  if (child === undefined) return { ...place, given: given + 1 };
  return { command: child, named: [], given: 0, open: undefined, isEnded };
}

function candidatesAt({ command, named, given, open, isEnded }: Place, partial: string): readonly Candidate[] {
  const options = isEnded ? [] : optionsOf(command).filter((option) => option.variadic || !named.includes(option));
  const flags = options.map(({ long, short, description }) => ({ word: long ?? short ?? '', description }));
  if (open?.required === true) return choicesOf(open);
  if (open !== undefined && !partial.startsWith('-')) return choicesOf(open);
  if (partial.startsWith('-')) return isEnded ? [] : [...flags, ...valuesOf(command, partial)];
  const children = given > 0 ? [] : childrenOf(command);
  if (children.length > 0) return children.map((child) => ({ word: child.name(), description: child.description() }));
  const argument = argumentAt(command, given);
  if (argument?.argChoices !== undefined) return choicesOf(argument);
  return argument !== undefined && FILES.has(argument.name()) ? [] : flags;
}

// `--outcome=d`: an option and its value in one word.
function valuesOf(command: Command, partial: string): readonly Candidate[] {
  const [name = '', value] = partial.split('=');
  const option = value === undefined ? undefined : optionsOf(command).find(({ long }) => long === name);
  if (option === undefined) return [];
  return choicesOf(option).map(({ word, description }) => ({ word: `${name}=${word}`, description }));
}

// Names of arguments that a shell completes by itself.
const FILES: ReadonlySet<string> = new Set(['file', 'path']);

// What help shows, its own option and command included.
const optionsOf = (command: Command): readonly Option[] => command.createHelp().visibleOptions(command);
const childrenOf = (command: Command): readonly Command[] => command.createHelp().visibleCommands(command);

function argumentAt({ registeredArguments }: Command, place: number): Argument | undefined {
  const last = registeredArguments.at(-1);
  return registeredArguments[place] ?? (last?.variadic === true ? last : undefined);
}

const choicesOf = ({ argChoices = [], description }: Option | Argument): readonly Candidate[] =>
  argChoices.map((word) => ({ word, description }));
