import type { NodeValue } from '../syncml/message';
import type { PlannedStep } from './plan-settings';

/** Largest message that we send of our own accord, bytes; a client may name less. */
export const OWN_MESSAGE_LIMIT = 128 * 1024;

// SyncML around one node without its LocURI and data, and around a whole message; measured and rounded up.
const NODE_OVERHEAD = 320;
const MESSAGE_OVERHEAD = 2_048;
const STATUS_SIZE = 160;

/** The steps, from the first on, that fit one message beside `statuses`; always at least one, or nothing would ever move. */
export function fitMessage(
  steps: readonly PlannedStep[],
  statuses: number,
  maxMsgSize: number | undefined,
): readonly PlannedStep[] {
  const limit = Math.min(OWN_MESSAGE_LIMIT, maxMsgSize ?? OWN_MESSAGE_LIMIT);
  let size = MESSAGE_OVERHEAD + statuses * STATUS_SIZE;
  const tooMany = steps.findIndex((step, n) => {
    size += sizeOf(step);
    return n > 0 && size > limit;
  });
  return tooMany === -1 ? steps : steps.slice(0, tooMany);
}

function sizeOf(step: PlannedStep): number {
  if (step.verb === 'Delete') return step.uris.reduce((sum, uri) => sum + NODE_OVERHEAD + uri.length, 0);
  return step.setting.nodes.reduce((sum, node) => sum + nodeSize(node), NODE_OVERHEAD);
}

// Markup in data is escaped on the wire: `<` and `>` take four bytes, `&` five, a quotation mark six.
function nodeSize({ uri, data = '' }: NodeValue): number {
  const escaped = data.length + (data.match(/[<>&"']/g)?.length ?? 0) * 5;
  return NODE_OVERHEAD + uri.length + Math.max(escaped, Buffer.byteLength(data));
}
