import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTING_EXAMPLES } from '../../../shared/setting-rules';

const root = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('README.md', root), 'utf8');

describe('the README', () => {
  it.each(Object.keys(SETTING_EXAMPLES))('tells what the setting %s means', (name) => {
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.filter((row) => row.split(' | ')[0]?.includes(`\`${name}\``))).toHaveLength(1);
  });

  it('names every page below docs', () => {
    const pages = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
    expect(pages.filter((name) => !text.includes(`](docs/${name})`))).toEqual([]);
  });

  it('speaks of scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
    const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
