import { z } from 'zod';
import { readJson } from '../../shared/graph/read-json';
import { Stop } from './outcome';

const serviceFacts = z.object({
  publicUrl: z.url({ protocol: /^https?$/ }),
  clientId: z.guid(),
  publicClientId: z.guid().optional(),
  appIdUri: z.string(),
  cloud: z.enum(['public', 'usgov', 'china']),
  tenantAdmission: z.enum(['listed', 'open']),
});

/** What a deployment says of itself at `/onboard/service`. */
export type ServiceFacts = z.output<typeof serviceFacts>;

const MAX_BYTES = 64 * 1024;

/** Asks a deployment who it is. @throws Stop when it does not answer as one */
export async function readServiceFacts(origin: string): Promise<ServiceFacts> {
  const url = `${origin}/onboard/service`;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return serviceFacts.parse(await readJson(response, MAX_BYTES));
  } catch (cause) {
    throw new Stop(
      `${url} does not answer as a Windows MAM service`,
      `Check --service, and open ${origin}/health: it names settings that are missing.`,
      1,
      cause,
    );
  }
}
