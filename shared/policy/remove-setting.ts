import type { CatalogueNode } from '../csp/catalogue-node';
import { findNode } from '../csp/find-node';
import { familyUris } from './family-keys';

/** How a setting leaves a device: nodes to delete in order, or why it stays. */
export type SettingRemoval =
  | { readonly kind: 'delete'; readonly uris: readonly string[] }
  | { readonly kind: 'leave'; readonly reason: string };

const isDeletable = ({ access }: CatalogueNode) => access.includes('Delete');

/**
 * How to take away a setting that the policy does not have any more, from its key alone: the document that made it may
 * be gone. Deleting an AppLocker grouping removes the rules below it too. A leaf that cannot be deleted takes its own
 * parent along where that exists for its sake, such as a root certificate.
 */
export function removalOf(key: string): SettingRemoval {
  const family = familyUris(key);
  if (family !== undefined) return { kind: 'delete', uris: family };
  const found = findNode(key);
  if (found === undefined) return { kind: 'leave', reason: 'the node is not known any more' };
  if (isDeletable(found.node)) return { kind: 'delete', uris: [key] };
  const parent = key.slice(0, key.lastIndexOf('/'));
  const above = findNode(parent);
  const isOwnParent = above?.node.uri.endsWith('/{CertHash}') === true && isDeletable(above.node);
  if (isOwnParent) return { kind: 'delete', uris: [parent] };
  return { kind: 'leave', reason: 'Windows offers no way to delete this node' };
}
