import { tenantSettings } from '../../shared/tenant/tenant';
import { WIP_POLICY } from './managed-pc';
import type { TestService } from './service';

/** Whose things a call names. */
export interface Target {
  readonly tenantId: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly groupId: string;
  /** Somebody who left, and of whom a record of the device's log is held. */
  readonly leaverId: string;
  /** An action of the device that waits for its next sync. */
  readonly actionId: string;
  /** A policy with two revisions, and the host name that only its documents contain. */
  readonly policy: string;
  readonly host: string;
  /** A language that has terms. */
  readonly locale: string;
}

/** What is sent, below `/api/v1`. */
export interface ApiRequest {
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One method of one route of the management API. */
export interface ApiCall {
  /** Method and route below `/api/v1`, e.g. `PUT terms/{locale}`. */
  readonly route: string;
  /** `logs` is for readers of logs alone, `operate` for the vendor's operator, `public` for everybody. */
  readonly kind: 'read' | 'logs' | 'write' | 'operate' | 'public';
  /** What an administrator of another tenant gets, who has nothing of the target. */
  readonly elsewhere: number;
  readonly request: (target: Target) => ApiRequest;
}

const document = (host: string) => ({ ...WIP_POLICY, network: { neutralResources: [host] } });
const key = (name: string) => ({ 'idempotency-key': name });
const RESYNC = { type: 'resync' };

/**
 * Here belongs whatever is registered below `/api/v1`: every method of every route, with a request that works for whoever
 * may make it in the target's own tenant, in this order: the tenant leaves at the end, and comes back.
 */
export const API_CALLS: readonly ApiCall[] = [
  { route: 'GET openapi.json', kind: 'public', elsewhere: 200, request: () => ({ path: 'openapi.json' }) },
  { route: 'HEAD openapi.json', kind: 'public', elsewhere: 200, request: () => ({ path: 'openapi.json' }) },
  {
    route: 'GET tenant',
    kind: 'read',
    elsewhere: 200,
    request: ({ tenantId }) => ({ path: `tenant?tenantId=${tenantId}` }),
  },
  { route: 'GET terms', kind: 'read', elsewhere: 200, request: () => ({ path: 'terms' }) },
  { route: 'GET terms/{locale}', kind: 'read', elsewhere: 404, request: ({ locale }) => ({ path: `terms/${locale}` }) },
  { route: 'GET policies', kind: 'read', elsewhere: 200, request: () => ({ path: 'policies' }) },
  {
    route: 'GET policies/{name}',
    kind: 'read',
    elsewhere: 404,
    request: ({ policy }) => ({ path: `policies/${policy}` }),
  },
  {
    route: 'GET policies/{name}/revisions',
    kind: 'read',
    elsewhere: 404,
    request: ({ policy }) => ({ path: `policies/${policy}/revisions` }),
  },
  {
    route: 'GET policies/{name}/revisions/{revision}',
    kind: 'read',
    elsewhere: 404,
    request: ({ policy }) => ({ path: `policies/${policy}/revisions/1` }),
  },
  {
    route: 'POST policies/{name}',
    kind: 'read',
    elsewhere: 200,
    request: ({ policy }) => ({ path: `policies/validate?policy=${policy}`, body: WIP_POLICY }),
  },
  {
    route: 'POST policies/{name}/explain',
    kind: 'read',
    elsewhere: 404,
    request: ({ policy, deviceId }) => ({ path: `policies/${policy}/explain?device=${deviceId}` }),
  },
  {
    route: 'POST policies/{name}/diff',
    kind: 'read',
    elsewhere: 404,
    request: ({ policy }) => ({ path: `policies/${policy}/diff`, body: { from: 1, to: 2 } }),
  },
  { route: 'GET presets', kind: 'read', elsewhere: 200, request: () => ({ path: 'presets?organization=contoso' }) },
  { route: 'GET devices', kind: 'read', elsewhere: 200, request: ({ userId }) => ({ path: `devices?user=${userId}` }) },
  {
    route: 'GET devices/{deviceId}',
    kind: 'read',
    elsewhere: 404,
    request: ({ deviceId }) => ({ path: `devices/${deviceId}` }),
  },
  { route: 'GET compliance', kind: 'read', elsewhere: 200, request: () => ({ path: 'compliance?not=compliant' }) },
  {
    route: 'GET devices/{deviceId}/wip-logs',
    kind: 'logs',
    elsewhere: 403,
    request: ({ deviceId }) => ({ path: `devices/${deviceId}/wip-logs` }),
  },
  {
    route: 'GET wip-logs/export',
    kind: 'logs',
    elsewhere: 403,
    request: () => ({ path: 'wip-logs/export?format=jsonl' }),
  },
  { route: 'GET wip-logs/report', kind: 'logs', elsewhere: 403, request: () => ({ path: 'wip-logs/report?by=user' }) },
  { route: 'GET wip-logs/learn', kind: 'logs', elsewhere: 403, request: () => ({ path: 'wip-logs/learn' }) },
  {
    route: 'GET audit',
    kind: 'read',
    elsewhere: 200,
    request: ({ deviceId }) => ({ path: `audit?device=${deviceId}` }),
  },
  { route: 'GET proofs', kind: 'read', elsewhere: 200, request: () => ({ path: 'proofs' }) },
  {
    route: 'GET people/{userId}',
    kind: 'read',
    elsewhere: 200,
    request: ({ userId }) => ({ path: `people/${userId}` }),
  },
  { route: 'GET operator/tenants', kind: 'operate', elsewhere: 403, request: () => ({ path: 'operator/tenants' }) },
  {
    route: 'GET operator/tenants/{tenantId}',
    kind: 'operate',
    elsewhere: 403,
    request: ({ tenantId }) => ({ path: `operator/tenants/${tenantId}` }),
  },
  {
    route: 'PUT operator/tenants/{tenantId}',
    kind: 'operate',
    elsewhere: 403,
    request: ({ tenantId }) => ({
      path: `operator/tenants/${tenantId}`,
      body: { displayName: 'Renamed', quotas: { terms: 7 } },
    }),
  },
  {
    route: 'POST devices/{deviceId}/actions',
    kind: 'write',
    elsewhere: 404,
    request: ({ deviceId }) => ({ path: `devices/${deviceId}/actions`, body: RESYNC, headers: key('new-1') }),
  },
  {
    route: 'POST devices/{deviceId}/actions/{actionId}/cancel',
    kind: 'write',
    elsewhere: 404,
    request: ({ deviceId, actionId }) => ({ path: `devices/${deviceId}/actions/${actionId}/cancel` }),
  },
  {
    route: 'POST people/{userId}/actions',
    kind: 'write',
    elsewhere: 200,
    request: ({ userId }) => ({ path: `people/${userId}/actions`, body: RESYNC, headers: key('new-2') }),
  },
  {
    route: 'DELETE people/{userId}',
    kind: 'write',
    elsewhere: 200,
    request: ({ leaverId }) => ({ path: `people/${leaverId}` }),
  },
  {
    route: 'POST groups/{groupId}/actions',
    kind: 'write',
    elsewhere: 404,
    request: ({ groupId }) => ({ path: `groups/${groupId}/actions`, body: RESYNC, headers: key('new-3') }),
  },
  {
    route: 'POST policies/{name}/rollback',
    kind: 'write',
    elsewhere: 404,
    request: ({ policy }) => ({ path: `policies/${policy}/rollback`, body: { revision: 1 } }),
  },
  {
    route: 'PUT policies/{name}',
    kind: 'write',
    elsewhere: 200,
    request: ({ policy }) => ({ path: `policies/${policy}`, body: document('login.contoso.com') }),
  },
  {
    route: 'PUT terms/{locale}',
    kind: 'write',
    elsewhere: 200,
    request: ({ locale }) => ({ path: `terms/${locale}`, body: { version: '2', title: 'Terms', text: 'Be kinder.' } }),
  },
  {
    route: 'PUT tenant',
    kind: 'write',
    elsewhere: 200,
    request: () => ({ path: 'tenant', body: tenantSettings.parse({ pollMinutes: 600 }) }),
  },
  { route: 'DELETE onboarding', kind: 'write', elsewhere: 200, request: () => ({ path: 'onboarding' }) },
  {
    route: 'PUT onboarding',
    kind: 'write',
    elsewhere: 200,
    request: () => ({ path: 'onboarding', body: { displayName: 'Returned' } }),
  },
];

/** The role that is needed, and enough. */
export const roleFor = ({ kind }: ApiCall): string => ROLES.get(kind) ?? 'Mam.Admin';

const ROLES: ReadonlyMap<ApiCall['kind'], string> = new Map([
  ['logs', 'Mam.LogReader'],
  ['operate', 'Mam.Operator'],
]);

/** Makes a call; without a token as nobody. */
export async function makeCall(
  service: TestService,
  call: ApiCall,
  { token, target }: { token?: string; target: Target },
) {
  const { path, body, headers } = call.request(target);
  const [method = ''] = call.route.split(' ');
  const reply = await fetch(`${service.origin}/api/v1/${path}`, {
    method,
    headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: reply.status, text: await reply.text(), correlationId: reply.headers.get('x-correlation-id') ?? '' };
}

const API = 'api/v1/';

/** Method and route of everything that the running service has below `/api/v1`. */
export async function registeredCalls(service: TestService): Promise<readonly string[]> {
  const routes = service.functions.map(({ route }) => route).filter((route) => route.startsWith(API));
  const calls = await Promise.all(
    routes.map(async (route) => {
      // No route has it, so that each says what it has instead.
      const reply = await fetch(`${service.origin}/${route.replace(/\{[^}]*\}/g, 'x')}`, { method: 'PATCH' });
      const methods = (reply.headers.get('allow') ?? '').split(', ');
      return methods.map((method) => `${method} ${route.slice(API.length)}`);
    }),
  );
  return calls.flat();
}

/** The calls of these kinds. */
export const callsOf = (...kinds: readonly ApiCall['kind'][]): readonly ApiCall[] =>
  API_CALLS.filter(({ kind }) => kinds.includes(kind));
