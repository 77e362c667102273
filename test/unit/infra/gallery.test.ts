import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ICON_SIZES } from '../../../infra/gallery/render-icons';
import { PLAN, plannedApplication } from '../../support/infra-plan';

const named = z.object({ value: z.string(), reason: z.string().min(20) });

const LISTING = z
  .object({
    application: z.object({ signInAudience: z.string(), accessTokenVersion: z.number(), windowsBroker: z.guid() }),
    urls: z.object({
      appIdUri: z.url(),
      discovery: z.url(),
      termsOfUse: z.url(),
      compliance: z.url(),
      onboarding: z.url(),
      redirects: z.array(z.url()),
    }),
    scopes: z.array(named),
    roles: z.array(named),
    permissions: z.array(
      named.extend({
        holder: z.enum(['service', 'publicClient']),
        type: z.enum(['Role', 'Scope']),
        id: z.guid(),
        asked: z.enum(['always', 'complianceWriteBack', 'offboarding']),
      }),
    ),
    icons: z.array(z.string()),
  })
  .parse(JSON.parse(readFileSync('infra/gallery/listing.json', 'utf8')));

const service = plannedApplication('service');

describe('the URLs of the gallery listing', () => {
  it.each([
    ['discovery', 'MAM_DISCOVERY_URL'],
    ['termsOfUse', 'MAM_TERMS_URL'],
    ['compliance', 'MAM_COMPLIANCE_URL'],
    ['onboarding', 'MAM_ONBOARDING_URL'],
    ['appIdUri', 'MAM_PUBLIC_URL'],
  ] as const)('has the %s URL that is deployed', (url, output) => {
    expect(LISTING.urls[url]).toBe(PLAN.outputs[output]);
  });

  it('has the redirect addresses of the application', () => {
    expect(LISTING.urls.redirects).toEqual(service.web?.redirectUris);
  });
});

describe('the application of the gallery listing', () => {
  it('has the scopes of the application', () => {
    const scopes = service.api?.oauth2PermissionScopes.map(({ value }) => value);
    expect(LISTING.scopes.map(({ value }) => value)).toEqual(scopes);
  });

  it('has the roles of the application', () => {
    expect(LISTING.roles.map(({ value }) => value)).toEqual(service.appRoles?.map(({ value }) => value));
  });

  it('has audience, token version and pre-authorized client of the application', () => {
    const { signInAudience, accessTokenVersion, windowsBroker } = LISTING.application;
    expect(signInAudience).toBe(service.signInAudience);
    expect(accessTokenVersion).toBe(service.api?.requestedAccessTokenVersion);
    expect(windowsBroker).toBe(service.api?.preAuthorizedApplications[0]?.appId);
  });

  it.each([
    ['service', service],
    ['publicClient', plannedApplication('public client')],
  ] as const)('gives a reason for each permission that the %s asks for, and lists no other', (holder, application) => {
    const listed = LISTING.permissions.filter((one) => one.holder === holder && one.asked === 'always');
    const asked = application.requiredResourceAccess.flatMap(({ resourceAccess }) => resourceAccess);
    expect(listed.map(({ id, type }) => ({ id, type }))).toEqual(asked);
  });

  it('names each permission as the template does', () => {
    const template = readFileSync('infra/modules/app-registration.bicep', 'utf8');
    for (const { value, id, asked } of LISTING.permissions) {
      // Bicep wants a name without a dot to stand without quotes.
      const name = value.includes('.') ? `'${value}'` : value;
      if (asked !== 'offboarding') expect(template).toContain(`${name}: '${id}'`);
    }
  });
});

describe('the icons of the gallery listing', () => {
  it.each(ICON_SIZES)('has one of %i by %i pixels', (width, height) => {
    const path = `icons/icon-${width}x${height}.png`;
    expect(LISTING.icons).toContain(path);
    const png = readFileSync(`infra/gallery/${path}`);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  });
});
