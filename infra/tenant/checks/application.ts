import { decodeJwt } from 'jose';
import { GROUP_PERMISSIONS } from '../../../shared/graph/group-permissions';
import { findPrincipal, grantedPermissions, type ServicePrincipal } from '../service-principal';
import type { Session } from '../session';
import { type Finding, well } from './finding';

/** Consent, permissions, App ID URI and the tokens that the tenant issues for the service. */
export async function checkApplication(session: Session): Promise<readonly Finding[]> {
  const principal = await findPrincipal(session, session.service.clientId);
  if (principal === undefined) return [noConsent(session)];
  return [
    well('consent', `the tenant has let ${principal.displayName} in`),
    await permissions(session, principal),
    appIdUri(session, principal),
    domain(session),
    await token(session),
  ];
}

function noConsent({ organization }: Session): Finding {
  return {
    check: 'consent',
    severity: 'problem',
    seen: `${organization.displayName} does not know the application`,
    why: 'Windows gets no token for the service, so no PC can enroll.',
    mend: 'npm run onboard asks for the consent of an administrator.',
  };
}

async function permissions(session: Session, principal: ServicePrincipal): Promise<Finding> {
  const granted = await grantedPermissions(session, principal);
  const missing = GROUP_PERMISSIONS.filter((name) => !granted.has(name));
  if (missing.length === 0) return well('permissions', [...granted].join(', '));
  return {
    check: 'permissions',
    severity: 'warning',
    seen: `${missing.join(', ')} is missing`,
    why: 'The service cannot see who belongs to which group: policies for groups reach nobody new.',
    mend: 'npm run onboard asks for the consent again; what the registration does not ask for, its vendor adds there first.',
  };
}

// Windows asks for a token for scheme and host of the discovery address (protocol facts 2.2).
function appIdUri({ service }: Session, { servicePrincipalNames }: ServicePrincipal): Finding {
  const check = 'app-id-uri';
  const { origin } = new URL(service.publicUrl);
  const names = servicePrincipalNames.map((name) => name.toLowerCase().replace(/\/$/, ''));
  if (names.includes(origin)) return well(check, `the application is ${origin}`);
  return {
    check,
    severity: 'problem',
    seen: `the application is not named ${origin}`,
    why: 'Windows asks for a token for exactly that name, and gets none.',
    mend: `The vendor adds ${origin} to the application’s App ID URIs. With an application of the tenant’s own: there.`,
  };
}

function domain({ service, organization }: Session): Finding {
  const check = 'verified-domain';
  const host = new URL(service.publicUrl).hostname;
  const verified = organization.verifiedDomains.map(({ name }) => name.toLowerCase());
  const own = verified.find((name) => host === name || host.endsWith(`.${name}`));
  if (own !== undefined) return well(check, `${host} lies in ${own}, which this tenant has verified`);
  return {
    check,
    severity: 'note',
    seen: `${host} is not in a domain of this tenant`,
    why: 'An App ID URI must lie in a verified domain of the tenant that registered the application.',
    mend: 'Nothing to do where the vendor registered it; an application of your own needs a host name of your own.',
  };
}

// The token is our own: what it says is looked at, not believed.
async function token(session: Session): Promise<Finding> {
  const check = 'token';
  const { ver, aud, roles } = decodeJwt(await session.renewApiToken());
  if (ver !== '2.0' || aud !== session.service.clientId) {
    return {
      check,
      severity: 'warning',
      seen: `the tenant issues tokens of version ${String(ver)} for the service`,
      why: 'The service takes both versions, but Microsoft certifies new applications with version 2 only.',
      mend: 'The vendor sets requestedAccessTokenVersion to 2 in the registration.',
    };
  }
  const held = Array.isArray(roles) ? roles.join(', ') : 'no role';
  return well(check, `version 2.0, and you have ${held}`);
}
