import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../functions/management/openapi/operations';
import { PROBLEMS } from '../../../functions/management/openapi/problems';
import { refusalsOf } from '../../../functions/management/openapi/refusals-of';

const folder = new URL('../../../functions/management/', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.startsWith('openapi'),
);
const thrown = sources.flatMap((path) =>
  [...readFileSync(new URL(path, folder), 'utf8').matchAll(/ServiceError\(\s*'([a-z-]+)',\s*'([a-zA-Z.-]+)'/g)].map(
    ([, kind = '', code = '']) => [code, kind] as const,
  ),
);

const documented = new Set(OPERATIONS.flatMap((operation) => [...refusalsOf(operation).values()].flat()));

describe('the codes of refusals', () => {
  it('are all those of some operation', () => {
    expect(Object.keys(PROBLEMS).filter((code) => ![...documented].some((known) => known === code))).toEqual([]);
  });

  it('are found in the routes', () => {
    expect(thrown.length).toBeGreaterThan(20);
  });

  it.each(thrown)('%s is described, with the kind %s', (code, kind) => {
    expect(new Map(Object.entries(PROBLEMS)).get(code)?.[0], 'add it to openapi/problems.ts').toBe(kind);
  });
});
