import { afterAll, beforeAll, expect, it } from 'vitest';
import { deviceToken, managerToken, onboard, startTestService, type TestService } from '../support/service';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const linesOf = (correlationId: string | null): Record<string, unknown>[] =>
  service.logs
    .filter((line) => line.startsWith('{') && line.includes(correlationId ?? 'no correlation id'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function ask(path: string, method: string, token: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${service.origin}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return linesOf(response.headers.get('x-correlation-id'));
}

it('names no tenant for a token that nobody vouches for', async () => {
  const lines = await ask('/mam/sync/AAAAAAAAAAAAAAAAAAAAAA', 'POST', 'no.genuine.token');
  expect(lines.map(({ event, tenantId }) => [event, tenantId])).toEqual([
    ['refused', undefined],
    ['reply', undefined],
  ]);
});

it('names the tenant of a refused sync, so that its failures can be counted', async () => {
  const person = await onboard(service);
  const lines = await ask('/mam/sync/AAAAAAAAAAAAAAAAAAAAAA', 'POST', await deviceToken(service, person));
  expect(lines.map(({ event, route, tenantId }) => [event, route, tenantId])).toEqual([
    ['refused', 'policy-sync', person.tenantId],
    ['reply', 'policy-sync', person.tenantId],
  ]);
});

it('names the tenant of a call of the management API', async () => {
  const { tenantId } = await onboard(service);
  const lines = await ask('/api/v1/tenant', 'GET', await managerToken(service, tenantId, 'Mam.Reader'));
  expect(lines).toMatchObject([{ event: 'reply', status: 200, tenantId }]);
});
