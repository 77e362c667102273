import { describe, expect, it } from 'vitest';
import { directionOf } from '../../../shared/terms/direction-of';

describe('directionOf', () => {
  it.each([
    ['en', 'ltr'],
    ['de-AT', 'ltr'],
    ['ja', 'ltr'],
    ['ar', 'rtl'],
    ['ar-EG', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['ur-PK', 'rtl'],
    ['az-Arab', 'rtl'],
    ['ur-Latn', 'ltr'],
    ['uz-Cyrl-UZ', 'ltr'],
  ])('writes %s in the direction %s', (locale, direction) => {
    expect(directionOf(locale)).toBe(direction);
  });
});
