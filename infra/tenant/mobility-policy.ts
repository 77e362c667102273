import { z } from 'zod';
import type { Session } from './session';

const mobilityPolicy = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  appliesTo: z.enum(['none', 'all', 'selected', 'unknownFutureValue']),
  discoveryUrl: z.string().nullish(),
  termsOfUseUrl: z.string().nullish(),
  complianceUrl: z.string().nullish(),
});

/** Where the devices of a tenant's users enroll (protocol facts 8.2). */
export type MobilityPolicy = z.output<typeof mobilityPolicy>;

/** The three addresses of the service, by their names in Graph. */
export interface MobilityAddresses {
  readonly discoveryUrl: string;
  readonly termsOfUseUrl: string;
  readonly complianceUrl: string;
}

const READ = { needs: 'Policy.ReadWrite.MobilityManagement' };

/** Collection of MAM policies. Beta, and delegated permissions only. */
export const APP_POLICIES = '/beta/policies/mobileAppManagementPolicies';

/** Collection of MDM policies. */
export const DEVICE_POLICIES = '/beta/policies/mobileDeviceManagementPolicies';

/** Addresses that Windows is to use, on this origin. */
export const addressesOn = (origin: string): MobilityAddresses => ({
  discoveryUrl: `${origin}/mam/enroll`,
  termsOfUseUrl: `${origin}/mam/terms`,
  complianceUrl: `${origin}/mam/compliance`,
});

/** All mobility policies of one kind. */
export const listPolicies = ({ graph }: Pick<Session, 'graph'>, collection: string): Promise<MobilityPolicy[]> =>
  graph.listJson(collection, mobilityPolicy, READ);

/** Groups of a policy that applies to selected ones. */
export async function includedGroups({ graph }: Pick<Session, 'graph'>, path: string): Promise<readonly string[]> {
  const groups = await graph.listJson(`${path}/includedGroups`, z.object({ id: z.string() }), READ);
  return groups.map(({ id }) => id.toLowerCase());
}

/** The policy whose id is one of these: Graph names it by the application's client id or by its object id. */
export function findPolicy(policies: readonly MobilityPolicy[], ids: readonly string[]): MobilityPolicy | undefined {
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  return policies.find(({ id }) => wanted.has(id.toLowerCase()));
}
