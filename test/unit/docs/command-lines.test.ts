import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actionView } from '../../../functions/management/openapi/views/action';
import {
  everyCommand,
  fullName,
  idleProgram,
  mamLines,
  mamMentions,
  parseMam,
  shownCommands,
  wordsOf,
} from '../../support/mam-commands';

const root = new URL('../../../', import.meta.url);
const below = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}${path}`);
const pages = ['README.md', 'CONTRIBUTING.md', ...below('docs/'), ...below('infra/')].filter((path) =>
  path.endsWith('.md'),
);
const read = (page: string) => readFileSync(new URL(page, root), 'utf8');

const linesOf = (find: (text: string) => readonly string[]) =>
  pages.flatMap((page) => find(read(page)).map((line) => [page, line] as const));
const run = linesOf(mamLines);
// A group by its name alone is spoken of, too.
const names = new Set(everyCommand(idleProgram()).map((command) => fullName(command).slice('mam '.length)));
const mentioned = linesOf(mamMentions).filter(([, line]) => !names.has(line));

describe('a line that runs mam', () => {
  it.each([
    ['policy pushh pcs policy.json', 'unknown command'],
    ['policy push pcs policy.json --dryrun', 'unknown option'],
    ['policy push pcs', 'missing required argument'],
    ['devices list --status gone', 'Allowed choices'],
    ['tenant assign Finance pcs', 'GUID'],
    ['policy', ''],
  ])('"mam %s" would be found wrong', async (line, said) => {
    expect((await parseMam(wordsOf(line))).refused).toContain(said);
  });

  it('is found in blocks, in YAML and in the running text, without what a shell keeps for itself', () => {
    const text = [
      'Type `mam whoami` or `npm run mam`.',
      '```sh',
      'mam policy pull pcs > policy.json   # a comment',
      'npx mam devices list | head',
      '```',
      '```yaml',
      '      - run: mam terms push terms --dry-run',
      '          mam policy push "$name" policies/$name.json \\',
      '            --yes && echo done',
      '```',
      '```text',
      'mam is not run here',
      '```',
    ].join('\n');
    expect(mamLines(text)).toEqual([
      'policy pull pcs',
      'devices list',
      'terms push terms --dry-run',
      'policy push "$name" policies/$name.json --yes',
    ]);
    expect(mamMentions(text)).toEqual(['whoami']);
    expect(wordsOf('policy push "$(basename "$file" .json)" policies/$name.json')).toEqual([
      'policy',
      'push',
      'x',
      'policies/x.json',
    ]);
  });
});

describe('the pages for people', () => {
  it.each(run)('%s shows "mam %s", which the command line takes', async (_, line) => {
    expect(await parseMam(wordsOf(line))).toEqual({});
  });

  it.each(mentioned)('%s speaks of "mam %s", which there is', async (_, line) => {
    const { refused = '' } = await parseMam(wordsOf(line));
    expect(refused).toMatch(/^$|missing required argument/);
  });

  it('show a good many of them', () => {
    expect(run.length).toBeGreaterThan(60);
  });
});

describe('the page about the command line', () => {
  const text = read('docs/command-line.md');
  const sections = new Map(
    text
      .split(/^#{2,4} /m)
      .slice(1)
      .map((section) => [/^`(mam [^`]+)`\n/.exec(section)?.[1] ?? '', section] as const),
  );
  const commands = shownCommands(idleProgram());
  const COMMON = /^--(service|tenant|token-file|json|help|dry-run|yes)$/;

  it('has a section for every command, and none for another', () => {
    const named = [...sections.keys()].filter((name) => name !== '').sort();
    expect(named).toEqual(commands.map(fullName).sort());
  });

  it.each(commands.map((command) => [fullName(command), command] as const))(
    'tells of %s every option',
    (name, command) => {
      const section = sections.get(name) ?? '';
      const options = command.createHelp().visibleOptions(command);
      const own = options.flatMap(({ long }) => (long == null || COMMON.test(long) ? [] : [long]));
      expect(own.filter((option) => !section.includes(`\`${option}`))).toEqual([]);
      const known = new Set(options.map(({ long }) => long));
      const told = [...section.matchAll(/^\| `(--[a-z-]+)/gm)].map(([, option]) => option);
      expect(told.filter((option) => !known.has(option))).toEqual([]);
    },
  );

  it.each(commands.map((command) => [fullName(command)]))('gives an example of %s', (name) => {
    const lines = mamLines(sections.get(name) ?? '');
    expect(lines.filter((line) => `mam ${line} `.startsWith(`${name} `))).not.toEqual([]);
  });

  it.each(['--service', '--tenant', '--token-file', '--json', '--help', '--dry-run', '--yes'])(
    'explains %s once for all',
    (option) => {
      expect(text).toMatch(new RegExp(`^\\| \`${option}`, 'm'));
    },
  );

  it.each([
    'MAM_SERVICE',
    'MAM_TENANT',
    'MAM_TOKEN',
    'AZURE_CLIENT_ID',
    'AZURE_TENANT_ID',
    'MAM_FEDERATED_TOKEN',
    'AZURE_FEDERATED_TOKEN_FILE',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'XDG_CONFIG_HOME',
    'APPDATA',
  ])('names the environment variable %s', (name) => {
    expect(text).toContain(`\`${name}\``);
  });

  it.each(actionView.shape.status.options)('tells what an action comes to that is %s', (status) => {
    expect(text).toMatch(new RegExp(`^\\| \`${status}\` \\| \\w`, 'm'));
  });

  it.each([0, 1, 2, 3, 130])('tells what exit code %i means', (code) => {
    expect(text).toMatch(new RegExp(`^\\| ${code} `, 'm'));
  });
});
