import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTermsFile } from '../../../shared/terms/terms-file';
import { uiLanguages } from '../../../shared/terms/ui-strings';

const FOLDER = 'infra/tenant/terms';
const FILES = readdirSync(FOLDER);

describe('the terms that onboarding saves', () => {
  it('are there in every language of the page that shows them', () => {
    expect(FILES.map((name) => name.replace('.txt', '')).sort()).toEqual([...uiLanguages].sort());
  });

  it.each(FILES)('are a version, a title and four paragraphs that name the organization: %s', (name) => {
    const terms = readTermsFile(readFileSync(join(FOLDER, name), 'utf8'), 'Contoso');
    expect(terms?.version).toBe('2026-11');
    expect(terms?.text.split('\n\n')).toHaveLength(4);
    expect(terms?.text.match(/Contoso/g)).toHaveLength(3);
    expect(terms?.text).not.toContain('{');
  });
});
