import { describe, expect, it } from 'vitest';
import { printable } from '../../../cli/print/printable';

describe('what is printed', () => {
  it.each([
    ['an escape sequence that recolors the terminal', '\u001b[31mred', '\\u001b[31mred'],
    ['a carriage return that hides what stood before', 'kept\rhidden', 'kept\\u000dhidden'],
    ['a control character of the upper range', '\u009b0m', '\\u009b0m'],
    ['a mark that turns the direction of reading', 'a\u202eb', 'a\\u202eb'],
    ['a letter that nobody sees', 'a\u200bb', 'a\\u200bb'],
    ['an unseen letter beyond the first plane', 'a\u{e0041}b', 'a\\udb40\\udc41b'],
  ])('escapes %s', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('keeps lines, letters of all languages and pictures', () => {
    expect(printable('Grüße\n会社 🙂')).toBe('Grüße\n会社 🙂');
  });

  it('leaves JSON what it was', () => {
    const value = { name: 'a\u202e\u009bb' };
    expect(JSON.parse(printable(JSON.stringify(value, undefined, 2)))).toEqual(value);
  });
});
