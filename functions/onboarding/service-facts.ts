import type { ServiceFacts } from '../../shared/service-facts';
import { type Call, type Reply, registerRoute } from '../http';

/**
 * `GET /onboard/service`: what a script must know to sign in to this service. All of it is public: it is part of every
 * address to which a browser is sent.
 */
export function registerServiceFacts(): void {
  registerRoute({
    name: 'onboard-service',
    route: 'onboard/service',
    handlers: { GET: serviceFacts, HEAD: serviceFacts },
    refuse: ({ code }) => json(500, { code }),
  });
}

async function serviceFacts(call: Call): Promise<Reply> {
  const { publicUrl, clientId, publicClientId, appIdUri, cloud, authority, tenantAdmission } = call.service().config;
  const facts: ServiceFacts = { publicUrl, clientId, publicClientId, appIdUri, cloud, authority, tenantAdmission };
  return json(200, facts);
}

const json = (status: number, value: object): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
