import { describe, expect, it } from 'vitest';
import { plainPage } from '../../../shared/terms/plain-page';

const ID = '7f7c1c30-0000-4000-8000-000000000000';

describe('plainPage', () => {
  it('forbids forms and everything else but its stylesheet', () => {
    const { contentSecurityPolicy } = plainPage({ look: 'settings', languages: [] }, ID);
    expect(contentSecurityPolicy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'none'; base-uri 'none'$/,
    );
  });

  it('names the reference under which the log tells the reason', () => {
    expect(plainPage({ look: 'settings', languages: [] }, ID).html).toContain(ID);
  });

  it.each([
    ['fr-CA', 'fr'],
    ['ar-EG', 'ar'],
    ['sv-SE', 'en'],
  ])('answers a user who wants %s in the language %s', (wish, language) => {
    expect(plainPage({ look: 'settings', languages: [wish] }, ID).html).toContain(`<html lang="${language}" `);
  });
});
