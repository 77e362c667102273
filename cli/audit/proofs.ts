import type { Terminal } from '../terminal';
import { type WipeProof, wipeProof } from './answers';
import { printRows, type RowOptions } from './print-rows';

const HEAD = ['left', 'device', 'user', 'asked for', 'by', 'action'];

/** `audit proofs`: each PC whose work data was withdrawn, by the newest request first. */
export async function listProofs(options: RowOptions, terminal: Terminal): Promise<void> {
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
