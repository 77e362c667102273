import type { ApiClient } from '../api-client';
import { counted } from '../print/table';
import type { Terminal } from '../terminal';
import { actionAnswer, type BulkItem, bulkAnswer } from './answers';
import type { Target } from './target';

/** What is asked, under which name. */
export interface Order {
  readonly request: Readonly<Record<string, unknown>> & { readonly type: string };
  /** Idempotency-Key: asking again under it asks nothing more. */
  readonly key: string;
}

/** What became of the request on each PC; of a group part after part, until nobody remains. @throws CliFailure */
export async function askDevices(
  api: ApiClient,
  { target, order }: { readonly target: Target; readonly order: Order },
  { note }: Terminal,
): Promise<readonly BulkItem[]> {
  if (target.kind === 'device') return [await askDevice(api, target.id, order)];
  const people = target.kind === 'person' ? 'people' : 'groups';
  const items: BulkItem[] = [];
  let after: string | undefined;
  do {
    const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
    const { body } = await api.send({ ...post(order), path: `${people}/${target.id}/actions${query}` }, bulkAnswer);
    items.push(...body.items);
    after = body.after;
    if (after !== undefined) note(`${counted(items.length, 'PC')} so far, ${body.remaining ?? 'more'} people to go`);
  } while (after !== undefined);
  return items;
}

async function askDevice(api: ApiClient, deviceId: string, order: Order): Promise<BulkItem> {
  const { body } = await api.send({ ...post(order), path: `devices/${deviceId}/actions` }, actionAnswer);
  return { userId: '', deviceId, action: body };
}

const post = ({ request, key }: Order) =>
  ({ method: 'POST', body: request, headers: { 'idempotency-key': key } }) as const;
