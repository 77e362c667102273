import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ONBOARDING_PERMISSIONS } from '../../../infra/tenant/onboard-command';
import { demoApplication } from '../../../local/demo-tenants';
import { GROUP_PERMISSIONS } from '../../../shared/graph/group-permissions';
import { SIGN_IN_SCOPES } from '../../../shared/identity/browser-sign-in';
import { plannedApplication } from '../../support/infra-plan';

const LISTED = z
  .object({
    permissions: z.array(z.object({ holder: z.string(), type: z.string(), value: z.string(), asked: z.string() })),
  })
  .parse(JSON.parse(readFileSync('infra/gallery/listing.json', 'utf8'))).permissions;

const listed = (holder: string) => LISTED.filter((one) => one.holder === holder).map(({ value }) => value);

/** Permissions that the calls of a folder say they need. */
function needed(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const calls = files.flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/needs: '([A-Za-z.]+)'/g),
  ]);
  return calls.flatMap(([, name]) => name ?? []);
}

const unique = (names: readonly string[]) => [...new Set(names)].sort();

describe('the permissions that customers are asked for', () => {
  it('are for the service those that its own calls of Graph and its sign-in need, and no other', () => {
    expect(unique([...GROUP_PERMISSIONS, ...SIGN_IN_SCOPES, ...needed('shared')])).toEqual(unique(listed('service')));
  });

  it('are for the public client those that the calls of the scripts need, and no other', () => {
    expect(unique(needed('infra/tenant'))).toEqual(unique(listed('publicClient')));
  });

  it('are at onboarding those that the public client is registered with', () => {
    const always = LISTED.filter(({ holder, asked }) => holder === 'publicClient' && asked === 'always');
    expect(unique(ONBOARDING_PERMISSIONS)).toEqual(unique(always.map(({ value }) => value)));
  });

  it.each(['infra/gallery/README.md', 'infra/README.md'])('all stand in %s', (page) => {
    const text = readFileSync(page, 'utf8');
    expect(LISTED.filter(({ value }) => !text.includes(`\`${value}\``))).toEqual([]);
  });
});

describe('the application of the stand-in for Entra', () => {
  const service = plannedApplication('service');
  const standIn = demoApplication('https://mam.contoso.com');

  it('asks for the application permissions that the deployed one asks for', () => {
    const asked = LISTED.filter((one) => one.holder === 'service' && one.type === 'Role' && one.asked === 'always');
    expect(standIn.graphPermissions).toEqual(asked.map(({ value }) => value));
  });

  it('has the redirect addresses, App ID URI, roles and token version of the deployed one', () => {
    expect(standIn.redirectUris).toEqual(service.web?.redirectUris);
    expect(standIn.identifierUris).toEqual(service.identifierUris);
    expect(standIn.appRoles.map(({ value }) => value)).toEqual(service.appRoles?.map(({ value }) => value));
    expect(standIn.tokenVersion).toBe(service.api?.requestedAccessTokenVersion);
  });
});
