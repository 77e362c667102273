import { z } from 'zod';
import { readJson } from './graph/read-json';

/** What a deployment says of itself at `/onboard/service`, to whoever is about to sign in to it. */
export const serviceFacts = z.object({
  publicUrl: z.url({ protocol: /^https?$/ }),
  clientId: z.guid(),
  publicClientId: z.guid().optional(),
  appIdUri: z.string(),
  cloud: z.enum(['public', 'usgov', 'china']),
  /** Origin of the login service; worth something only where it is the stand-in on loopback. */
  authority: z.string().optional(),
  tenantAdmission: z.enum(['listed', 'open']),
});

/** See {@link serviceFacts}. */
export type ServiceFacts = z.output<typeof serviceFacts>;

const MAX_BYTES = 64 * 1024;
const TIMEOUT_MS = 10_000;

/** Asks the deployment at an origin who it is. @throws whatever fails on the way, and ZodError */
export async function fetchServiceFacts(origin: string): Promise<ServiceFacts> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(`${origin}/onboard/service`, { redirect: 'error', signal });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return serviceFacts.parse(await readJson(response, MAX_BYTES));
}
