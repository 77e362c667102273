import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { CLOUD_HOSTS } from '../../shared/clouds';
import type { GraphClient } from '../../shared/graph/graph-client';
import { createServiceApi, type ServiceApi } from './calls/service-api';
import { createToldGraph } from './calls/told-graph';
import { Stop } from './outcome';
import type { Report } from './report';
import { readServiceFacts, type ServiceFacts } from './service-facts';
import { type Administrator, signIn } from './sign-in/administrator';

/** What every script is started with. */
export interface SessionOptions {
  /** Tenant id or verified domain. */
  readonly tenant: string;
  /** Origin of the deployment. */
  readonly service: string;
  readonly dryRun: boolean;
  readonly report: Report;
  readonly signal: AbortSignal;
  /** Delegated Graph permissions that the script needs. */
  readonly permissions: readonly string[];
  /** Origins of stand-ins on loopback. */
  readonly standIns?: { readonly authority: string; readonly graph: string } | undefined;
  /** Shows the sign-in message; default: as a sentence of the report. */
  readonly showSignIn?: (message: string) => void;
}

const organization = z.object({
  id: z.guid(),
  displayName: z.string(),
  preferredLanguage: z.string().nullish(),
  verifiedDomains: z.array(z.object({ name: z.string(), isDefault: z.boolean().default(false) })),
});

/** The customer's organization, as its directory says. */
export type Organization = z.output<typeof organization>;

/** An administrator at work in the own tenant. */
export interface Session {
  readonly service: ServiceFacts;
  /** Origins of login service and Graph. */
  readonly hosts: { readonly authority: string; readonly graph: string };
  readonly organization: Organization;
  readonly administrator: Administrator;
  readonly graph: GraphClient;
  readonly api: ServiceApi;
  readonly report: Report;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** Waits, and ends with the signal. */
  pause(ms: number): Promise<void>;
  /** A token for the management API, issued now. */
  renewApiToken(): Promise<string>;
}

/** Signs the administrator in and opens Graph and API in their name. @throws Stop, GraphRefusal */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { report, dryRun, signal, permissions, standIns } = options;
  const service = await readServiceFacts(options.service);
  const hosts = standIns ?? CLOUD_HOSTS[service.cloud];
  const administrator = await signIn({
    authority: hosts.authority,
    clientId: publicClientOf(service),
    tenant: options.tenant,
    scopes: permissions.map((name) => `${hosts.graph}/${name}`),
    show: options.showSignIn ?? ((message) => report.say(message)),
    signal,
  });
  const graphScopes = permissions.map((name) => `${hosts.graph}/${name}`);
  const graph = createToldGraph({
    graphUrl: hosts.graph,
    token: () => administrator.token(graphScopes),
    report,
    dryRun,
  });
  const apiScopes = [`${service.appIdUri}/Mam.Manage`];
  const api = createServiceApi({
    publicUrl: service.publicUrl,
    token: () => administrator.token(apiScopes),
    report,
    dryRun,
  });
  const pause = async (ms: number) => {
    await setTimeout(ms, undefined, { signal });
  };
  return {
    service,
    hosts,
    organization: await readOrganization(graph, administrator),
    administrator,
    graph,
    api,
    report,
    dryRun,
    signal,
    pause,
    renewApiToken: () => administrator.token(apiScopes, 'fresh'),
  };
}

function publicClientOf({ publicClientId }: ServiceFacts): string {
  if (publicClientId !== undefined) return publicClientId;
  throw new Stop('The deployment names no public client', 'Its operator sets MAM_PUBLIC_CLIENT_ID.');
}

async function readOrganization(graph: GraphClient, { tenantId }: Administrator): Promise<Organization> {
  const [first] = await graph.listJson('/v1.0/organization', organization, { needs: 'Organization.Read.All' });
  if (first?.id.toLowerCase() === tenantId.toLowerCase()) return first;
  throw new Stop('The directory names another organization than the sign-in', 'Sign in with an account of the tenant.');
}
