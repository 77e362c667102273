/**
 * Application permissions of Graph to which every tenant consents. The memberships of a user need both
 * [directoryObject: checkMemberGroups, permissions]; no call needs more unless compliance is written back.
 */
export const GROUP_PERMISSIONS: readonly string[] = ['GroupMember.Read.All', 'User.Read.All'];
