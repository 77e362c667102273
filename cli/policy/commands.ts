import { Argument, type Command, InvalidArgumentError } from 'commander';
import { changing, connected, examples, policyName } from '../commands';
import type { Terminal } from '../terminal';
import { diff } from './diff';
import { explain } from './explain';
import { importPolicy } from './import';
import { preset } from './preset';
import { pull } from './pull';
import { push } from './push';
import { revisions } from './revisions';
import { rollback } from './rollback';
import { validate } from './validate';

/** Adds `validate`, `explain`, `diff`, `push`, `pull`, `revisions`, `rollback`, `preset` and `import` below `mam policy`. */
export function addPolicyCommands(policy: Command, terminal: Terminal): void {
  addReading(policy, terminal);
  addChanging(policy, terminal);
  addPreset(policy, terminal);
  policy
    .command('import')
    .description(
      'take over apps of an AppLocker export, or a Graph windowsInformationProtectionPolicy; needs no service',
    )
    .addArgument(new Argument('<source>', 'what FILE is').choices(['applocker', 'graph']))
    .argument('<file>', 'XML export, or JSON')
    .option('--json', 'print JSON: the document and what was left behind')
    .addHelpText(
      'after',
      examples('mam policy import graph wip.json > policy.json', 'mam policy import applocker apps.xml'),
    )
    .action((source, file, options) => importPolicy({ source, file }, options, terminal));
}

function addPreset(policy: Command, terminal: Terminal): void {
  policy
    .command('preset')
    .description('print a ready part of a policy document, or add it to one; without NAME list them; needs no service')
    .argument('[name]', 'preset')
    .option('--organization <label>', 'first label of the SharePoint address, e.g. contoso', organizationLabel)
    .option('--into <file>', 'add it to this policy document, JSON')
    .option('--json', 'print the list as JSON')
    .addHelpText(
      'after',
      examples(
        'mam policy preset',
        'mam policy preset recommended-apps --into policy.json',
        'mam policy preset microsoft-365 --organization contoso --into policy.json',
      ),
    )
    .action((name, options) => preset(name, options, terminal));
}

function addReading(policy: Command, terminal: Terminal): void {
  connected(policy.command('validate'))
    .description('judge a document; without --policy on this machine, without a service')
    .argument('<file>', 'policy document, JSON')
    .option('--policy <name>', 'judge it as the next revision of this policy', policyName)
    .addHelpText(
      'after',
      examples('mam policy validate policy.json', 'mam policy validate policy.json --policy personal-pcs'),
    )
    .action((file, options) => validate(file, options, terminal));
  connected(policy.command('explain'))
    .description('tell setting by setting what a document or a saved policy does on a PC')
    .argument('[file]', 'policy document, JSON')
    .option('--policy <name>', 'a saved policy; with FILE, the one whose secrets its marks mean', policyName)
    .option('--device <id>', 'an enrolled PC instead of a typical one', deviceId)
    .addHelpText(
      'after',
      examples(
        'mam policy explain policy.json',
        'mam policy explain --policy personal-pcs --device 5d0c3a7e-91b2-4f66-88ad-13e07c52f9b4',
      ),
    )
    .action((file, options) => explain(file, options, terminal));
  connected(policy.command('diff'))
    .description('show what changes on PCs: by the last save, between revisions, or to a document')
    .argument('<name>', 'policy', policyName)
    .argument('[file]', 'policy document, JSON: the later side')
    .option('--from <revision>', 'earlier side; the latest revision when absent', revisionNumber)
    .option('--to <revision>', 'later side', revisionNumber)
    .option('--device <id>', 'an enrolled PC instead of a typical one', deviceId)
    .addHelpText(
      'after',
      examples('mam policy diff personal-pcs policy.json', 'mam policy diff personal-pcs --from 3 --to 5'),
    )
    .action((name, file, options) => diff({ name, file }, options, terminal));
  connected(policy.command('pull'))
    .description('print the document of a saved policy; marks stand in place of secrets')
    .argument('<name>', 'policy', policyName)
    .option('--revision <number>', 'another revision than the latest', revisionNumber)
    .addHelpText('after', examples('mam policy pull personal-pcs > policy.json'))
    .action((name, options) => pull(name, options, terminal));
  connected(policy.command('revisions'))
    .description('list who saved which revision and when')
    .argument('<name>', 'policy', policyName)
    .addHelpText('after', examples('mam policy revisions personal-pcs'))
    .action((name, options) => revisions(name, options, terminal));
}

function addChanging(policy: Command, terminal: Terminal): void {
  changing(policy.command('push'))
    .description('save a document as the next revision of a policy, or as the first of a new one')
    .argument('<name>', 'policy', policyName)
    .argument('<file>', 'policy document, JSON')
    .addHelpText(
      'after',
      examples('mam policy push personal-pcs policy.json --dry-run', 'mam policy push personal-pcs policy.json --yes'),
    )
    .action((name, file, options) => push({ name, file }, options, terminal));
  changing(policy.command('rollback'))
    .description('make the document of an earlier revision the next one, secrets included')
    .argument('<name>', 'policy', policyName)
    .argument('<revision>', 'number of the earlier revision', revisionNumber)
    .addHelpText('after', examples('mam policy revisions personal-pcs', 'mam policy rollback personal-pcs 3'))
    .action((name, revision, options) => rollback({ name, revision }, options, terminal));
}

function organizationLabel(text: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('It is one label of a host name, e.g. contoso for contoso.sharepoint.com.');
}

function revisionNumber(text: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A revision is a whole number from 1.');
}

function deviceId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text;
  throw new InvalidArgumentError('A device id is a GUID.');
}
