import { ServiceError } from '../../shared/errors';
import { isAssignmentDue, withGroups } from '../../shared/sync/group-assignment';
import type { Turn } from '../../shared/sync/turn';
import type { Call } from '../http';

/**
 * The turn with the groups of its user known, where the policy depends on them and they are due. While the directory
 * cannot tell, what it told last stands; the sync goes on either way.
 */
export async function readGroups(call: Call, turn: Turn): Promise<Turn> {
  if (!isAssignmentDue(turn)) return turn;
  const { tenantId, userId } = turn.device.enrollment;
  const asked = turn.context.tenant.settings.assignments.map(({ group }) => group);
  try {
    return withGroups(turn, await call.service().groups.groupsOf(tenantId, userId, asked));
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    const isKnown = turn.device.state?.assignment !== undefined;
    call.log.warn('groups-not-read', { code: thrown.code, detail: thrown.detail, tenantId, isKnown });
    return turn;
  }
}
