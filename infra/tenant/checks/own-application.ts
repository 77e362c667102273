import { findPrincipal } from '../service-principal';
import type { Session } from '../session';
import { ownNames } from '../steps/tenant-row';
import type { Finding } from './finding';
import { well } from './finding';
import { checkCertificate, checkName, type HostProbe } from './host';

/** An application and host names of the tenant's own, where its settings name any. Nothing otherwise. */
export async function checkOwnApplication(session: Session, probe: HostProbe, now: Date): Promise<readonly Finding[]> {
  const { clientIds, publicHosts } = await ownNames(session);
  const findings: Finding[] = [];
  for (const host of publicHosts) {
    const url = new URL(`https://${host}`);
    findings.push(
      own(await checkName(url, probe)),
      own(await checkCertificate(url, probe, now)),
      domain(session, host),
    );
  }
  for (const clientId of clientIds) findings.push(await application(session, clientId, publicHosts));
  return findings;
}

const own = (finding: Finding): Finding => ({ ...finding, check: `own-${finding.check}` });

function domain({ organization }: Session, host: string): Finding {
  const check = 'own-verified-domain';
  const verified = organization.verifiedDomains.map(({ name }) => name.toLowerCase());
  const found = verified.find((name) => host === name || host.endsWith(`.${name}`));
  if (found !== undefined) return well(check, `${host} lies in ${found}, which this tenant has verified`);
  return {
    check,
    severity: 'problem',
    seen: `${host} is in no domain that this tenant has verified`,
    why: 'Entra takes no App ID URI from there, so Windows gets no token for that name.',
    mend: 'Verify the domain in the Entra admin center (Settings > Domain names), or take a host name in one that is.',
  };
}

// Windows asks for a token for scheme and host of the discovery address (protocol facts 2.2).
async function application(session: Session, clientId: string, hosts: readonly string[]): Promise<Finding> {
  const check = 'own-application';
  const principal = await findPrincipal(session, clientId);
  if (principal === undefined) {
    return {
      check,
      severity: 'problem',
      seen: `the directory does not know the application ${clientId}`,
      why: 'The settings of the tenant name it, but Entra issues no token for it.',
      mend: 'Make it again, or take its client id out of clientIds in the tenant’s settings.',
    };
  }
  const names = principal.servicePrincipalNames.map((name) => name.toLowerCase().replace(/\/$/, ''));
  const named = hosts.filter((host) => names.includes(`https://${host}`));
  if (named.length > 0) return well(check, `${principal.displayName} is https://${named.join(', https://')}`);
  return {
    check,
    severity: 'problem',
    seen: `${principal.displayName} has no App ID URI that is one of the tenant’s own host names`,
    why: 'Windows asks for a token for exactly that name, and gets none.',
    mend: `Entra admin center > App registrations > ${principal.displayName} > Expose an API: https://${hosts[0] ?? '<host name>'}.`,
  };
}
