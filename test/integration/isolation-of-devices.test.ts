import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../support/api-calls';
import { everythingOf, newTarget, startTargetWorld, type TargetWorld } from '../support/api-target';
import { deviceToken, FOREIGN_TOKENS, foreignDevice, REFUSED_TOKENS, type TokenKind } from '../support/api-tokens';
import { postEnrollment } from '../support/enrollment-client';
import { keyOf } from '../support/managed-pc';
import { mamRst } from '../support/rst';

let all: TargetWorld;
let other: Target;
let enrollmentId: string;
beforeAll(async () => {
  all = await startTargetWorld();
  other = await newTarget(all.world, all.service, 'contoso');
  const { tenantId, deviceId } = keyOf(all.target);
  const { enrollment } = await all.service.store.devices.loadLive(tenantId, deviceId);
  enrollmentId = enrollment?.value.generation ?? '';
});
afterAll(() => all.stop());

/** Every kind of token but the one of the target's own device, which is at home here. */
const KINDS: readonly (readonly [string, TokenKind])[] = [
  ...REFUSED_TOKENS.filter(([, kind]) => kind !== deviceToken),
  ...FOREIGN_TOKENS,
];

const FOREIGN_DEVICE = ['a device of another tenant that bears the same ids', foreignDevice] as const;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

const tokenOf = (kind: TokenKind) => kind({ ...all, own: other.tenantId });

/** Paths of all that is registered beside the management API, with what is the target's put in. */
function paths(): readonly string[] {
  const values = new Map(Object.entries({ ...all.target, enrollmentId }));
  const routes = all.service.functions.map(({ route }) => route).filter((route) => !route.startsWith('api/'));
  return routes.map((route) =>
    route.replaceAll(/\{([^}?]*)\??\}/g, (_, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`put a value of the target in for {${name}} of ${route}`);
      return value;
    }),
  );
}

async function tryPath(path: string, token: string | undefined) {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const replies = [];
  for (const method of METHODS) {
    const init = { method, headers: authorization, redirect: 'manual' as const };
    const reply = await fetch(`${all.service.origin}/${path}`, method === 'GET' ? init : { ...init, body: '<a/>' });
    replies.push({ call: `${method} ${path}`, status: reply.status, text: await reply.text() });
  }
  return replies;
}

async function enrollWith(kind: TokenKind) {
  const token = (await tokenOf(kind)) ?? '';
  return postEnrollment(`${all.service.origin}/mam/enroll`, mamRst({ token }));
}

describe('nothing of a tenant is seen or touched by the routes of devices and browsers', () => {
  it('of which all are tried', () => {
    expect(paths()).toEqual(expect.arrayContaining(['mam/enroll', 'mam/terms', `mam/sync/${enrollmentId}`, 'onboard']));
    expect(enrollmentId).not.toBe('');
  });

  it.each([...KINDS, FOREIGN_DEVICE])('with %s', async (_, kind) => {
    const { service, target } = all;
    const token = await tokenOf(kind);
    const before = await everythingOf(service, target);
    const replies = (await Promise.all(paths().map((path) => tryPath(path, token)))).flat();
    for (const mark of ['fabrikam Ltd', target.host, 'fabrikam terms', 'Wees aardig', 'ADA-PC']) {
      expect(replies.filter(({ text }) => text.includes(mark)).map(({ call }) => call)).toEqual([]);
    }
    const [sync] = replies.filter(({ call }) => call === `POST mam/sync/${enrollmentId}`);
    // A genuine device is refused for what it sends, which is looked at after its token.
    expect(kind === foreignDevice ? [415] : [401, 403]).toContain(sync?.status);
    expect(await everythingOf(service, target)).toEqual(before);
  });

  it.each(KINDS)('by an enrollment with %s', async (_, kind) => {
    const { audit: _before, ...before } = await everythingOf(all.service, all.target);
    const { fault } = await enrollWith(kind);
    expect(fault).toBeDefined();
    // Where a genuine signature vouches for the tenant, its trail tells of the attempt.
    const { audit: _after, ...after } = await everythingOf(all.service, all.target);
    expect(after).toEqual(before);
  });

  it(`by the enrollment of ${FOREIGN_DEVICE[0]}, which enrolls in its own`, async () => {
    const before = await everythingOf(all.service, all.target);
    await enrollWith(foreignDevice);
    expect(await everythingOf(all.service, all.target)).toEqual(before);
  });
});
