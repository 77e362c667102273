import { checkApplication } from './checks/application';
import type { Finding } from './checks/finding';
import { checkCertificate, checkName, type HostProbe } from './checks/host';
import { checkHostName } from './checks/host-name';
import { checkLicences } from './checks/licences';
import { checkMobility } from './checks/mobility';
import { checkOwnApplication } from './checks/own-application';
import { checkService } from './checks/service';
import { checkTenant } from './checks/tenant';
import { explain } from './explain';
import { readServiceFacts } from './service-facts';
import type { Session } from './session';

type Check = readonly [name: string, run: () => Promise<Finding | readonly Finding[]>];

/** Looks at the deployment from outside, before anybody signs in: at the address that PCs use, where it tells that. */
export async function examineService(asked: string, probe: HostProbe, now: () => Date): Promise<readonly Finding[]> {
  const facts = await readServiceFacts(asked).catch(() => undefined);
  const { origin } = new URL(facts?.publicUrl ?? asked);
  const url = new URL(origin);
  return runAll([
    // Where it does not tell, health says why.
    ['host-name', async () => (facts === undefined ? [] : checkHostName(asked, facts))],
    ['dns', () => checkName(url, probe)],
    ['certificate', () => checkCertificate(url, probe, now())],
    ['health', () => checkService(origin, now)],
  ]);
}

/** Looks at the tenant with the eyes of its administrator. Changes nothing. */
export function examineTenant(session: Session, probe: HostProbe, now: () => Date): Promise<readonly Finding[]> {
  return runAll([
    ['application', () => checkApplication(session)],
    ['own-application', () => checkOwnApplication(session, probe, now())],
    ['mobility', () => checkMobility(session)],
    ['licences', () => checkLicences(session)],
    ['tenant', () => checkTenant(session)],
  ]);
}

// A check that cannot be made is a finding as well, and no reason to leave out the others.
async function runAll(checks: readonly Check[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [name, run] of checks) {
    try {
      findings.push(...[await run()].flat());
    } catch (thrown) {
      const { problem, remedy } = explain(thrown);
      const why = 'Whether this works is not known.';
      findings.push({ check: name, severity: 'problem', seen: `could not be checked: ${problem}`, why, mend: remedy });
    }
  }
  return findings;
}
