import { describe, expect, it } from 'vitest';
import { readDecisionForm, writeReference } from '../../../shared/terms/decision-form';
import { acceptanceId, showing, tenantId, userId } from './showing';

const FORM = 'application/x-www-form-urlencoded';
const reference = writeReference(showing);
const read = (body: string, type: string | null = FORM) => readDecisionForm(type, new TextEncoder().encode(body));

describe('readDecisionForm', () => {
  it.each([
    ['is missing', null],
    ['is JSON', 'application/json'],
    ['is plain text, which any page may send', 'text/plain'],
    ['is a form in parts', 'multipart/form-data; boundary=x'],
    ['only begins alike', `${FORM}-evil`],
  ])('refuses a content type that %s', (_what, type) => {
    expect(() => read(`acceptance=${reference}&decision=accept`, type)).toThrow(
      expect.objectContaining({ kind: 'unsupported-media', code: 'terms.form-type' }),
    );
  });

  it.each([
    ['is empty', ''],
    ['lacks the decision', `acceptance=${reference}`],
    ['lacks the reference', 'decision=accept'],
    ['decides something else', `acceptance=${reference}&decision=maybe`],
    ['decides with a name of every object', `acceptance=${reference}&decision=constructor`],
    ['decides twice', `acceptance=${reference}&decision=accept&decision=decline`],
    ['names two rows', `acceptance=${reference}&acceptance=${reference}&decision=accept`],
    ['names a row with a fourth part', `acceptance=${reference}.x&decision=accept`],
    ['names a row without a tenant', `acceptance=${userId}.${acceptanceId}&decision=accept`],
    ['names a tenant that is no GUID', `acceptance=x.${userId}.${acceptanceId}&decision=accept`],
    ['names a user that is no GUID', `acceptance=${tenantId}.x.${acceptanceId}&decision=accept`],
    ['names a row that is no id', `acceptance=${tenantId}.${userId}.x&decision=accept`],
    ['carries bytes that are no text', '\u0000\u0001\u0002'],
  ])('refuses a form that %s', (_what, body) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'terms.form' }));
  });

  it.each([
    ['accept', 'accepted'],
    ['decline', 'declined'],
  ])('reads what the page sends for "%s"', (button, decision) => {
    expect(read(`acceptance=${reference}&decision=${button}`)).toEqual({
      reference: { tenantId, userId, id: acceptanceId },
      decision,
    });
  });

  it.each([`${FORM}; charset=UTF-8`, `${FORM};charset=utf-8`, 'Application/X-WWW-Form-URLEncoded'])(
    'takes the content type %s',
    (type) => {
      expect(read(`acceptance=${reference}&decision=accept`, type).decision).toBe('accepted');
    },
  );
});
