import { describe, expect, it } from 'vitest';
import { filled } from '../../../shared/terms/filled';

describe('filled', () => {
  it('sets values apart from the sentence, so that both directions stay readable', () => {
    expect(filled('A {x} B', { x: 'c' })).toBe('A \u2068c\u2069 B');
  });

  it('fills in nothing that a value brings along', () => {
    expect(filled('{x} {y}', { x: '{y}', y: '1' })).toBe('\u2068{y}\u2069 \u20681\u2069');
  });

  it.each(['{constructor}', '{missing}'])('leaves %s as it stands', (sentence) => {
    expect(filled(sentence, {})).toBe(sentence);
  });
});
