import type { StandInReply } from '../read-body';
import type { GraphCall } from './graph-call';

const PAGE = 2;

/** A collection in pages of two, so that every reader has to follow `@odata.nextLink`. */
export function collection(call: GraphCall, path: string, items: readonly unknown[]): StandInReply {
  const skip = Number(call.query.get('$skiptoken') ?? 0);
  const value = items.slice(skip, skip + PAGE);
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', String(skip + PAGE));
  const more = skip + PAGE < items.length ? { '@odata.nextLink': `${call.origin}${path}?${query}` } : {};
  return { status: 200, json: { value, ...more } };
}
