import { Argument, type Command } from 'commander';
import { examples } from '../commands';
import type { Terminal } from '../terminal';
import { complete } from './complete';
import { COMPLETION_SCRIPTS, type Shell } from './scripts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] satisfies readonly Shell[];

const INSTALL = `
Where it goes, once and for all:
  bash        echo 'source <(mam completion bash)' >> ~/.bashrc
  zsh         echo 'source <(mam completion zsh)' >> ~/.zshrc, below compinit
  fish        mam completion fish > ~/.config/fish/completions/mam.fish
  powershell  add "mam completion powershell | Out-String | Invoke-Expression" to $PROFILE

The shell asks mam itself how a line goes on: nothing has to be done when another version of mam is installed.`;

/** Adds `completion`, and what its scripts call, to `mam`. */
export function addCompletionCommands(program: Command, { print }: Terminal): void {
  program
    .command('completion')
    .description('print what a shell has to be told to complete commands, options and choices')
    .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS))
    .addHelpText('after', `${examples('source <(mam completion bash)')}\n${INSTALL}`)
    .action((shell: Shell) => print(COMPLETION_SCRIPTS[shell]));
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action((words: readonly string[]) => {
      // PowerShell writes a blank for a last word that is empty.
      const typed = words.map((word) => word.trim());
      for (const { word, description } of complete(program, typed)) print(`${word} ${firstLine(description)}`);
    });
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
