import { z } from 'zod';
import { actionRequest } from '../../shared/actions/action';
import { ServiceError } from '../../shared/errors';
import { type Call, type Reply, registerRoute } from '../http';
import { requireTenantFor } from './action-refusals';
import { authorizeInTenant, type TenantCaller } from './authorize';
import { idempotencyKey } from './idempotency-key';
import { json, readBodyAs } from './json';
import { readQuery } from './page-query';
import { personOf } from './person-of';
import { problem } from './problem';
import { requireQuota } from './quotas';
import { type BulkOrder, runBulk } from './run-bulk';

/** Which part of a group a request goes through. */
export const bulkQuery = z.strictObject({
  after: z.guid().toLowerCase().optional().describe('`after` of the answer before: goes on behind that person.'),
});

/**
 * `POST /api/v1/people/{userId}/actions` and `/api/v1/groups/{groupId}/actions`: the same request for every device of one
 * person, or of the members of a group. An Idempotency-Key is needed, so that it can be repeated until it is through.
 */
export function registerBulkActions(): void {
  registerRoute({
    name: 'person-actions',
    route: 'api/v1/people/{userId}/actions',
    handlers: { POST: askPerson },
    refuse: problem,
  });
  registerRoute({
    name: 'group-actions',
    route: 'api/v1/groups/{groupId}/actions',
    handlers: { POST: askGroup },
    refuse: problem,
  });
}

async function askPerson(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  const userId = personOf(call);
  const { items } = await runBulk(call, await readOrder(call, caller, userId), [userId]);
  return json(200, { items });
}

async function askGroup(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  const group = z.guid().toLowerCase().safeParse(call.request.params['groupId']);
  if (!group.success) throw new ServiceError('invalid', 'group.id', 'A group is named by its object id, a GUID.');
  const { after = '' } = readQuery(call, bulkQuery);
  const order = await readOrder(call, caller, group.data);
  const members = await call.service().groups.membersOf(caller.tenantId, group.data);
  requireQuota(caller.stored.value, 'bulkPersons', members.size);
  const waiting = [...members].sort().filter((userId) => userId > after);
  const { items, persons } = await runBulk(call, order, waiting);
  const remaining = waiting.length - persons;
  return json(200, { items, ...(remaining > 0 ? { after: waiting[persons - 1], remaining } : {}) });
}

async function readOrder(call: Call, caller: TenantCaller, target: string): Promise<BulkOrder> {
  const key = idempotencyKey(call);
  if (key === undefined) throw keyMissing();
  const request = await readBodyAs(call, actionRequest);
  requireTenantFor(caller.stored.value, request);
  return { caller, request, key, target };
}

function keyMissing(): ServiceError {
  const text = 'Name the request with an Idempotency-Key, e.g. a GUID: it may then be repeated until it is through.';
  return new ServiceError('invalid', 'actions.key-missing', text);
}
