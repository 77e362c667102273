import { Command, Option } from 'commander';
import { offboardTenant } from './offboard-tenant';
import { EXIT_CODES, guidOption, minutesOption } from './option-values';
import { EXIT, Stop } from './outcome';
import { type CommonOptions, runScript, type Surroundings } from './run-script';
import { openSession, type Session, type SessionOptions } from './session';
import { serviceOf, standInsOf } from './stand-ins';

interface OffboardOptions extends CommonOptions {
  readonly workData: 'keep' | 'remove';
  readonly wait: number;
  readonly abandonDevices?: boolean;
  readonly keepApplication?: boolean;
  readonly ownApp?: string;
  readonly ownHost?: string;
  readonly yes?: boolean;
}

const PERMISSIONS = ['Organization.Read.All', 'Policy.ReadWrite.MobilityManagement'];

/** Command line of `npm run offboard`. */
export function offboardCommand(): Command {
  return new Command('offboard')
    .description('Takes an Entra tenant out: nobody new, then the PCs, then addresses and consent.')
    .requiredOption('--tenant <id or domain>', 'the tenant, e.g. contoso.onmicrosoft.com')
    .addOption(
      new Option('--work-data <what>', 'what becomes of the work files on the PCs')
        .choices(['keep', 'remove'])
        .makeOptionMandatory(),
    )
    .option('--service <url>', 'the deployment (default: the setting MAM_PUBLIC_URL)')
    .option('--wait <minutes>', 'how long to wait now for the PCs, and then for Entra', minutesOption, 0)
    .option(
      '--abandon-devices',
      'go on although PCs have not come, which keep their work files, or Entra has not heard that they left',
    )
    .option('--keep-application', 'leave the consent in place')
    .option('--own-app <client id>', 'application of the tenant’s own that was onboarded', guidOption)
    .option('--own-host <name>', 'its host name')
    .option('--yes', 'do not ask before work files are removed')
    .option('--dry-run', 'change nothing, and print every call')
    .option('--verbose', 'print every call')
    .option('--json', 'one JSON document on standard output; progress on standard error')
    .addHelpText(
      'after',
      `\nExamples:
  $ npm run offboard -- --tenant contoso.onmicrosoft.com --work-data remove --dry-run
  $ npm run offboard -- --tenant contoso.onmicrosoft.com --work-data remove --wait 60
${EXIT_CODES}`,
    );
}

/** Runs `npm run offboard` and resolves to its exit code. */
export function runOffboard(
  options: OffboardOptions,
  surroundings: Surroundings,
  showSignIn?: SessionOptions['showSignIn'],
): Promise<number> {
  return runScript(surroundings, options, async (report) => {
    const { env, signal } = surroundings;
    const { workData, ownApp, ownHost, dryRun = false, keepApplication = false } = options;
    if ((ownApp === undefined) !== (ownHost === undefined)) {
      throw new Stop('--own-app and --own-host belong together', 'Give both.', EXIT.usage);
    }
    const session = await openSession({
      tenant: options.tenant,
      service: serviceOf(options.service, env),
      dryRun,
      report,
      signal,
      permissions: [...PERMISSIONS, keepApplication ? 'Application.Read.All' : 'Application.ReadWrite.All'],
      standIns: standInsOf(env),
      ...(showSignIn === undefined ? {} : { showSignIn }),
    });
    await confirm(session, options, surroundings);
    const steps = await offboardTenant(session, {
      workData,
      waitMs: options.wait * 60_000,
      abandonDevices: options.abandonDevices ?? false,
      keepApplication,
      own: ownApp === undefined || ownHost === undefined ? undefined : { clientId: ownApp, host: ownHost },
    });
    return { exitCode: EXIT.done, facts: { tenant: session.organization.id, steps } };
  });
}

async function confirm({ organization }: Session, options: OffboardOptions, { ask }: Surroundings): Promise<void> {
  if (options.dryRun === true || options.yes === true) return;
  const effect =
    options.workData === 'remove'
      ? 'every PC gives up its work files, which cannot be undone'
      : 'every PC leaves and keeps its work files unprotected by this service';
  const isSure = await ask?.(`${organization.displayName} (${organization.id}) leaves: ${effect}. Go on?`);
  if (isSure === true) return;
  throw new Stop('Nothing was changed', 'Answer yes, or add --yes where nobody can be asked.', EXIT.refused);
}
