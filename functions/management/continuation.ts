import { createHash } from 'node:crypto';
import type { TenantId } from '../../shared/ids';
import { RefusedDocument } from './refused-document';

/** One list of one tenant, with the filters that were given. */
export interface TenantList {
  /** E.g. `devices`. */
  readonly name: string;
  readonly tenantId: TenantId;
  readonly filter: object;
}

/**
 * A place in a list as a caller gets it. It is bound to the list: with other filters it would leave out what it should
 * not. That is no secret; what a caller may see comes from the token alone.
 */
export const sealPlace = (list: TenantList, place: string): string => `${sealOf(list)}.${place}`;

/** The place that this list gave out. @throws RefusedDocument */
export function openPlace(list: TenantList, continuation: string): string {
  const seal = sealOf(list);
  if (continuation.startsWith(`${seal}.`)) return continuation.slice(seal.length + 1);
  throw foreignPlace();
}

/** The refusal of a continuation that the list did not give out. */
export function foreignPlace(): RefusedDocument {
  return new RefusedDocument([
    {
      path: 'continuation',
      rule: 'QUERY-2',
      message: 'is not one that this list gave out with these filters',
      found: 'another text',
      allowed: '`continuation` of the page before, with the same filters',
      suggestion: 'begin again without it',
    },
  ]);
}

function sealOf({ name, tenantId, filter }: TenantList): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const text = JSON.stringify([name, tenantId, given.sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
