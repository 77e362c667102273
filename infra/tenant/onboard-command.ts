import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { onboardTenant } from './onboard-tenant';
import { collect, EXIT_CODES, guidOption, minutesOption } from './option-values';
import { EXIT, Stop } from './outcome';
import { type CommonOptions, runScript, type Surroundings } from './run-script';
import { openSession, type SessionOptions } from './session';
import { serviceOf, standInsOf } from './stand-ins';
import type { OnboardingWishes } from './steps/step';

/** Delegated permissions to which the administrator consents at the sign-in. */
export const ONBOARDING_PERMISSIONS: readonly string[] = [
  'Organization.Read.All',
  'Application.Read.All',
  'AppRoleAssignment.ReadWrite.All',
  'Policy.ReadWrite.MobilityManagement',
];

interface OnboardOptions extends CommonOptions {
  readonly scope?: 'none' | 'all';
  readonly group: readonly string[];
  readonly force?: boolean;
  readonly name?: string;
  readonly language: readonly string[];
  readonly terms: string;
  readonly ownApp?: string;
  readonly ownHost?: string;
  readonly wait: number;
}

/** Command line of `npm run onboard`. */
export function onboardCommand(defaultTerms = TERMS): Command {
  return new Command('onboard')
    .description('Brings an Entra tenant in: consent, role, tenant, terms, first policy, mobility addresses.')
    .requiredOption('--tenant <id or domain>', 'the tenant, e.g. contoso.onmicrosoft.com')
    .option('--service <url>', 'the deployment (default: the setting MAM_PUBLIC_URL)')
    .addOption(new Option('--scope <users>', 'whose devices enroll (default: as it is)').choices(['none', 'all']))
    .option(
      '--group <object id>',
      'only members of this group; may be repeated',
      (id, all: readonly string[]) => collect(guidOption(id), all),
      [],
    )
    .option('--name <text>', 'name of the organization on the devices (default: that of the directory)')
    .option(
      '--language <tag>',
      'language of the terms; may be repeated (default: the directory’s and English)',
      collect,
      [],
    )
    .option('--terms <folder>', 'folder with the terms, one text file a language', defaultTerms)
    .option(
      '--own-app <client id>',
      'application of the tenant’s own, when the vendor’s is not listed under Mobility',
      guidOption,
    )
    .option('--own-host <name>', 'host name in a verified domain of the tenant, for --own-app')
    .option('--wait <minutes>', 'how long to wait for the consent', minutesOption, 10)
    .option('--force', 'overwrite what leads to another service')
    .option('--dry-run', 'change nothing, and print every call')
    .option('--verbose', 'print every call')
    .option('--json', 'one JSON document on standard output; progress on standard error')
    .addHelpText(
      'after',
      `\nExamples:
  $ npm run onboard -- --tenant contoso.onmicrosoft.com --service https://mam.vendor.com --dry-run
  $ npm run onboard -- --tenant contoso.onmicrosoft.com --group 2f1f5c0e-7f0c-4a52-b0a6-52f7a8f1b0aa
  $ npm run onboard -- --tenant contoso.onmicrosoft.com --scope all
${EXIT_CODES}`,
    );
}

const TERMS = fileURLToPath(new URL('../../infra/tenant/terms', import.meta.url));

/** Runs `npm run onboard` and resolves to its exit code. */
export function runOnboard(
  options: OnboardOptions,
  surroundings: Surroundings,
  showSignIn?: SessionOptions['showSignIn'],
): Promise<number> {
  return runScript(surroundings, options, async (report) => {
    const { env, signal } = surroundings;
    const dryRun = options.dryRun ?? false;
    const wishes = wishesOf(options);
    const session = await openSession({
      tenant: options.tenant,
      service: serviceOf(options.service, env),
      dryRun,
      report,
      signal,
      permissions: ONBOARDING_PERMISSIONS,
      standIns: standInsOf(env),
      ...(showSignIn === undefined ? {} : { showSignIn }),
    });
    const { displayName, id } = session.organization;
    report.say(`${session.administrator.userName} in ${displayName} (${id})${dryRun ? '; nothing is changed' : ''}`);
    const steps = await onboardTenant(session, wishes);
    report.say(dryRun ? 'Without --dry-run this would be done.' : 'The tenant is set up. Next: npm run doctor');
    return { exitCode: EXIT.done, facts: { tenant: id, steps } };
  });
}

function wishesOf(options: OnboardOptions): OnboardingWishes {
  const { scope, group, ownApp, ownHost } = options;
  if (scope !== undefined && group.length > 0) {
    throw new Stop('Both --scope and --group are given', 'Name the users one way.', EXIT.usage);
  }
  if ((ownApp === undefined) !== (ownHost === undefined)) {
    throw new Stop('--own-app and --own-host belong together', 'Give both.', EXIT.usage);
  }
  return {
    scope: group.length > 0 ? { groups: group } : scope,
    force: options.force ?? false,
    displayName: options.name,
    languages: options.language,
    termsFolder: options.terms,
    own: ownApp === undefined || ownHost === undefined ? undefined : { clientId: ownApp, host: ownHost },
    consentWaitMs: options.wait * 60_000,
  };
}
