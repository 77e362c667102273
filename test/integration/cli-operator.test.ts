import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newGuid } from '../../shared/random';
import { type MamWorld, mam } from '../support/mam';
import { managerToken, onboard, startTestService, type TestService } from '../support/service';

let service: TestService;
let token: string;
beforeAll(async () => {
  service = await startTestService();
  token = await managerToken(service, service.homeTenant, 'Mam.Operator');
});
afterAll(() => service.stop());

const run = (words: readonly string[], world: MamWorld = {}) =>
  mam(['operator', ...words], { env: { MAM_SERVICE: service.origin, MAM_TOKEN: token }, ...world });

/** A tenant that was taken on. */
async function takenOn(): Promise<string> {
  const id = newGuid();
  expect((await run(['set', id, '--name', 'Fabrikam'])).out).toBe('Took on Fabrikam, active.');
  return id;
}

const shown = async (id: string) => {
  const { items } = JSON.parse((await run(['list', '--json'])).out);
  return items.find((one: { id: string }) => one.id === id);
};

describe('mam operator', () => {
  it.each<[string, string[], string]>([
    ['a tenant by name', ['set', 'fabrikam.com', '--name', 'Fabrikam'], 'GUID'],
    ['a status that there is not', ['set', newGuid(), '--status', 'gone'], 'Allowed choices'],
    ['a new tenant without a name', ['set', newGuid()], '--name "Fabrikam Ltd"'],
    ['a quota without a number', ['set', newGuid(), '--quota', 'devices'], 'devices is no quota'],
  ])('refuses %s, as wrong usage', async (_, words, said) => {
    const { exitCode, out, notes } = await run(words);
    expect([exitCode, out, notes]).toEqual([2, '', expect.stringContaining(said)]);
  });

  it('refuses a quota that there is not, with the nearest one', async () => {
    const { exitCode, notes } = await run(['set', await takenOn(), '--quota', 'device=5']);
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('`devices`')]);
  });

  it('is for operators alone', async () => {
    const { tenantId } = await onboard(service);
    const MAM_TOKEN = await managerToken(service, tenantId, 'Mam.Admin');
    const { exitCode, notes } = await run(['list'], { env: { MAM_SERVICE: service.origin, MAM_TOKEN } });
    expect([exitCode, notes]).toEqual([1, expect.stringContaining('role.missing')]);
  });

  it('takes a tenant on, which is listed from then on', async () => {
    const id = await takenOn();
    const { out } = await run(['list']);
    expect(out).toMatch(new RegExp(`Fabrikam +active +0 +0 +${id}`));
  });

  it('changes what is named, and nothing else', async () => {
    const id = await takenOn();
    await run(['set', id, '--quota', 'devices=5', 'policies=2']);
    const { exitCode, out } = await run(['set', id, '--name', 'Fabrikam Ltd']);
    expect([exitCode, out]).toEqual([0, 'Saved Fabrikam Ltd, active.']);
    expect(await shown(id)).toMatchObject({ status: 'active', quotas: { devices: 5, policies: 2 } });
  });

  it('asks before it suspends a tenant, and suspends none without a yes', async () => {
    const id = await takenOn();
    const unasked = await run(['set', id, '--status', 'suspended']);
    expect([unasked.exitCode, unasked.notes]).toEqual([2, expect.stringContaining('Repeat it with --yes.')]);
    expect((await run(['set', id, '--status', 'suspended'], { answer: async () => 'n' })).exitCode).toBe(1);
    expect(await shown(id)).toMatchObject({ status: 'active' });
  });

  it('suspends with a yes, and keeps that whatever else changes', async () => {
    const id = await takenOn();
    expect((await run(['set', id, '--status', 'suspended', '--yes'])).out).toBe('Saved Fabrikam, suspended.');
    await run(['set', id, '--name', 'Fabrikam Ltd']);
    expect(await shown(id)).toMatchObject({ displayName: 'Fabrikam Ltd', status: 'suspended' });
    expect((await run(['set', id, '--status', 'active'])).out).toBe('Saved Fabrikam Ltd, active.');
  });
});
