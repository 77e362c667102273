import { describe, expect, it } from 'vitest';
import { withWords } from '../../../cli/tenant/setting-words';

const SETTINGS = { termsRequired: true, pollMinutes: 1440, defaultPolicy: 'pcs', publicHosts: [], assignments: [] };

describe('words that change settings', () => {
  it.each(['pollMinutes', '=720', '--pollMinutes=720', 'poll minutes=1', ''])('are not "%s"', (word) => {
    expect(() => withWords(SETTINGS, [word])).toThrow('is no setting with its value');
  });

  it.each<[string, object]>([
    ['pollMinutes=720', { pollMinutes: 720 }],
    ['termsRequired=false', { termsRequired: false }],
    ['defaultPolicy=2026', { defaultPolicy: '2026' }],
    ['defaultLocale=true', { defaultLocale: 'true' }],
    ['publicHosts=a.contoso.com, b.contoso.com', { publicHosts: ['a.contoso.com', 'b.contoso.com'] }],
    ['publicHosts=["a.contoso.com"]', { publicHosts: ['a.contoso.com'] }],
    ['pollMinutes=daily', { pollMinutes: 'daily' }],
    ['attestationProvider=https://a.b.example?c=d', { attestationProvider: 'https://a.b.example?c=d' }],
  ])('%s take the type of what is there', (word, changed) => {
    expect(withWords(SETTINGS, [word])).toEqual({ ...SETTINGS, ...changed });
  });

  it('take the default again where the value is empty', () => {
    const { defaultPolicy: _, ...others } = SETTINGS;
    expect(withWords(SETTINGS, ['defaultPolicy='])).toEqual(others);
  });
});
