import { describe, expect, it } from 'vitest';
import { openPlace, sealPlace, type TenantList } from '../../../functions/management/continuation';
import { RefusedDocument } from '../../../functions/management/refused-document';
import { parseTenantId, type TenantId } from '../../../shared/ids';
import { newGuid } from '../../../shared/random';

function tenantId(): TenantId {
  const id = parseTenantId(newGuid());
  if (id === undefined) throw new Error('a new GUID is a tenant id');
  return id;
}

const LIST: TenantList = { name: 'devices', tenantId: tenantId(), filter: { status: 'enrolled', name: 'ada' } };

describe('a continuation', () => {
  it.each<[string, TenantList]>([
    ['another list', { ...LIST, name: 'proofs' }],
    ['another tenant', { ...LIST, tenantId: tenantId() }],
    ['another filter', { ...LIST, filter: { status: 'unenrolled', name: 'ada' } }],
    ['one filter less', { ...LIST, filter: { status: 'enrolled' } }],
    ['one filter more', { ...LIST, filter: { ...LIST.filter, policy: 'pcs' } }],
  ])('is refused by %s', (_, other) => {
    expect(() => openPlace(other, sealPlace(LIST, 'abc'))).toThrow(RefusedDocument);
  });

  it.each(['', '.', 'abc', '.abc', 'AAAAAAAAAAAAAAAA.abc'])('is refused when nobody gave it out: %j', (text) => {
    expect(() => openPlace(LIST, text)).toThrow(RefusedDocument);
  });

  it.each(['', 'abc', '202611.abc'])('leads back to the place %j', (place) => {
    expect(openPlace(LIST, sealPlace(LIST, place))).toBe(place);
  });

  it('does not depend on the order of the filters, or on those that were not given', () => {
    const same = { ...LIST, filter: { name: 'ada', policy: undefined, status: 'enrolled' } };
    expect(sealPlace(same, 'abc')).toBe(sealPlace(LIST, 'abc'));
  });
});
