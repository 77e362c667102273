import { type Command, Option } from 'commander';
import { asking, connected, examples, guid, wholeNumber } from '../commands';
import type { Terminal } from '../terminal';
import { listTenants } from './list';
import { setOperatedTenant } from './set';

const STATUSES = ['active', 'suspended', 'offboarding'];
const FABRIKAM = '3c1f8b52-6d07-4e9a-b1c8-7a5e2f9d0b64';

/** Adds `list` and `set` below `mam operator`. */
export function addOperatorCommands(operator: Command, terminal: Terminal): void {
  connected(operator.command('list'))
    .description('list the tenants of the service')
    .option('--limit <count>', 'at most so many', wholeNumber)
    .addHelpText('after', examples('mam operator list'))
    .action((options) => listTenants(options, terminal));
  asking(operator.command('set'))
    .description('take a tenant on, or change its name, status or quotas; what is not named stays')
    .argument('<tenant id>', 'id of the tenant in Entra', guid)
    .option('--name <name>', 'name of the organization, as its users see it; needed to take it on')
    .addOption(new Option('--status <status>', 'active when it is taken on').choices(STATUSES))
    .option('--quota <quotas...>', 'NAME=NUMBER: what the tenant may have; replaces all quotas')
    .addHelpText(
      'after',
      examples(
        `mam operator set ${FABRIKAM} --name "Fabrikam Ltd"`,
        `mam operator set ${FABRIKAM} --quota devices=5000 policies=10`,
        `mam operator set ${FABRIKAM} --status suspended`,
      ),
    )
    .action((tenantId, options) => setOperatedTenant(tenantId, options, terminal));
}
