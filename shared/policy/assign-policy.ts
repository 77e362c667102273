/** A policy for the members of a group; the lowest priority number wins. */
export interface Assignment {
  /** Object id of the group in Entra: GUID in lower case. */
  readonly groupId: string;
  /** Name of the policy. */
  readonly policy: string;
  readonly priority: number;
}

/**
 * Name of the policy for a user: that of the first assignment, by priority and then by name, to one of the groups; else
 * the policy of the whole tenant, if there is one.
 */
export function assignPolicy(
  assignments: readonly Assignment[],
  groups: ReadonlySet<string>,
  tenantPolicy: string | undefined,
): string | undefined {
  const [first] = assignments
    .filter(({ groupId }) => groups.has(groupId))
    .sort((left, right) => left.priority - right.priority || (left.policy < right.policy ? -1 : 1));
  return first?.policy ?? tenantPolicy;
}
