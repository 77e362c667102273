import { Command } from 'commander';
import type { Finding, Severity } from './checks/finding';
import { type HostProbe, networkProbe } from './checks/host';
import { examineService, examineTenant } from './examine';
import { explain } from './explain';
import { EXIT } from './outcome';
import type { Report } from './report';
import { type CommonOptions, runScript, type Surroundings } from './run-script';
import { openSession, type SessionOptions } from './session';
import { serviceOf, standInsOf } from './stand-ins';

/** Delegated permissions with which the doctor looks; none of them changes anything but the one for mobility could. */
const PERMISSIONS = ['Organization.Read.All', 'Application.Read.All', 'Policy.ReadWrite.MobilityManagement'];

const MARKS: Readonly<Record<Severity, string>> = { ok: '✓', note: 'i', warning: '!', problem: '✗' };

/** Command line of `npm run doctor`. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Looks at deployment and tenant and says what keeps PCs from enrolling. Changes nothing.')
    .requiredOption('--tenant <id or domain>', 'the tenant, e.g. contoso.onmicrosoft.com')
    .option('--service <url>', 'the deployment (default: the setting MAM_PUBLIC_URL)')
    .option('--verbose', 'print every call')
    .option('--json', 'one JSON document on standard output; progress on standard error')
    .addHelpText(
      'after',
      `\nExamples:
  $ npm run doctor -- --tenant contoso.onmicrosoft.com --service https://mam.vendor.com
  $ npm run doctor -- --tenant contoso.onmicrosoft.com --json > findings.json

Exit codes: 0 no problem (warnings may be there), 1 a problem, 2 wrong options, 130 stopped.`,
    );
}

/** What a test replaces. */
export interface DoctorParts {
  readonly showSignIn?: (message: string) => void;
  readonly probe?: HostProbe;
  readonly now?: () => Date;
}

/** Runs `npm run doctor` and resolves to its exit code. */
export function runDoctor(
  options: CommonOptions,
  surroundings: Surroundings,
  parts: DoctorParts = {},
): Promise<number> {
  const { probe = networkProbe, now = () => new Date(), showSignIn } = parts;
  return runScript(surroundings, options, async (report) => {
    const service = serviceOf(options.service, surroundings.env);
    const findings = [...(await examineService(service, probe, now))];
    tell(report, findings);
    const session: SessionOptions = {
      tenant: options.tenant,
      service,
      dryRun: false,
      report,
      signal: surroundings.signal,
      permissions: PERMISSIONS,
      standIns: standInsOf(surroundings.env),
      ...(showSignIn === undefined ? {} : { showSignIn }),
    };
    const ofTenant = await examineAsAdministrator(session, probe, now);
    tell(report, ofTenant);
    findings.push(...ofTenant);
    const problems = findings.filter(({ severity }) => severity === 'problem').length;
    report.say(problems === 0 ? 'Nothing keeps PCs from enrolling.' : `Problems: ${problems}.`);
    return { exitCode: problems === 0 ? EXIT.done : EXIT.failed, facts: { findings } };
  });
}

async function examineAsAdministrator(
  options: SessionOptions,
  probe: HostProbe,
  now: () => Date,
): Promise<readonly Finding[]> {
  try {
    return await examineTenant(await openSession(options), probe, now);
  } catch (thrown) {
    if (options.signal.aborted) throw thrown;
    const { problem, remedy } = explain(thrown);
    const why = 'The tenant cannot be looked at.';
    return [{ check: 'sign-in', severity: 'problem', seen: problem, why, mend: remedy }];
  }
}

function tell(report: Report, findings: readonly Finding[]): void {
  for (const { severity, check, seen, why, mend } of findings) {
    report.line(`${MARKS[severity]} ${check}: ${seen}`);
    if (severity !== 'ok') report.say(`${why} → ${mend}`);
  }
}
