import { readFileSync } from 'node:fs';
import { z } from 'zod';

const plannedResource = z.object({
  type: z.string(),
  name: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** One resource of the committed plan of the infrastructure. */
export type PlannedResource = z.output<typeof plannedResource>;

const snapshot = z.object({ predictedResources: z.array(plannedResource), outputs: z.record(z.string(), z.unknown()) });

/** The committed plan, which `infra:check` holds against the templates. */
export const PLAN = snapshot.parse(JSON.parse(readFileSync('infra/main.snapshot.json', 'utf8')));

/** All planned resources of one type. */
export function planned(type: string): readonly PlannedResource[] {
  return PLAN.predictedResources.filter((resource) => resource.type === type);
}

const application = z.object({
  uniqueName: z.string(),
  signInAudience: z.string(),
  isFallbackPublicClient: z.boolean().optional(),
  identifierUris: z.array(z.string()).optional(),
  api: z
    .object({
      requestedAccessTokenVersion: z.number(),
      oauth2PermissionScopes: z.array(z.object({ id: z.guid(), value: z.string(), type: z.string() })),
      preAuthorizedApplications: z.array(z.object({ appId: z.string(), delegatedPermissionIds: z.array(z.string()) })),
    })
    .optional(),
  appRoles: z.array(z.object({ id: z.guid(), value: z.string(), allowedMemberTypes: z.array(z.string()) })).optional(),
  requiredResourceAccess: z.array(
    z.object({
      resourceAppId: z.string(),
      resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })),
    }),
  ),
  web: z.object({ redirectUris: z.array(z.string()) }).optional(),
});

/** One of the two applications in Entra: the service, or the public client of command line and onboarding. */
export function plannedApplication(which: 'service' | 'public client') {
  const applications = planned('Microsoft.Graph/applications@v1.0').map((resource) => resource.properties);
  const isPublic = which === 'public client';
  const found = applications.find((properties) => (properties?.['isFallbackPublicClient'] === true) === isPublic);
  return application.parse(found);
}

/** The app settings of the planned function app. */
export function plannedSettings(): ReadonlyMap<string, string> {
  const [settings] = planned('Microsoft.Web/sites/config');
  return new Map(Object.entries(z.record(z.string(), z.string()).parse(settings?.properties)));
}
