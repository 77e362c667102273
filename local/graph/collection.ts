import type { StandInReply } from '../read-body';
import type { GraphCall } from './graph-call';

const PAGE = 2;

/**
 * A collection in pages of two, or of a third of `$top`, which is allowed: so that every reader has to follow
 * `@odata.nextLink`.
 */
export function collection(call: GraphCall, path: string, items: readonly unknown[]): StandInReply {
  const skip = Number(call.query.get('$skiptoken') ?? 0);
  const size = Math.max(PAGE, Math.floor(Number(call.query.get('$top') ?? 0) / 3));
  const value = items.slice(skip, skip + size);
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', String(skip + size));
  const more = skip + size < items.length ? { '@odata.nextLink': `${call.origin}${path}?${query}` } : {};
  return { status: 200, json: { value, ...more } };
}
