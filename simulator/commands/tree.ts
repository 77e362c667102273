import { allBehaviors } from '../tree/built-in-behaviors';
import { ManagementTree } from '../tree/management-tree';
import { wipStatus } from '../tree/wip';
import type { CommonOptions, Terminal } from './command-context';
import { CommandError } from './command-error';
import { printerFor } from './output';
import { loadState } from './state-file';

/** `tree`: what was written on the PC, below a path if one is given. Needs no token and no server. */
export async function tree(below: string | undefined, options: CommonOptions, terminal: Terminal): Promise<void> {
  const { identity, pc } = await loadState(options.state);
  if (identity === undefined) throw new CommandError(`there is no enrolled PC in ${options.state}`);
  const wanted = pc.nodes.filter(([uri]) => below === undefined || uri === below || uri.startsWith(`${below}/`));
  const status = wipStatus(new ManagementTree(allBehaviors(identity, new Map(), new Map()), pc.nodes));
  const lines = wanted.map(([uri, format, data]) => `${uri}${data === null ? '' : ` (${format}) ${data}`}`);
  const summary = `WIP status ${status}: ${(status & 1) === 1 ? 'on' : 'off'}`;
  printerFor(options, terminal).result([...lines, summary], { nodes: wanted, wipStatus: status, ending: pc.ending });
}
