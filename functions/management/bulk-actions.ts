import { z } from 'zod';
import { type ActionRequest, actionRequest } from '../../shared/actions/action';
import { type ActionView, actionView } from '../../shared/actions/action-view';
import { ServiceError, toServiceError } from '../../shared/errors';
import { type DeviceId, parseUserId, type UserId } from '../../shared/ids';
import { type Call, type Reply, registerRoute } from '../http';
import { requireTenantFor } from './action-refusals';
import { askDevice } from './ask-device';
import { audited } from './audited';
import { authorizeInTenant, type TenantCaller } from './authorize';
import { idempotencyKey } from './idempotency-key';
import { json, readBodyAs } from './json';
import { readQuery } from './page-query';
import { problem } from './problem';

/** Persons that one request goes through: each costs some table calls a device. */
const PERSONS_AT_ONCE = 25;

/** Which part of a group a request goes through. */
export const bulkQuery = z.strictObject({
  after: z.guid().toLowerCase().optional().describe('`after` of the answer before: goes on behind that person.'),
});

/** What became of the request on one device. */
export interface BulkItem {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  /** Absent where it was refused. */
  readonly action?: ActionView;
  readonly problem?: { readonly code: string; readonly detail: string };
}

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
  const userId = parseUserId(call.request.params['userId']);
  if (userId === undefined)
    throw new ServiceError('invalid', 'person.id', 'A person is named by an object id, a GUID.');
  const order = await readOrder(call, caller);
  const items = await runBulk(call, { ...order, target: userId }, [userId]);
  return json(200, { items });
}

async function askGroup(call: Call): Promise<Reply> {
  const caller = await authorizeInTenant(call, ['Mam.Admin']);
  const group = z.guid().toLowerCase().safeParse(call.request.params['groupId']);
  if (!group.success) throw new ServiceError('invalid', 'group.id', 'A group is named by its object id, a GUID.');
  const { after } = readQuery(call, bulkQuery);
  const order = await readOrder(call, caller);
  const members = await call.service().groups.membersOf(caller.tenantId, group.data);
  const waiting = [...members].sort().filter((userId) => after === undefined || userId > after);
  const now = waiting.slice(0, PERSONS_AT_ONCE);
  const items = await runBulk(call, { ...order, target: group.data }, now);
  const remaining = waiting.length - now.length;
  const last = now.at(-1);
  return json(200, { items, ...(remaining > 0 && last !== undefined ? { after: last, remaining } : {}) });
}

interface Order {
  readonly caller: TenantCaller;
  readonly request: ActionRequest;
  readonly key: string;
}

async function readOrder(call: Call, caller: TenantCaller): Promise<Order> {
  const key = idempotencyKey(call);
  if (key === undefined) throw keyMissing();
  const request = await readBodyAs(call, actionRequest);
  requireTenantFor(caller.stored.value, request);
  return { caller, request, key };
}

async function runBulk(
  call: Call,
  { caller, request, key, target }: Order & { readonly target: string },
  users: readonly UserId[],
): Promise<BulkItem[]> {
  const facts = { action: key, type: request.type, target, persons: users.length };
  return audited(call, caller, { action: 'actions.bulk', facts }, async () => {
    const items: BulkItem[] = [];
    for (const userId of users) {
      const devices = await call.service().store.people.devicesOf(caller.tenantId, userId);
      for (const deviceId of devices)
        items.push({ userId, deviceId, ...(await ask(call, { caller, request, key }, deviceId)) });
    }
    return items;
  });
}

// One device that refuses keeps no other waiting; what passes is for the caller to repeat.
async function ask(call: Call, order: Order, deviceId: DeviceId): Promise<Pick<BulkItem, 'action' | 'problem'>> {
  try {
    const { action } = await askDevice(call, order.caller, { deviceId, request: order.request, key: order.key });
    return { action: actionView(action) };
  } catch (thrown) {
    const { kind, code, message } = toServiceError(thrown);
    if (kind === 'unavailable' || kind === 'internal') throw thrown;
    return { problem: { code, detail: message } };
  }
}

function keyMissing(): ServiceError {
  const text = 'Name the request with an Idempotency-Key, e.g. a GUID: it may then be repeated until it is through.';
  return new ServiceError('invalid', 'actions.key-missing', text);
}
