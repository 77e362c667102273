import { describe, expect, it } from 'vitest';
import type { GenuineToken } from '../../../shared/identity/genuine-token';
import { createVerifiedCache } from '../../../shared/identity/verified-cache';
import { TENANT } from './entra';

const token: GenuineToken = { tenantId: TENANT, version: '2.0', expires: 1, notBefore: 0, claims: new Map() };

describe('the memory of verified tokens', () => {
  it('finds a token by its text and the key set that vouched for it', () => {
    const cache = createVerifiedCache(10);
    cache.keep('a.b.c', 1, token);
    expect(cache.find('a.b.c', 1)).toBe(token);
    expect(cache.find('a.b.c', 2)).toBeUndefined();
    expect(cache.find('a.b.d', 1)).toBeUndefined();
  });

  it('is bounded, and what was used last stays', () => {
    const cache = createVerifiedCache(2);
    cache.keep('first', 1, token);
    cache.keep('second', 1, token);
    cache.find('first', 1);
    cache.keep('third', 1, token);
    expect(['first', 'second', 'third'].map((text) => cache.find(text, 1))).toEqual([token, undefined, token]);
  });
});
