import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError } from '../../../shared/errors';
import type { TenantFreshness, TokenVerifier } from '../../../shared/identity/principal';
import { createTokenVerifier } from '../../../shared/identity/verify-token';
import { tenantSettings } from '../../../shared/tenant/tenant';
import {
  configFor,
  HOME_TENANT,
  type KeyServer,
  NOW,
  newPair,
  nowSeconds,
  ofTenant,
  PUBLIC_CLIENT,
  type SigningPair,
  STRANGER,
  sign,
  startKeyServer,
  TENANT,
  tenantOf,
  USER,
  v1Claims,
  v2Claims,
} from './entra';

const OTHER_CLIENT = 'dddddddd-0000-4000-8000-00000000000d';
const person = { ...v1Claims, appid: PUBLIC_CLIENT, deviceid: undefined, scp: 'Mam.Manage', roles: ['Mam.Admin'] };
const pipeline = {
  ...v2Claims,
  azp: OTHER_CLIENT,
  deviceid: undefined,
  scp: undefined,
  idtyp: 'app',
  roles: ['Mam.Reader'],
};

const tenant = tenantOf(TENANT, {
  settings: tenantSettings.parse({ clientIds: [OTHER_CLIENT], publicHosts: ['mam.customer.example'] }),
});
const asked: TenantFreshness[] = [];
let key: SigningPair;
let entra: KeyServer;
let verifier: TokenVerifier;

beforeAll(async () => {
  key = await newPair('first');
  entra = await startKeyServer([key.jwk]);
  verifier = createTokenVerifier({
    config: configFor(entra.url),
    admission: {
      find: async (id, freshness) => {
        asked.push(freshness);
        return id === TENANT ? tenant : undefined;
      },
    },
    clock: () => NOW,
  });
});
afterAll(() => entra.stop());

async function refusalOf(claims: object): Promise<ServiceError> {
  const outcome = await verifier.verifyCaller(await sign(key, claims)).catch((thrown: unknown) => thrown);
  if (outcome instanceof ServiceError) return outcome;
  throw new Error('the token was let in', { cause: outcome });
}

describe('a caller of the API', () => {
  it.each([
    ['a device’s token of an administrator', { ...v1Claims, roles: ['Mam.Admin'] }, 'token.scope'],
    ['a person without a scope of ours', { ...person, scp: 'User.Read' }, 'token.scope'],
    ['a scope in capitals', { ...person, scp: 'MAM.MANAGE' }, 'token.scope'],
    ['a list of scopes', { ...person, scp: ['Mam.Manage'] }, 'token.scope'],
    ['a device alone', { ...person, idtyp: 'device' }, 'token.scope'],
    ['an idtyp that is a list', { ...pipeline, idtyp: ['app'] }, 'token.scope'],
    ['a user’s token without a scope', { ...person, idtyp: 'user', scp: undefined }, 'token.scope'],
    ['a person without a role', { ...person, roles: undefined }, 'token.role'],
    ['a person with roles of others', { ...person, roles: ['Admin', 'mam.admin', 'toString'] }, 'token.role'],
    ['a role that is no list', { ...person, roles: 'Mam.Admin' }, 'token.role'],
    ['a role inside a list of lists', { ...person, roles: [['Mam.Admin']] }, 'token.role'],
    ['a pipeline without a role', { ...pipeline, roles: [] }, 'token.role'],
    [
      'an id token of a sign-in, which has the audience of an access token and may carry roles',
      { ...pipeline, idtyp: undefined, azp: undefined, nonce: 'n', roles: ['Mam.Admin'] },
      'token.client',
    ],
    ['neither scope nor role', { ...pipeline, idtyp: undefined, roles: undefined }, 'token.role'],
    ['an operator of a customer’s tenant', { ...person, roles: ['Mam.Operator'] }, 'token.role'],
    ['an unknown tenant', { ...person, ...ofTenant(STRANGER) }, 'tenant.unknown'],
    [
      'an unknown tenant that names an operator',
      { ...person, ...ofTenant(STRANGER), roles: ['Mam.Admin', 'Mam.Operator'] },
      'tenant.unknown',
    ],
    [
      'an administrator of the home tenant that is not onboarded',
      { ...person, ...ofTenant(HOME_TENANT) },
      'tenant.unknown',
    ],
  ])('is forbidden with a code for %s', async (_, claims, code) => {
    const error = await refusalOf(claims);
    expect(error).toMatchObject({ code, kind: 'forbidden' });
    expect(error.tenantId).toBeDefined();
  });

  it.each([
    ['no user', { ...person, oid: undefined }, 'token.user'],
    ['another audience', { ...person, aud: 'https://graph.microsoft.com' }, 'token.audience'],
    [
      'the tenant’s own client, which is an audience of devices only',
      { ...person, aud: OTHER_CLIENT },
      'token.audience',
    ],
    [
      'the tenant’s own host, which is an audience of devices only',
      { ...person, aud: 'https://mam.customer.example' },
      'token.audience',
    ],
    ['an expired token', { ...person, exp: nowSeconds - 300 }, 'token.expired'],
  ])('is unauthenticated with a code for %s', async (_, claims, code) => {
    expect(await refusalOf(claims)).toMatchObject({ code, kind: 'unauthenticated', tenantId: TENANT });
  });

  it('is a person with the scope of the API and a role', async () => {
    expect(await verifier.verifyCaller(await sign(key, person))).toEqual({
      kind: 'person',
      tenantId: TENANT,
      id: USER,
      roles: new Set(['Mam.Admin']),
      tenant,
    });
  });

  it.each([
    ['idtyp', pipeline],
    ['a missing scope', { ...pipeline, idtyp: undefined }],
  ])('is a pipeline with a role, known by %s', async (_, claims) => {
    const caller = await verifier.verifyCaller(await sign(key, claims));
    expect(caller).toMatchObject({ kind: 'application', id: USER, roles: new Set(['Mam.Reader']) });
  });

  it('has those of its roles that are ours', async () => {
    const roles = ['Mam.LogReader', 'Other.Role', 'Mam.Reader', 'Mam.Operator'];
    const caller = await verifier.verifyCaller(await sign(key, { ...person, roles }));
    expect(caller.roles).toEqual(new Set(['Mam.LogReader', 'Mam.Reader']));
  });

  it.each([
    ['person', person],
    ['application', { ...pipeline, iss: v1Claims.iss, ver: '1.0' }],
  ])('is an operator as %s of the home tenant, which need not be onboarded', async (kind, claims) => {
    const operator = { ...claims, ...ofTenant(HOME_TENANT), roles: ['Mam.Operator'] };
    expect(await verifier.verifyCaller(await sign(key, operator))).toEqual({
      kind,
      tenantId: HOME_TENANT,
      id: USER,
      roles: new Set(['Mam.Operator']),
      tenant: undefined,
    });
  });

  it('is never an operator where no home tenant is configured', async () => {
    const homeless = createTokenVerifier({
      config: configFor(entra.url, { homeTenant: undefined }),
      admission: { find: async () => undefined },
      clock: () => NOW,
    });
    const token = await sign(key, { ...person, ...ofTenant(HOME_TENANT), roles: ['Mam.Operator'] });
    await expect(homeless.verifyCaller(token)).rejects.toMatchObject({ code: 'token.role' });
  });

  it('meets its tenant as it is now, and a refused one costs no read', async () => {
    asked.length = 0;
    await refusalOf({ ...person, roles: [] });
    expect(asked).toEqual([]);
    await verifier.verifyCaller(await sign(key, person));
    expect(asked).toEqual(['fresh']);
  });
});
