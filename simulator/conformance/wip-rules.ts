import type { ServerMessage } from '../syncml/server-message';
import type { TreeReader } from '../tree/management-tree';
import { withoutDevice } from '../tree/read-facts';
import { APP_GROUPINGS, enforcementLevel, hasAllowRule, identityDomains, WIP_SETTINGS } from '../tree/wip';
import { itemsOf } from './command-rules';
import type { Expectation } from './expectation';
import { SOURCE, violate } from './protocol-violation';

const LEVEL = `${WIP_SETTINGS}/EDPEnforcementLevel`;
const DOMAINS = `${WIP_SETTINGS}/EnterpriseProtectedDomainNames`;
const FOUNDATIONS = [
  DOMAINS,
  `${WIP_SETTINGS}/DataRecoveryCertificate`,
  `${WIP_SETTINGS}/RevokeOnUnenroll`,
  `${WIP_SETTINGS}/RevokeOnMDMHandoff`,
];

interface Write {
  readonly uri: string;
  readonly data: string;
}

/** True for a node on which EDPEnforcementLevel rests. */
export function isFoundation(uri: string): boolean {
  return FOUNDATIONS.includes(uri) || (uri.startsWith(`${APP_GROUPINGS}/`) && uri.endsWith('/Policy'));
}

/** Windows Information Protection is never half configured, and the primary identity never changes under it. @throws ProtocolViolation */
export function checkWip(message: ServerMessage, { tree, refused }: Expectation): void {
  const writes = itemsOf(message.commands)
    .filter(([{ verb }]) => verb === 'Add' || verb === 'Replace')
    .map(([, { target, data }]) => ({ uri: withoutDevice(target), data: data ?? '' }));
  for (const write of writes) {
    if (write.uri === DOMAINS) checkPrimaryDomain(write, tree);
    if (write.uri === LEVEL && Number(write.data) > 0) checkActivation(writes, tree, refused);
  }
}

function checkActivation(writes: readonly Write[], tree: TreeReader, refused: ReadonlySet<string>): void {
  const pending = writes.find((write) => isFoundation(write.uri))?.uri;
  if (pending !== undefined) violate(`EDPEnforcementLevel must wait until ${pending} is acknowledged`, SOURCE.house);
  if (identityDomains(tree).length === 0) {
    violate('EDPEnforcementLevel must wait for EnterpriseProtectedDomainNames', 'WIP-1');
  }
  if (!hasAllowRule(tree)) violate('EDPEnforcementLevel must wait for an Allow rule in a protected grouping', 'WIP-1');
  const broken = [...refused].find(isFoundation);
  if (broken !== undefined) violate(`EDPEnforcementLevel must not be sent while ${broken} is refused`, SOURCE.house);
}

function checkPrimaryDomain(write: Write, tree: TreeReader): void {
  const [present] = identityDomains(tree);
  const [wanted] = write.data.split('|');
  if (present !== undefined && wanted !== present && enforcementLevel(tree) > 0) {
    violate('the primary domain must not change while WIP is on', 'WIP-4');
  }
}
