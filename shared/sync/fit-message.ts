import type { NodeValue } from '../syncml/message';
import { wireSize } from '../syncml/wire-size';
import { writeMessage } from '../syncml/write-message';
import type { PlannedStep } from './planned-step';

/** Largest message that we send of our own accord, bytes; a client may name less. */
const OWN_MESSAGE_LIMIT = 128 * 1024;

// SyncML around one node without its LocURI and data, and around a whole message; measured and rounded up.
const NODE_OVERHEAD = 320;
const MESSAGE_OVERHEAD = 2_048;
const STATUS_SIZE = 160;
// What the smallest message has beside its command: addresses, and the statuses of the header and of few others.
const FRAME = 1_024;
const ID = '1800000001';

/** Room for commands in a message that carries so many statuses, bytes; never so little that nothing would move. */
export function roomFor(statuses: number, maxMsgSize: number | undefined): number {
  const limit = Math.min(OWN_MESSAGE_LIMIT, maxMsgSize ?? OWN_MESSAGE_LIMIT);
  return Math.max(limit - MESSAGE_OVERHEAD - statuses * STATUS_SIZE, NODE_OVERHEAD * 2);
}

/**
 * The steps, from the first on, that fit into the room; none when the first is larger than it. A place is never cleared
 * in one message and filled in the next: what was cleared would be cleared again, for ever.
 */
export function fitSteps(steps: readonly PlannedStep[], room: number): readonly PlannedStep[] {
  let size = 0;
  const tooMany = steps.findIndex((step) => {
    size += sizeOf(step);
    return size > room;
  });
  if (tooMany === -1) return steps;
  return steps.slice(0, steps[tooMany - 1]?.verb === 'Clear' ? tooMany - 1 : tooMany);
}

function sizeOf(step: PlannedStep): number {
  if (step.verb === 'Ask') return nodeSize(step.node);
  if (step.verb === 'Get') return NODE_OVERHEAD + step.uri.length;
  if (step.verb === 'Delete' || step.verb === 'Clear')
    return step.uris.reduce((sum, uri) => sum + NODE_OVERHEAD + uri.length, 0);
  return step.setting.nodes.reduce((sum, node) => sum + nodeSize(node), NODE_OVERHEAD);
}

function nodeSize({ uri, data = '' }: NodeValue): number {
  return NODE_OVERHEAD + uri.length + wireSize(data);
}

/**
 * True for a step that cannot be divided and is larger than any message that the client takes: it must not leave. One of
 * a client that names no limit always fits, since a document with a larger value is refused (rule SIZE-1).
 */
export function isTooLarge(step: PlannedStep, maxMsgSize: number | undefined): boolean {
  if (maxMsgSize === undefined || !('setting' in step) || step.setting.kind !== 'family') return false;
  return FRAME + smallestSize(step.setting.nodes) > maxMsgSize;
}

// Exact, unlike the estimates that make room: what fits is sent, be it alone in its message.
function smallestSize(nodes: readonly NodeValue[]): number {
  const commands = nodes.map((node) => ({ kind: 'item', id: ID, verb: 'Add', node }) as const);
  const none = { sessionId: '', msgId: 1, target: '', source: '', statuses: [], final: true } as const;
  return Buffer.byteLength(writeMessage({ ...none, commands: [{ kind: 'atomic', id: ID, commands }] }));
}

/** Longest piece of `data` from `from` on whose bytes on the wire stay within `room`; ends between two characters. */
export function fitPart(data: string, from: number, room: number): number {
  let to = from;
  let size = 0;
  for (const character of data.slice(from)) {
    size += wireSize(character);
    if (size > room && to > from) break;
    to += character.length;
  }
  return to;
}

/** Room for the data of one chunk beside its own SyncML. */
export function roomForPart(room: number, uri: string): number {
  return Math.max(room - NODE_OVERHEAD - uri.length, 64);
}
