import { CliFailure } from '../failure';
import type { Terminal } from '../terminal';
import { type WipeProof, wipeProof } from './answers';
import type { AuditOptions } from './list';
import { printRows } from './print-rows';

const HEAD = ['left', 'device', 'user', 'asked for', 'by', 'action'];

// What `mam audit` knows beside how rows are printed; before "proofs", its own parser takes them.
const FILTERS = ['since', 'until', 'actor', 'action', 'device', 'outcome'] as const;

/** `audit proofs`: each PC whose work data was withdrawn, by the newest request first. @throws CliFailure with a filter */
export async function listProofs(options: AuditOptions, terminal: Terminal): Promise<void> {
  const filter = FILTERS.find((name) => options[name] !== undefined);
  if (filter !== undefined) throw unfiltered(filter);
  const none = 'No PC has confirmed yet that its work data was withdrawn.';
  await printRows({ path: 'proofs', item: wipeProof, head: HEAD, cells, none }, options, terminal);
}

const cells = ({ confirmedAt, deviceId, userId, requestedAt, requestedBy, action }: WipeProof): readonly string[] => [
  confirmedAt.slice(0, 19),
  deviceId,
  userId,
  requestedAt.slice(0, 19),
  requestedBy,
  action,
];

function unfiltered(filter: string): CliFailure {
  const wayOut = 'Proofs are few and listed whole, newest request first; --limit ends the list.';
  return new CliFailure(2, `--${filter} does not go with proofs.`, wayOut);
}
