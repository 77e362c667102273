import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../functions/management/openapi/problems';

const folder = new URL('../../../functions/management/', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.startsWith('openapi'),
);
const thrown = sources.flatMap((path) =>
  [...readFileSync(new URL(path, folder), 'utf8').matchAll(/ServiceError\(\s*'([a-z-]+)',\s*'([a-zA-Z.-]+)'/g)].map(
    ([, kind = '', code = '']) => [code, kind] as const,
  ),
);

describe('the codes of refusals', () => {
  it('are found in the routes', () => {
    expect(thrown.length).toBeGreaterThan(20);
  });

  it.each(thrown)('%s is described, with the kind %s', (code, kind) => {
    expect(new Map(Object.entries(PROBLEMS)).get(code)?.[0], 'add it to openapi/problems.ts').toBe(kind);
  });
});
