import type { PolicyDocument } from './document';
import type { Finding } from './finding';
import { keepsPrimaryDomain } from './rules/wip-rules';

/**
 * What speaks against sending a policy to a device that has another one in force, which no check at save time can know
 * (rule WIP-4): groups and names of policies change while the device is away.
 * @param deployed The document whose settings the device acknowledged.
 */
export function checkDeployed(deployed: PolicyDocument, next: PolicyDocument): Finding[] {
  return keepsPrimaryDomain(next, { previous: deployed, now: undefined }).map(({ finding }) => finding);
}
