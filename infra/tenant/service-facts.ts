import { fetchServiceFacts, type ServiceFacts } from '../../shared/service-facts';
import { Stop } from './outcome';

export type { ServiceFacts } from '../../shared/service-facts';

/** Asks a deployment who it is. @throws Stop when it does not answer as one */
export async function readServiceFacts(origin: string): Promise<ServiceFacts> {
  try {
    return await fetchServiceFacts(origin);
  } catch (cause) {
    throw new Stop(
      `${origin}/onboard/service does not answer as a Windows MAM service`,
      `Check --service, and open ${origin}/health: it names settings that are missing.`,
      1,
      cause,
    );
  }
}
