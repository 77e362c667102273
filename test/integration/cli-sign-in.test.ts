import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listenOnLoopback } from '../../local/loopback';
import { addCustomer, PUBLIC_CLIENT_ID } from '../support/directory';
import { mam } from '../support/mam';
import { type OnboardingWorld, startWorld } from '../support/onboarding';
import { managerToken, startTestService } from '../support/service';
import { type Machine, newMachine, onboardedCustomer } from '../support/signed-in';

let world: OnboardingWorld;
let machine: Machine;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  machine = await newMachine(world);
});
afterEach(() => machine.remove());

const signInWords = () => ['sign-in', '--service', world.service.origin];
const kept = () => readFile(join(machine.home, 'mam', 'sign-ins.json'), 'utf8');
const pull = ['policy', 'pull', 'pcs'];

describe('mam sign-in refuses', () => {
  it('an address where no such service is', async () => {
    const { exitCode, notes } = await machine.run(['sign-in', '--service', 'http://127.0.0.1:9']);
    expect([exitCode, notes]).toEqual([2, expect.stringMatching(/127\.0\.0\.1:9 does not answer[\s\S]*\/health/)]);
  });

  it('to guess a service', async () => {
    const { exitCode, notes } = await machine.run(['sign-in']);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('No service is named')]);
  });

  it('a person who says no, and keeps nothing', async () => {
    const { exitCode, notes } = await machine.run(signInWords());
    expect([exitCode, notes]).toEqual([2, expect.stringMatching(/authorization_declined[\s\S]*Start again/)]);
    await expect(kept()).rejects.toThrow('ENOENT');
  });

  it('an account of another tenant than the one that is named', async () => {
    const [mine, other] = [await onboardedCustomer(world), await onboardedCustomer(world)];
    const words = [...signInWords(), '--tenant', mine.tenant.domains[0] ?? ''];
    const { exitCode, notes } = await machine.run(words, other.administrator.id);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('--tenant')]);
  });

  it('somebody whose organization never onboarded, and says who does it', async () => {
    const { administrator } = addCustomer(world.standIns);
    const { exitCode, notes } = await machine.run(signInWords(), administrator.id);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('administrator onboards it first')]);
  });

  it('to wait any longer after Ctrl+C', async () => {
    const stopping = new AbortController();
    const { exitCode, notes } = await mam(signInWords(), {
      env: { XDG_CONFIG_HOME: machine.home },
      signal: stopping.signal,
      onNote: () => stopping.abort(),
    });
    expect([exitCode, notes]).toEqual([130, expect.stringContaining('Nothing was kept')]);
  });

  it('a deployment without a client for it', async () => {
    const bare = await startTestService();
    const { exitCode, notes } = await machine.run(['sign-in', '--service', bare.origin]);
    await bare.stop();
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('MAM_PUBLIC_CLIENT_ID')]);
  });

  describe('a service that', () => {
    const facts = (members: object) => ({
      publicUrl: world.service.origin,
      clientId: world.service.clientId,
      publicClientId: PUBLIC_CLIENT_ID,
      appIdUri: world.service.origin,
      cloud: 'public',
      authority: world.standIns.entra.origin,
      tenantAdmission: 'open',
      ...members,
    });

    async function against(members: object, answer?: string) {
      const server = createServer((_, reply) => reply.end(JSON.stringify(facts(members))));
      const origin = await listenOnLoopback(server, 0);
      const questions: string[] = [];
      const ask = async (question: string) => {
        questions.push(question);
        return answer ?? '';
      };
      const run = await machine.run(
        ['sign-in', '--service', origin],
        undefined,
        answer === undefined ? {} : { answer: ask },
      );
      server.close();
      return { ...run, questions };
    }

    it('wants tokens of another one, unless the person knows both as the same', async () => {
      const { exitCode, questions } = await against({}, 'n');
      expect([exitCode, questions[0]]).toEqual([
        1,
        expect.stringContaining(`asks for tokens of ${world.service.origin}`),
      ]);
      expect((await against({})).notes).toContain('Repeat it with --yes');
    });

    it.each(['https://graph.example/.default openid', 'https://graph.example/?a=b'])(
      'hides scopes in %j',
      async (appIdUri) => {
        expect(await against({ appIdUri }, 'y')).toMatchObject({
          exitCode: 2,
          notes: expect.stringContaining('does not answer as a Windows MAM service'),
        });
      },
    );
  });
});

describe('after mam sign-in', () => {
  it('commands speak as the person, without any setting, and nothing shows a token', async () => {
    const { administrator } = await onboardedCustomer(world);
    const signed = await machine.run(signInWords(), administrator.id);
    expect([signed.exitCode, signed.out]).toEqual([
      0,
      `Signed in to ${world.service.origin} as ${administrator.userName}.`,
    ]);
    const pulled = await machine.run(pull);
    expect([pulled.exitCode, pulled.notes]).toEqual([1, expect.stringContaining('policy.unknown')]);
    const me = await machine.run(['whoami', '--json']);
    expect(JSON.parse(me.out)).toMatchObject({ name: administrator.userName, roles: ['Mam.Admin'], others: [] });
    expect([signed, pulled, me].map(({ out, notes }) => out + notes).join()).not.toMatch(/eyJ/);
  });

  it('a token that has ended is renewed without a question', async () => {
    const { administrator } = await onboardedCustomer(world);
    await machine.run(signInWords(), administrator.id);
    await endTokens();
    const before = await kept();
    expect((await machine.run(pull)).notes).toContain('policy.unknown');
    expect(await kept()).not.toBe(before);
  });

  it('a sign-in that was taken back says how to sign in again', async () => {
    const { administrator } = await onboardedCustomer(world);
    await machine.run(signInWords(), administrator.id);
    await endTokens((cache) => {
      for (const entry of Object.values(cache.RefreshToken)) entry['secret'] = 'revoked';
    });
    const { exitCode, notes } = await machine.run(pull);
    expect([exitCode, notes]).toEqual([2, expect.stringMatching(/is over[\s\S]*mam sign-in --service http/)]);
  });

  it('two tenants are told apart, and the newest one counts', async () => {
    const [one, two] = [await onboardedCustomer(world), await onboardedCustomer(world, 'Mam.Reader')];
    await machine.run(signInWords(), one.administrator.id);
    await machine.run(signInWords(), two.administrator.id);
    const nameOf = async (...words: string[]) =>
      JSON.parse((await machine.run(['whoami', '--json', ...words])).out).name;
    expect(await nameOf()).toBe(two.administrator.userName);
    expect(await nameOf('--tenant', one.tenant.domains[0] ?? '')).toBe(one.administrator.userName);
    expect(await nameOf('--tenant', one.tenant.id)).toBe(one.administrator.userName);
    const { out } = await machine.run(['whoami']);
    expect(out).toContain(`Other sign-ins`);
    expect(out).toContain(one.administrator.userName);
  });

  it('a named tenant without a sign-in is no reason to speak as another', async () => {
    const { administrator } = await onboardedCustomer(world);
    await machine.run(signInWords(), administrator.id);
    const { exitCode, notes } = await machine.run([
      ...pull,
      '--service',
      world.service.origin,
      '--tenant',
      'other.example',
    ]);
    expect([exitCode, notes]).toEqual([2, expect.stringContaining('not signed in to')]);
  });

  it('a token that is given goes before the sign-in', async () => {
    const { administrator, tenant } = await onboardedCustomer(world);
    await machine.run(signInWords(), administrator.id);
    const token = await managerToken({ ...world.service, entra: world.standIns.entra }, tenant.id, 'Mam.Reader');
    const env = { MAM_TOKEN: token, MAM_SERVICE: world.service.origin };
    expect(JSON.parse((await machine.run(['whoami', '--json'], undefined, { env })).out).roles).toEqual(['Mam.Reader']);
  });

  it('mam sign-out forgets it, and a second time finds nobody', async () => {
    const { administrator } = await onboardedCustomer(world);
    await machine.run(signInWords(), administrator.id);
    expect((await machine.run(['sign-out'])).out).toContain(`Signed out ${administrator.userName}`);
    await expect(kept()).rejects.toThrow('ENOENT');
    expect(await machine.run(['sign-out'])).toMatchObject({ exitCode: 0, out: 'Nobody was signed in.' });
    expect((await machine.run([...pull, '--service', world.service.origin])).notes).toContain('mam sign-in --service');
  });

  it('mam sign-out --all forgets every one', async () => {
    for (const { administrator } of [await onboardedCustomer(world), await onboardedCustomer(world)]) {
      await machine.run(signInWords(), administrator.id);
    }
    expect((await machine.run(['sign-out', '--all'])).out.split('\n')).toHaveLength(2);
    await expect(kept()).rejects.toThrow('ENOENT');
  });

  type Cache = Record<'AccessToken' | 'RefreshToken', Record<string, Record<string, string>>>;

  async function endTokens(change?: (cache: Cache) => void): Promise<void> {
    const content = JSON.parse(await kept());
    const cache: Cache = JSON.parse(content.signIns[0].cache);
    for (const entry of Object.values(cache.AccessToken)) {
      entry['expires_on'] = '1000';
      entry['extended_expires_on'] = '1000';
    }
    change?.(cache);
    content.signIns[0].cache = JSON.stringify(cache);
    await writeFile(join(machine.home, 'mam', 'sign-ins.json'), JSON.stringify(content));
  }
});
