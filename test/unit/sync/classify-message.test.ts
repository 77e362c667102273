import { describe, expect, it } from 'vitest';
import { COMPILER_VERSION } from '../../../shared/policy/compile-policy';
import { classifyMessage } from '../../../shared/sync/classify-message';
import type { Session } from '../../../shared/sync/session';
import type { ClientMessage } from '../../../shared/syncml/message';
import { anEnrollment, message, result, status } from '../../support/conversation';

const NOW = new Date('2026-11-24T08:10:00.000Z');

function session(changes: Partial<Session> = {}): Session {
  return {
    generation: anEnrollment().generation,
    sessionId: '14',
    msgId: 1,
    bodyHash: 'same',
    epoch: 3,
    sent: 2,
    compilerVersion: COMPILER_VERSION,
    tenantVersion: 1,
    decision: { kind: 'commands', commands: [] },
    awaiting: [],
    workUserPresent: true,
    open: true,
    at: '2026-11-24T08:09:00.000Z',
    ...changes,
  };
}

const cases: [string, Session | undefined, Partial<ClientMessage>, string, string][] = [
  ['opens a session where there is none', undefined, { msgId: 1 }, 'same', 'new'],
  ['knows nothing of a second message where there is no session', undefined, { msgId: 2 }, 'same', 'stale'],
  ['repeats MsgID 1 of the open session with the same body', session(), { msgId: 1 }, 'same', 'repeat'],
  ['opens anew when MsgID 1 comes with another body', session(), { msgId: 1 }, 'other', 'new'],
  ['opens anew when MsgID 1 comes with another SessionID', session(), { msgId: 1, sessionId: '15' }, 'same', 'new'],
  [
    'opens anew when the session of the repeated MsgID 1 is closed',
    session({ open: false }),
    { msgId: 1 },
    'same',
    'new',
  ],
  [
    'opens anew after five minutes, because package 1 looks the same every day',
    session({ at: '2026-11-24T08:05:00.000Z' }),
    { msgId: 1 },
    'same',
    'new',
  ],
  [
    'still repeats just before five minutes have passed',
    session({ at: '2026-11-24T08:05:00.001Z' }),
    { msgId: 1 },
    'same',
    'repeat',
  ],
  ['continues with the next MsgID', session(), { msgId: 2 }, 'other', 'next'],
  ['repeats a later MsgID with the same body', session({ msgId: 2 }), { msgId: 2 }, 'same', 'repeat'],
  ['repeats the last message of a closed session', session({ msgId: 3, open: false }), { msgId: 3 }, 'same', 'repeat'],
  [
    'repeats a later MsgID after an hour too',
    session({ msgId: 2, at: '2026-11-24T07:00:00.000Z' }),
    { msgId: 2 },
    'same',
    'repeat',
  ],
  ['changes nothing when a later MsgID comes with another body', session({ msgId: 2 }), { msgId: 2 }, 'other', 'stale'],
  ['changes nothing when an earlier MsgID comes late', session({ msgId: 3 }), { msgId: 2 }, 'other', 'stale'],
  [
    'changes nothing when the session of a later MsgID is another',
    session(),
    { msgId: 2, sessionId: '13' },
    'other',
    'stale',
  ],
  ['changes nothing when the session was closed', session({ open: false }), { msgId: 2 }, 'other', 'stale'],
  [
    'changes nothing when all statuses answer an older epoch',
    session(),
    { msgId: 2, body: [status('200001', 200)] },
    'other',
    'stale',
  ],
  [
    'changes nothing when all results answer an older epoch',
    session(),
    { msgId: 2, body: [{ ...result('./DevInfo/Man', 'x'), cmdRef: '200001' }] },
    'other',
    'stale',
  ],
  [
    'continues when a status answers this epoch',
    session(),
    { msgId: 2, body: [status('0', 200), status('300001', 200)] },
    'other',
    'next',
  ],
];

describe('the place of a message in its session', () => {
  it.each(cases)('%s', (_name, before, changes, bodyHash, place) => {
    expect(classifyMessage({ session: before, enrollment: {} }, { message: message(changes), bodyHash }, NOW)).toBe(
      place,
    );
  });

  it('changes nothing when a message skips a number, for what it answers cannot be known', () => {
    const skipping = { message: message({ msgId: 3 }), bodyHash: 'other' };
    expect(classifyMessage({ session: session(), enrollment: {} }, skipping, NOW)).toBe('stale');
  });

  it('repeats a farewell although it closed its session', () => {
    const farewell = { message: message({ msgId: 1 }), bodyHash: 'same' };
    const ended = { at: '2026-11-24T08:09:00.000Z', by: 'user' };
    const device = { session: session({ open: false }), enrollment: { ended } };
    expect(classifyMessage(device, farewell, NOW)).toBe('repeat');
    expect(classifyMessage({ ...device, enrollment: {} }, farewell, NOW)).toBe('new');
  });
});
