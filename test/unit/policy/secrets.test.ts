import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy';
import { policyDocument } from '../../../shared/policy/document';
import { hideSecrets, SECRET_SET } from '../../../shared/policy/secrets';
import { changed, everyMember, now, soundDocument } from './documents';

const document = policyDocument.parse(everyMember);
const hidden = hideSecrets(document);
const wifiOf = (sharedKey: unknown, name = 'Corp Net') =>
  changed({ wifi: [{ name, authentication: 'WPA2PSK', sharedKey }] });

describe('secrets of a document', () => {
  it('are not in what is read', () => {
    const text = JSON.stringify(hidden);
    for (const secret of ['not-a-real-key', 'Y2hhbGxlbmdl', '"example"', document.certificates?.pfx?.[0]?.pkcs12]) {
      expect(text).not.toContain(secret);
    }
    expect(text.match(/"secret":"set"/g)).toHaveLength(5);
  });

  it('leave the document itself as it was', () => {
    expect(document).toEqual(policyDocument.parse(everyMember));
  });

  it('are kept when what was read is sent back', () => {
    const checked = checkPolicy(hidden, { now, previous: everyMember });
    expect(checked.ok && checked.document).toEqual(document);
  });

  it('are found by the name of their entry, not by its place', () => {
    const previous = changed({ wifi: [...(document.wifi ?? [])].reverse() });
    const checked = checkPolicy(wifiOf(SECRET_SET), { now, previous });
    expect(checked.ok && checked.document.wifi?.[0]?.sharedKey).toBe('not-a-real-key');
  });

  it('are replaced when a new value is sent', () => {
    const checked = checkPolicy(wifiOf('another-key'), { now, previous: everyMember });
    expect(checked.ok && checked.document.wifi?.[0]?.sharedKey).toBe('another-key');
  });

  it.each([
    ['the first revision', wifiOf(SECRET_SET), undefined],
    ['an entry of another name', wifiOf(SECRET_SET, 'Other'), everyMember],
    ['an earlier policy without the list', wifiOf(SECRET_SET), soundDocument],
  ])('cannot be kept for %s', (_, input, previous) => {
    const checked = checkPolicy(input, { now, previous });
    const message = 'there is no earlier value to keep';
    expect(checked.ok ? [] : checked.errors).toEqual([expect.objectContaining({ path: 'wifi[0].sharedKey', message })]);
  });

  it('are not taken from the mark with something beside it', () => {
    const checked = checkPolicy(wifiOf({ secret: 'set', more: 1 }), { now, previous: everyMember });
    expect(checked.ok).toBe(false);
  });
});
