import { describe, expect, it } from 'vitest';
import { complete } from '../../../cli/completion/complete';
import { COMPLETION_SCRIPTS } from '../../../cli/completion/scripts';
import { mam } from '../../support/mam';
import { everyCommand, fullName, idleProgram, shownCommands } from '../../support/mam-commands';

const program = idleProgram();
const candidatesOf = (...words: string[]) => complete(program, words).map(({ word }) => word);

describe('a command line goes on', () => {
  it.each<[string[], string[]]>([
    [['de'], ['devices']],
    [
      ['policy', 'pu'],
      ['push', 'pull'],
    ],
    [['help', 'ten'], ['tenant']],
    [['nothing', 'd'], []],
    [
      ['devices', 'list', '--status', ''],
      ['enrolled', 'unenrolled'],
    ],
    [['devices', 'list', '--status', 'un'], ['unenrolled']],
    [['devices', 'list', '--user', ''], []],
    [['devices', 'list', '--failing', '--sta'], ['--status']],
    [['devices', 'list', '--failing', '--fail'], []],
    [['devices', 'list', '--status=enrolled', '--sta'], []],
    [['compliance', 'list', '--not', 'in'], ['inGrace']],
    [['compliance', 'list', '--not', '--sta'], ['--state']],
    [['compliance', 'list', '--state', '--'], []],
    [
      ['policy', 'import', ''],
      ['applocker', 'graph'],
    ],
    [['policy', 'import', 'graph', ''], []],
    [['policy', 'push', 'pcs', ''], []],
    [['policy', 'push', 'pcs', 'policy.json', '--d'], ['--dry-run']],
    [['policy', 'push', '--', '--d'], []],
    [['logs', 'learn', '--add', 'a', '--ad'], ['--add']],
    [['audit', 'pro'], ['proofs']],
    [['audit', '--out'], ['--outcome']],
    [['audit', '--outcome=d'], ['--outcome=done']],
    [
      ['devices', 'list', '--status='],
      ['--status=enrolled', '--status=unenrolled'],
    ],
    [['audit', '--since='], []],
    [['policy', 'push', '--', '--outcome=d'], []],
    [['completion', 'p'], ['powershell']],
  ])('after %j with %j', (words, candidates) => {
    expect(candidatesOf(...words).sort()).toEqual([...candidates].sort());
  });

  it('with every command that help shows, each with what it does', () => {
    for (const command of everyCommand(program).filter((one) => one.commands.length > 0)) {
      const path = fullName(command).split(' ').slice(1);
      const shown = command.createHelp().visibleCommands(command);
      expect(complete(program, [...path, ''])).toEqual(
        shown.map((one) => ({ word: one.name(), description: one.description() })),
      );
    }
  });

  it.each(shownCommands(program).map((command) => [fullName(command), command] as const))(
    'after %s with every option, and with the choices of each',
    (name, command) => {
      const path = name.split(' ').slice(1);
      const options = command.createHelp().visibleOptions(command);
      expect(candidatesOf(...path, '--')).toEqual(options.map(({ long }) => long));
      for (const { long, argChoices } of options) {
        if (argChoices !== undefined) expect(candidatesOf(...path, long ?? '', '')).toEqual(argChoices);
      }
    },
  );

  it('without a word about what is only for scripts', () => {
    expect(candidatesOf('')).not.toContain('complete');
    expect(candidatesOf('devices', 'list', '--ser')).toEqual(['--service']);
  });
});

describe('mam completion', () => {
  it.each(Object.keys(COMPLETION_SCRIPTS))('prints what %s has to be told', async (shell) => {
    const { exitCode, out } = await mam(['completion', shell]);
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/mam complete ('--'|--) /)]);
  });

  it('keeps the two hyphens from PowerShell, which takes bare ones for its own', async () => {
    const { out } = await mam(['completion', 'powershell']);
    expect(out).toContain("mam complete '--' @words $last");
  });

  it('refuses another shell, and names those that it knows', async () => {
    const { exitCode, notes } = await mam(['completion', 'cmd']);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('bash, zsh, fish, powershell')]);
  });
});
