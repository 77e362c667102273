import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const QUERIES = readdirSync('infra/queries').map((name) => ({
  name,
  text: readFileSync(join('infra/queries', name), 'utf8'),
}));

const SOURCE = readdirSync('functions', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('functions', name), 'utf8'))
  .join('\n');

const EVENTS = new Set([...SOURCE.matchAll(/log\.(?:info|warn|error)\('([^']+)'/g)].map(([, event]) => event));
const ROUTES = new Set([...SOURCE.matchAll(/\bname: '([^']+)'/g)].map(([, route]) => route));
const KINDS = new Set([...SOURCE.matchAll(/^ {2}'?([a-z-]+)'?: \d{3},$/gm)].map(([, kind]) => kind));

function literalsAfter(member: string, text: string): string[] {
  const comparisons = text.matchAll(new RegExp(`\\b${member} (?:==|in) (\\([^)]*\\)|'[^']*')`, 'g'));
  return [...comparisons].flatMap(([, right = '']) => [...right.matchAll(/'([^']*)'/g)].map(([, word = '']) => word));
}

describe.each(QUERIES)('$name', ({ text }) => {
  it.each([
    ['event', EVENTS],
    ['route', ROUTES],
    ['errorKind', KINDS],
  ])('asks only for values of %s that the service writes', (member, written) => {
    const asked = literalsAfter(member, text);
    expect(asked.filter((word) => !written.has(word))).toEqual([]);
  });

  it('counts what sampling left out', () => {
    expect(text).not.toMatch(/\bcountif?\(/);
  });
});

it('reads every member of a log line that the queries ask for', () => {
  const lines = QUERIES.find(({ name }) => name === 'lines.kql')?.text ?? '';
  const http = readFileSync('functions/http.ts', 'utf8');
  for (const [, member = ''] of lines.matchAll(/line\.(\w+)/g)) {
    if (member !== 'event') expect(http).toMatch(new RegExp(`\\b${member}\\b`));
  }
});
