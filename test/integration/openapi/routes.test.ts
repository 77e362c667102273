import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_BASE } from '../../../functions/management/openapi/document';
import { OPERATIONS } from '../../../functions/management/openapi/operations';
import { type FunctionsHost, startFunctionsHost } from '../../../local/functions-host/start-host';

let host: FunctionsHost;
let registered: readonly string[];
beforeAll(async () => {
  host = await startFunctionsHost({
    bundle: 'dist/functions/index.cjs',
    port: 0,
    settings: (origin) => ({
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      MAM_PUBLIC_URL: origin,
      MAM_CLIENT_ID: '0b7a3c52-9a3f-4c56-8b1e-5f1f6d3e2a10',
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    }),
  });
  const templates = host.functions.map(({ route }) => `/${route}`).filter((route) => route.startsWith(API_BASE));
  registered = (await Promise.all(templates.map(methodsOf))).flat();
});
afterAll(() => host.stop());

// A route tells its methods to whoever tries another one; HEAD is what a client may do wherever it may GET.
async function methodsOf(template: string): Promise<string[]> {
  const reply = await fetch(`${host.origin}${template.replaceAll(/[{}]/g, '')}`, { method: 'OPTIONS' });
  const methods = (reply.headers.get('allow') ?? '').split(', ').filter((method) => method !== 'HEAD');
  return methods.map((method) => `${method} ${template}`);
}

/** Whether a request that is described goes to a route that is registered, e.g. `/policies/validate` to `{name}`. */
function reaches(described: string, route: string): boolean {
  const [parts, templates] = [described.split('/'), route.split('/')];
  const fits = (template: string, index: number) => template === parts[index] || /^\{.*\}$/.test(template);
  return parts.length === templates.length && templates.every(fits);
}

const described = OPERATIONS.map(({ method, path }) => `${method} ${API_BASE}${path}`);

describe('the routes of the management API', () => {
  it('are all described', () => {
    expect(registered.length).toBeGreaterThan(20);
    const missing = registered.filter((route) => !described.some((one) => reaches(one, route)));
    expect(missing, 'add an Operation: functions/management/openapi/operation.ts says how').toEqual([]);
  });

  it('are there where they are described', () => {
    expect(described.filter((one) => !registered.some((route) => reaches(one, route)))).toEqual([]);
  });
});
