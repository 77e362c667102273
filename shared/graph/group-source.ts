import { z } from 'zod';
import { ServiceError } from '../errors';
import { parseTenantId, parseUserId, type TenantId, type UserId } from '../ids';
import { GROUP_PERMISSIONS } from './group-permissions';
import type { TenantGraph } from './tenant-graph';
import { unlessNotFound } from './unless-not-found';

/** Knows to which of a tenant's groups a user belongs, directly or through other groups. */
export interface GroupSource {
  /**
   * Those of the groups `among` (object ids, any number) to which the user belongs; none for a user whom the directory
   * does not have any more.
   * @throws ServiceError `unavailable` / `graph.unavailable`, `forbidden` / `graph.forbidden`
   */
  groupsOf(tenantId: string, userId: string, among: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * The users in a group (object id), directly or through other groups; at most 100 pages of members.
   * @throws ServiceError `not-found` / `group.unknown`, and as `groupsOf`
   */
  membersOf(tenantId: TenantId, groupId: string): Promise<ReadonlySet<UserId>>;
}

// [POST /users/{id}/checkMemberGroups]: at most 20 ids a call.
const IDS_A_CALL = 20;

const USER_TYPE = '#microsoft.graph.user';
const groupMember = z.object({ id: z.guid().toLowerCase(), '@odata.type': z.string() });
const memberships = z.object({ value: z.array(z.guid().toLowerCase()) });

/** Asks Microsoft Graph, which counts nested groups as well. */
export function createGroupSource(graph: TenantGraph): GroupSource {
  return {
    async groupsOf(tenant, user, among) {
      const tenantId = parseTenantId(tenant);
      const userId = parseUserId(user);
      if (tenantId === undefined || userId === undefined) throw new TypeError('tenant and user are named by GUIDs');
      const client = graph(tenantId);
      const found = new Set<string>();
      for (const groupIds of inCalls(askable(among))) {
        const reply = await unlessNotFound(
          client.postJson(`/v1.0/users/${userId}/checkMemberGroups`, { groupIds }, memberships, {
            needs: GROUP_PERMISSIONS.join(' and '),
          }),
        );
        for (const id of reply?.value ?? []) found.add(id);
      }
      return found;
    },

    async membersOf(tenantId, groupId) {
      const path = `/v1.0/groups/${encodeURIComponent(groupId)}/transitiveMembers?$select=id&$top=999`;
      const members = await unlessNotFound(
        graph(tenantId).listJson(path, groupMember, { needs: GROUP_PERMISSIONS.join(' and ') }),
      );
      if (members === undefined)
        throw new ServiceError('not-found', 'group.unknown', 'The directory has no such group.');
      return new Set(members.flatMap(userOf));
    },
  };
}

// Devices, groups and applications are members as well.
function userOf(member: z.infer<typeof groupMember>): readonly UserId[] {
  const userId = member['@odata.type'] === USER_TYPE ? parseUserId(member.id) : undefined;
  return userId === undefined ? [] : [userId];
}

// One id that is no GUID would make Graph refuse the whole call.
function askable(among: readonly string[]): readonly string[] {
  return [...new Set(among.map((id) => id.toLowerCase()))].filter((id) => z.guid().safeParse(id).success);
}

function inCalls(ids: readonly string[]): (readonly string[])[] {
  const calls = Math.ceil(ids.length / IDS_A_CALL);
  return Array.from({ length: calls }, (_, call) => ids.slice(call * IDS_A_CALL, (call + 1) * IDS_A_CALL));
}
