import { describe, expect, it } from 'vitest';
import { readTermsFile, writeTermsFile } from '../../../shared/terms/terms-file';

const FILE = 'Version: 2026-11\nTitle: Work at {organization}\n\n{organization} sees this.\n\nAnd no more.\n';
const TERMS = { version: '2026-11', title: 'Work at Contoso', text: 'Contoso sees this.\n\nAnd no more.' };

describe('a file of terms', () => {
  it.each([
    ['no version', 'Title: T\n\nText'],
    ['an empty version', 'Version:  \nTitle: T\n\nText'],
    ['no title', 'Version: 1\n\nText'],
    ['no blank line', 'Version: 1\nTitle: T\nText'],
    ['no text', 'Version: 1\nTitle: T\n\n'],
    ['a text of blanks', 'Version: 1\nTitle: T\n\n \n'],
    ['nothing', ''],
  ])('is none with %s', (_, content) => {
    expect(readTermsFile(content, 'Contoso')).toBeUndefined();
  });

  it('names the organization wherever the text does', () => {
    expect(readTermsFile(FILE, 'Contoso')).toEqual(TERMS);
  });

  it.each([
    ['lines that end as on Windows', FILE.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${FILE}`],
  ])('says the same with %s', (_, content) => {
    expect(readTermsFile(content, 'Contoso')).toEqual(TERMS);
  });

  it('takes the name of the organization as it is', () => {
    expect(readTermsFile(FILE, '$& $1')?.title).toBe('Work at $& $1');
  });

  it('is read as it was written', () => {
    expect(readTermsFile(writeTermsFile(TERMS), 'Fabrikam')).toEqual(TERMS);
  });
});
