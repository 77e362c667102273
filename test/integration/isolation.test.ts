import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entra } from '../../local/entra/start-entra';
import { API_CALLS, callsOf, makeCall, registeredCalls, roleFor, type Target } from '../support/api-calls';
import { everythingOf, newTarget, startTargetWorld, type TargetWorld } from '../support/api-target';
import { FOREIGN_TOKENS, own, READING_TOKENS, REFUSED_TOKENS, type TokenKind } from '../support/api-tokens';
import type { OnboardingWorld } from '../support/onboarding';
import type { TestService } from '../support/service';

let all: TargetWorld;
let world: OnboardingWorld;
let service: TestService;
let stranger: Entra;
let target: Target;
beforeAll(async () => {
  all = await startTargetWorld();
  ({ world, service, stranger, target } = all);
});
afterAll(() => all.stop());

const tokenOf = (kind: TokenKind, tenantId: string) => kind({ service, stranger, target, own: tenantId });

async function callAll(kind: TokenKind, tenantId: string, of: Target, calls = API_CALLS) {
  const token = await tokenOf(kind, tenantId);
  const replies = [];
  for (const call of calls) {
    const reply = await makeCall(service, call, { target: of, ...(token === undefined ? {} : { token }) });
    replies.push({ call, ...reply });
  }
  return replies;
}

// What stands in rows of the target and is part of no request; first what no other tenant of this file has.
const ownMarks = () => ['fabrikam Ltd', target.host, 'fabrikam terms', 'fabrikam-budget', target.tenantId];
const marks = () => ['fabrikam Ltd', target.host, 'fabrikam terms', 'fabrikam-budget', 'ADA-PC', 'ada@contoso.example'];

describe('the table of calls', () => {
  it('has every method of every route that is registered below /api/v1, and no other', async () => {
    const registered = await registeredCalls(service);
    const inTable = API_CALLS.map(({ route }) => route);
    expect([...inTable].sort(), 'add the new route to test/support/api-calls.ts').toEqual([...registered].sort());
  });

  it('is open to everybody in the description of the API alone', () => {
    expect(callsOf('public').map(({ route }) => route)).toEqual(['GET openapi.json', 'HEAD openapi.json']);
  });

  it('works as it stands for those who may', async () => {
    const home = service.homeTenant;
    const mine = await newTarget(world, service, 'adatum');
    const statuses = [];
    for (const call of API_CALLS) {
      const token = await tokenOf(own(roleFor(call)), call.kind === 'operate' ? home : mine.tenantId);
      const { status } = await makeCall(service, call, { target: mine, ...(token === undefined ? {} : { token }) });
      statuses.push(`${call.route} ${status < 300 ? 'works' : status}`);
    }
    expect(statuses).toEqual(API_CALLS.map(({ route }) => `${route} works`));
  });
});

describe('nothing of a tenant is seen or touched', () => {
  it.each(REFUSED_TOKENS)('with %s, by any route', async (_, kind) => {
    const before = await everythingOf(service, target);
    const replies = await callAll(kind, stranger.origin, target, callsOf('read', 'logs', 'write', 'operate'));
    const open = replies.filter(({ status }) => status !== 401 && status !== 403);
    expect(open.map(({ call, status }) => `${call.route} ${status}`)).toEqual([]);
    for (const { text } of replies) for (const mark of marks()) expect(text).not.toContain(mark);
    expect(await everythingOf(service, target)).toEqual(before);
  });

  it.each(FOREIGN_TOKENS)('by %s of another tenant, by any route', async (_, kind) => {
    const other = await newTarget(world, service, 'contoso');
    const before = await everythingOf(service, target);
    const replies = await callAll(kind, other.tenantId, { ...target, locale: 'da' });
    for (const { call, text } of replies) {
      for (const mark of ownMarks()) expect(`${call.route} ${text}`).not.toContain(mark);
    }
    expect(await everythingOf(service, target)).toEqual(before);
  });

  it('by an administrator of another tenant, who is told that there is no such thing', async () => {
    const other = await newTarget(world, service, 'contoso');
    const replies = await callAll(own('Mam.Admin'), other.tenantId, { ...target, locale: 'da' });
    expect(replies.map(({ call, status }) => `${call.route} ${status}`)).toEqual(
      API_CALLS.map(({ route, elsewhere }) => `${route} ${elsewhere}`),
    );
  });

  it('by the operator of the service, who sees name, status, quotas and counts alone', async () => {
    const before = await everythingOf(service, target);
    const replies = await callAll(own('Mam.Operator'), service.homeTenant, target, callsOf('read', 'logs', 'write'));
    expect(replies.filter(({ status }) => status !== 403).map(({ call }) => call.route)).toEqual([]);
    const [seen] = await callAll(own('Mam.Operator'), service.homeTenant, target, [
      ...callsOf('operate').filter(({ route }) => route === 'GET operator/tenants/{tenantId}'),
    ]);
    const members = ['displayName', 'id', 'policies', 'quotas', 'status', 'terms', 'version'];
    expect(Object.keys(JSON.parse(seen?.text ?? '{}')).sort()).toEqual(members);
    expect(await everythingOf(service, target)).toEqual(before);
  });

  it('by an operator who is not one of the home tenant', async () => {
    const replies = await callAll(own('Mam.Admin', 'Mam.Operator'), target.tenantId, target, callsOf('operate'));
    expect(replies.map(({ status }) => status)).toEqual(callsOf('operate').map(() => 403));
  });
});

describe('a continuation', () => {
  it('of the audit trail of one tenant leads nowhere in that of another', async () => {
    const other = await newTarget(world, service, 'contoso');
    const read = async (tenantId: string, query: string) => {
      const headers = { authorization: `Bearer ${await tokenOf(own('Mam.Reader'), tenantId)}` };
      const reply = await fetch(`${service.origin}/api/v1/audit?limit=1${query}`, { headers });
      return { status: reply.status, text: await reply.text() };
    };
    const { continuation } = JSON.parse((await read(target.tenantId, '')).text);
    expect(continuation).toEqual(expect.any(String));
    expect((await read(target.tenantId, `&continuation=${continuation}`)).status).toBe(200);
    const { status, text } = await read(other.tenantId, `&continuation=${continuation}`);
    expect(status).toBe(422);
    expect(text).not.toContain(target.tenantId);
  });
});

describe('a reader changes nothing', () => {
  it.each(READING_TOKENS)('as %s, by any route', async (_, kind) => {
    const before = await everythingOf(service, target);
    const replies = await callAll(kind, target.tenantId, target, callsOf('write', 'operate'));
    expect(replies.filter(({ status }) => status !== 403).map(({ call, status }) => `${call.route} ${status}`)).toEqual(
      [],
    );
    expect(await everythingOf(service, target)).toEqual(before);
  });
});
