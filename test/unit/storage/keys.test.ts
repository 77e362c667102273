import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEnrollmentId } from '../../../shared/ids';
import { newEnrollmentId } from '../../../shared/random';
import {
  ACTIONS_AND_ENROLLMENT,
  auditKey,
  auditPartition,
  beginningWith,
  ERASURE,
  encodePart,
  goneKey,
  isPastAction,
  isPastEnrollment,
  LIVE,
  liveAction,
  PAST,
  PLACES,
  PLACES_GUARD,
  pastAction,
  pastEnrollment,
  pieceKey,
  pieces,
  placeKey,
  policyChunk,
  policyChunks,
  proofPartition,
  termsKey,
} from '../../../shared/storage/keys';
import { newOwner } from '../../support/storage-samples';

const within = (key: string, range: { from: string; to: string }) => key >= range.from && key < range.to;
const wellFormed = fc.string({ unit: 'binary' });

describe('a part of a key', () => {
  it('refuses half a surrogate pair, because UTF-8 cannot tell it from another half', () => {
    expect(() => encodePart('a\ud800')).toThrow(RangeError);
  });

  it.each([
    ['a/b', 'a=2Fb'],
    ['a\\b', 'a=5Cb'],
    ['a#b', 'a=23b'],
    ['a?b', 'a=3Fb'],
    ['a_b', 'a=5Fb'],
    ['a=2Fb', 'a=3D2Fb'],
    ["a'b", 'a=27b'],
    ['a%2Fb', 'a=252Fb'],
    ['\u0000\u0085', '=00=C2=85'],
    ['grün', 'gr=C3=BCn'],
    ['😀', '=F0=9F=98=80'],
    ['de-AT', 'de-AT'],
    ['2026.11', '2026.11'],
  ])('writes %j as %s', (text, encoded) => {
    expect(encodePart(text)).toBe(encoded);
  });

  it('holds nothing but letters, digits, dot, hyphen and the escape, whatever the text', () => {
    fc.assert(fc.property(wellFormed, (text) => /^[A-Za-z0-9.=-]*$/.test(encodePart(text))));
  });

  it('is another one for another text, so that keys never collide', () => {
    fc.assert(fc.property(wellFormed, wellFormed, (a, b) => (a === b) === (encodePart(a) === encodePart(b))));
  });

  it('cannot move the separator to make two pairs of version and locale meet', () => {
    expect(termsKey('1_de', 'AT')).not.toBe(termsKey('1', 'de_AT'));
  });
});

describe('a range of keys', () => {
  it('ends before whatever does not begin with the prefix', () => {
    const range = beginningWith('live_');
    expect(['live_', 'live_state', 'live_~', 'live_\u{10ffff}'].map((key) => within(key, range))).not.toContain(false);
    expect(['live', 'livf', 'live`', 'live^', 'past_x', 'chunk_1'].map((key) => within(key, range))).not.toContain(
      true,
    );
  });

  it('of live rows holds enrollment, state, session and actions, and nothing of the past', () => {
    const keys = [LIVE.enrollment, LIVE.state, LIVE.session, liveAction('01JDE'), pastEnrollment(newEnrollmentId())];
    expect(keys.map((key) => within(key, LIVE.range))).toEqual([true, true, true, true, false]);
  });

  it('of past rows holds past enrollments and actions only', () => {
    const keys = [pastEnrollment(newEnrollmentId()), pastAction(newEnrollmentId(), 'a'), LIVE.session, pieceKey(0)];
    expect(keys.map((key) => within(key, PAST))).toEqual([true, true, false, false]);
  });

  it('of actions and enrollment holds neither session nor state, which are large', () => {
    const keys = [liveAction('0'), liveAction('z'.repeat(64)), LIVE.enrollment, LIVE.session, LIVE.state];
    expect(keys.map((key) => within(key, ACTIONS_AND_ENROLLMENT))).toEqual([true, true, true, false, false]);
  });

  it('of live actions holds no enrollment', () => {
    expect([liveAction('-'), LIVE.enrollment].map((key) => within(key, LIVE.actions))).toEqual([true, false]);
  });

  it('of pieces holds the first ones, however many there are', () => {
    const keys = [pieceKey(0), pieceKey(99), pieceKey(100), pieceKey(12_345)];
    expect(keys.map((key) => within(key, pieces(100)))).toEqual([true, true, false, false]);
    expect([...keys].sort()).toEqual(keys);
  });

  it('of places holds every place, the guard and an erasure, and neither acceptances nor marks of devices', () => {
    const { deviceId } = newOwner();
    const keys = [placeKey(deviceId), PLACES_GUARD, ERASURE, 'terms_x', goneKey(deviceId)];
    expect(keys.map((key) => within(key, PLACES))).toEqual([true, true, true, false, false]);
  });

  it('of a policy revision holds its chunks and not those of a longer name or number', () => {
    const range = policyChunks('a', 1);
    const keys = [policyChunk('a', 1, 0), policyChunk('a', 1, 11), policyChunk('a', 10, 0), policyChunk('ab', 1, 0)];
    expect(keys.map((key) => within(key, range))).toEqual([true, true, false, false]);
  });
});

describe('a key of the past', () => {
  it.each(['enrollment', 'x_enrollment', '_enrollment'])('tells the action %j from an enrollment', (id) => {
    const key = pastAction(newEnrollmentId(), id);
    expect([isPastAction(key), isPastEnrollment(key)]).toEqual([true, false]);
  });

  it('tells an enrollment from an action, whatever its random id looks like', () => {
    const generation = parseEnrollmentId('a_action_b_enrollment_');
    if (generation === undefined) throw new Error('that is an enrollment id');
    const key = pastEnrollment(generation);
    expect([isPastAction(key), isPastEnrollment(key)]).toEqual([false, true]);
  });
});

describe('the order of keys', () => {
  it('is that of the numbers for policy revisions and chunks', () => {
    const keys = [policyChunk('a', 2, 9), policyChunk('a', 2, 10), policyChunk('a', 10, 0)];
    expect([...keys].sort()).toEqual(keys);
  });

  it('is newest first in the audit', () => {
    const keys = ['2026-11-24T08:00:00.001Z', '2026-11-24T08:00:00.000Z', '1999-01-01T00:00:00.000Z'].map((at) =>
      auditKey(new Date(at), 'id'),
    );
    expect([...keys].sort()).toEqual(keys);
  });

  it('keeps tenants and months of the audit apart', () => {
    const { tenantId } = newOwner();
    expect(auditPartition(tenantId, '202611')).toBe(`${tenantId}_202611`);
    expect(proofPartition(tenantId)).toBe(`${tenantId}_proofs`);
  });
});
