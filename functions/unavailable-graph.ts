import { ServiceError } from '../shared/errors';
import type { DeviceWriter } from '../shared/graph/device-writer';
import type { GroupSource } from '../shared/graph/group-source';

/** Where nothing vouches for this service at Microsoft Graph, nobody's groups are known, and none are made up. */
export const unavailableGroups: GroupSource = { groupsOf: refuse, membersOf: refuse };

/** Nor is anything written there. */
export const unavailableDirectory: DeviceWriter = { write: refuse };

async function refuse(): Promise<never> {
  throw new ServiceError('unavailable', 'graph.unavailable', 'Microsoft Graph cannot be asked from here.');
}
