import type { Command } from 'commander';
import { changing, connected, examples, guid, policyName, wholeNumber } from '../commands';
import type { Terminal } from '../terminal';
import { assignPolicy, unassignPolicy } from './assign';
import { setTenant } from './set';
import { showTenant } from './show';

const GROUP = '9f3c7a52-1d0e-4b8a-8c41-5f0a2e6d7b13';

/** Adds `show`, `set`, `assign` and `unassign` below `mam tenant`. */
export function addTenantCommands(tenant: Command, terminal: Terminal): void {
  connected(tenant.command('show'))
    .description('show the tenant: settings, who gets which policy, policies, terms, quotas')
    .option('--settings', 'print only the settings, JSON as --file of "mam tenant set" takes it')
    .addHelpText('after', examples('mam tenant show', 'mam tenant show --settings > settings.json'))
    .action((options) => showTenant(options, terminal));
  changing(tenant.command('set'))
    .description('change settings; shows before and after')
    .argument('[settings...]', 'NAME=VALUE; of a list the entries with commas; NAME= takes the default again')
    .option('--file <file>', 'make all settings what this says, JSON; what it leaves out takes its default')
    .addHelpText(
      'after',
      examples(
        'mam tenant set defaultPolicy=personal-pcs termsRequired=false --dry-run',
        'mam tenant set pollMinutes=720 lostContactDays=',
        'mam tenant set --file settings.json --yes',
      ),
    )
    .action((settings, options) => setTenant(settings, options, terminal));
  addAssignments(tenant, terminal);
}

function addAssignments(tenant: Command, terminal: Terminal): void {
  changing(tenant.command('assign'))
    .description('have the members of a group follow a policy')
    .argument('<group>', 'object id of the group in Entra', guid)
    .argument('<policy>', 'policy', policyName)
    .option('--priority <number>', 'of several the lowest counts; after all others when absent', wholeNumber)
    .addHelpText(
      'after',
      examples(
        `mam tenant assign ${GROUP} finance-pcs --dry-run`,
        `mam tenant assign ${GROUP} finance-pcs --priority 10`,
      ),
    )
    .action((group, policy, options) => assignPolicy({ group, policy }, options, terminal));
  changing(tenant.command('unassign'))
    .description('have the members of a group follow what is left for them')
    .argument('<group>', 'object id of the group in Entra', guid)
    .addHelpText('after', examples(`mam tenant unassign ${GROUP}`))
    .action((group, options) => unassignPolicy(group, options, terminal));
}
