import type { ActionRequest } from '../../shared/actions/action';
import { type ActionView, actionView } from '../../shared/actions/action-view';
import { toServiceError } from '../../shared/errors';
import type { DeviceId, UserId } from '../../shared/ids';
import type { Call } from '../http';
import { inParts } from '../in-parts';
import { ownDevices } from '../own-devices';
import { askDevice } from './ask-device';
import { audited } from './audited';
import type { TenantCaller } from './authorize';

/** Persons whose devices one request looks for, and devices after which it ends: each costs some table calls. */
const MOST_PERSONS = 500;
const MOST_DEVICES = 100;
const AT_ONCE = 16;

/** The same request for the devices of many. */
export interface BulkOrder {
  readonly caller: TenantCaller;
  readonly request: ActionRequest;
  /** The caller's name for the request: id of the action on every device, which takes it once. */
  readonly key: string;
  /** Object id of the person or group, for the audit trail. */
  readonly target: string;
}

/** What became of the request on one device. */
export interface BulkItem {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  /** Absent where it was refused. */
  readonly action?: ActionView;
  readonly problem?: { readonly code: string; readonly detail: string };
}

/** How far a request came. */
export interface BulkPart {
  readonly items: readonly BulkItem[];
  /** Persons that it was through with, from the first one on. */
  readonly persons: number;
}

/**
 * Asks the devices of these persons, in their order, until there were enough for one request: at least those of the first
 * one. One audit row with the counts stands beside those of the devices.
 * @throws ServiceError `unavailable`: what was asked stays asked, and a repetition goes over it again
 */
export function runBulk(call: Call, order: BulkOrder, users: readonly UserId[]): Promise<BulkPart> {
  const { caller, request, key, target } = order;
  const facts = { action: key, type: request.type, target };
  return audited(call, caller, { action: 'actions.bulk', facts, outcome: countsOf }, () => askAll(call, order, users));
}

const countsOf = ({ items, persons }: BulkPart) => {
  const refused = items.filter(({ problem }) => problem !== undefined).length;
  return { persons, devices: items.length, asked: items.length - refused, refused };
};

async function askAll(call: Call, order: BulkOrder, users: readonly UserId[]): Promise<BulkPart> {
  const { tenantId } = order.caller;
  const items: BulkItem[] = [];
  const some = users.slice(0, MOST_PERSONS);
  for (let persons = 0; persons < some.length; persons += AT_ONCE) {
    const next = some.slice(persons, persons + AT_ONCE);
    const owned = await inParts(next, AT_ONCE, async (userId) => ({
      userId,
      devices: await ownDevices(call, { tenantId, userId }),
    }));
    for (const [index, { userId, devices }] of owned.entries()) {
      items.push(...(await inParts(devices, AT_ONCE, ({ deviceId }) => askOne(call, order, { userId, deviceId }))));
      if (items.length >= MOST_DEVICES) return { items, persons: persons + index + 1 };
    }
  }
  return { items, persons: some.length };
}

// One device that refuses keeps no other waiting; what passes is for the caller to repeat.
async function askOne(
  call: Call,
  { caller, request, key }: BulkOrder,
  owner: Pick<BulkItem, 'userId' | 'deviceId'>,
): Promise<BulkItem> {
  try {
    const { action } = await askDevice(call, caller, { deviceId: owner.deviceId, request, key });
    return { ...owner, action: actionView(action) };
  } catch (thrown) {
    const { kind, code, message } = toServiceError(thrown);
    if (kind === 'unavailable' || kind === 'internal') throw thrown;
    return { ...owner, problem: { code, detail: message } };
  }
}
