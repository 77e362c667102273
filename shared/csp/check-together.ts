import type { Command, CommandProblem } from './check-command';
import { findNode } from './find-node';

const deviceLock = './Device/Vendor/MSFT/Policy/Config/DeviceLock/';

/**
 * What speaks against values that one device gets together (rule LOCK-8): a password must not expire before it may be
 * changed. The ages belong to the local security policy, so no member of a policy writes them. Expects commands that
 * `checkCommand` accepts.
 */
export function checkTogether(commands: readonly Command[]): CommandProblem[] {
  const youngest = ageOf(commands, 'MinimumPasswordAge');
  const oldest = ageOf(commands, 'MaximumPasswordAge');
  if (youngest === undefined || oldest === undefined || oldest === 0 || youngest < oldest) return [];
  return [{ rule: 'LOCK-8', message: 'MinimumPasswordAge is not below MaximumPasswordAge' }];
}

/** Days that the commands leave in a node, the last one winning; `undefined` when none writes it. */
function ageOf(commands: readonly Command[], leaf: string): number | undefined {
  const written = commands.findLast(
    ({ verb, node }) => (verb === 'Add' || verb === 'Replace') && findNode(node.uri)?.node.uri === deviceLock + leaf,
  );
  return written === undefined ? undefined : Number(written.node.data);
}
