import { CLOUD_HOSTS } from '../../shared/clouds';
import { fetchServiceFacts, type ServiceFacts } from '../../shared/service-facts';
import { isLoopbackAddress, urlOf, withoutSlash } from '../../shared/setting-addresses';
import { CliFailure } from '../failure';

/** Where one signs in to a service, and what it says of itself. */
export interface LoginTarget {
  readonly facts: ServiceFacts;
  /** Origin of the login service. */
  readonly authority: string;
}

// An address and nothing else: blanks or a query would ask for further scopes.
const APP_ID_URI = /^(https:\/\/|api:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/])?[A-Za-z0-9.:_~/[\]-]+$/;

/** Asks a service where to sign in. @throws CliFailure */
export async function loginTarget(service: string): Promise<LoginTarget> {
  const facts = await factsOf(service);
  if (!APP_ID_URI.test(facts.appIdUri)) throw notAService(service);
  return { facts, authority: authorityOf(service, facts) };
}

async function factsOf(service: string): Promise<ServiceFacts> {
  try {
    return await fetchServiceFacts(service);
  } catch (cause) {
    throw notAService(service, cause);
  }
}

// The service may name a stand-in on this machine, and nothing beyond: who signs in there gives away the account.
function authorityOf(service: string, { cloud, authority = '' }: ServiceFacts): string {
  const isHere = isLoopbackAddress(urlOf(service)) && isLoopbackAddress(urlOf(authority));
  return isHere ? withoutSlash(authority) : CLOUD_HOSTS[cloud].authority;
}

function notAService(service: string, cause?: unknown): CliFailure {
  const wayOut = `Look at the address; ${service}/health names settings that are missing there.`;
  return new CliFailure(2, `${service} does not answer as a Windows MAM service.`, wayOut, cause);
}
