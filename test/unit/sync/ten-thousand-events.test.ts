import { describe, expect, it } from 'vitest';
import type { DeviceKey } from '../../../shared/storage/stores/stored';
import { openWipLogStore } from '../../../shared/storage/wip-log-store';
import type { ClientCommand, ClientMessage, ServerMessage } from '../../../shared/syncml/message';
import { fileTime, type WipLogRecord, wipLogBehaviors } from '../../../simulator/index';
import { ManagementTree } from '../../../simulator/tree/management-tree';
import { Conversation, message, policyOf, status } from '../../support/conversation';
import { MemoryTable } from '../../support/memory-table';

const HOUR = 3_600_000;
const EVENTS = 10_000;
// Room for a dozen records.
const SMALL_MESSAGE = 18_000;

/** Numbers from 0 to 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A log with quiet and busy times: gaps, many records in a millisecond, and some bursts with a single time stamp. */
function busyLog(next: () => number): WipLogRecord[] {
  let ticks = fileTime('2026-11-24T09:00:00Z');
  return Array.from({ length: EVENTS }, (_, n) => {
    const step = next();
    if (n % 1_000 > 60) ticks += BigInt(Math.floor(step < 0.2 ? 0 : step < 0.5 ? step * 9_000 : step * 50_000_000));
    const members = { Policy: 'CopyPaste', Object: `event ${n}` };
    return { ticks, logType: 'DataCopied', userId: 'S-1-12-1-1-2-3-4', enterpriseId: 'contoso.com', members };
  });
}

function result(source: string, data: string): ClientCommand {
  const none = { target: undefined, format: 'xml', type: undefined, size: undefined, moreData: false };
  return { name: 'Results', cmdId: '7', data: undefined, items: [{ ...none, source, data }], msgRef: '1', cmdRef: '1' };
}

function answers(tree: ManagementTree, sent: ServerMessage): ClientMessage['body'] {
  return sent.commands.flatMap((command) => {
    if (command.kind !== 'item') return [];
    const { uri, data } = command.node;
    if (command.verb === 'Get') return [status(command.id, 200), result(uri, tree.valueOf(uri) ?? '')];
    tree.write(uri, 'chr', data);
    return [status(command.id, 200)];
  });
}

/** A line on which requests and replies get lost, and an instance that dies between the records and their place. */
function syncOnBadLine(
  talk: Conversation,
  tree: ManagementTree,
  { next, session }: { next: () => number; session: number },
) {
  const head = { sessionId: String(session), maxMsgSize: SMALL_MESSAGE };
  let said = message(head);
  for (let msgId = 2; ; msgId += 1) {
    if (next() < 0.1) talk.ask(said);
    let { reply } = talk.say(said);
    if (next() < 0.1) reply = talk.say(said).reply;
    // The user closes the lid.
    if (reply.commands.length === 0 || next() < 0.05) return;
    said = message({ ...head, msgId, body: answers(tree, reply) });
  }
}

describe('a log of 10,000 events in small pages', () => {
  it.each([1, 2, 3])('arrives once each although requests, replies and writes get lost (seed %d)', async (seed) => {
    const next = seeded(seed);
    const records = busyLog(next);
    const tree = new ManagementTree(wipLogBehaviors(records));
    const talk = new Conversation();
    talk.policy = { ...policyOf([]), asks: { logs: { collectWipAudit: true, everyHours: 2 } } };
    let quiet = 0;
    for (let session = 1; quiet < 5; session += 1) {
      expect(session).toBeLessThan(2_000);
      syncOnBadLine(talk, tree, { next, session });
      talk.now = new Date(talk.now.getTime() + 2 * HOUR);
      if (new Set(talk.kept.map(({ hash }) => hash)).size === EVENTS) quiet += 1;
    }

    const { userId, ...enrollment } = talk.device.enrollment;
    const device: DeviceKey = enrollment;
    const store = openWipLogStore(new MemoryTable());
    for (let from = 0; from < talk.kept.length; from += 100) {
      const part = talk.kept.slice(from, from + 100);
      await store.put(
        device,
        part.map((event) => ({ event, userId, until: '2027-12-31T00:00:00.000Z' })),
      );
    }
    const span = { from: new Date('2026-01-01'), to: new Date('2027-12-31') };
    const stored: string[] = [];
    let continuation: string | undefined;
    do {
      const page = await store.list(device, span, {
        size: 1_000,
        now: talk.now,
        ...(continuation && { continuation }),
      });
      stored.push(...page.events.map(({ event }) => event.object ?? ''));
      continuation = page.continuation;
    } while (continuation !== undefined);
    expect(stored).toHaveLength(EVENTS);
    expect(new Set(stored)).toEqual(new Set(records.map(({ members }) => members['Object'])));
    // The state of the device stays small all the while.
    expect(JSON.stringify(talk.device.state?.inquiries).length).toBeLessThan(4_096);
  });
});
