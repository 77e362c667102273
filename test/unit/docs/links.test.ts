import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const below = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}${path}`);
const pages = ['README.md', 'CONTRIBUTING.md', ...['docs/', 'infra/', 'schemas/', 'examples/'].flatMap(below)].filter(
  (path) => path.endsWith('.md'),
);

const read = (page: URL) => readFileSync(page, 'utf8');

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(
    ([, heading]) => heading ?? '',
  );
  const plain = headings.map((heading) => heading.replace(/[`*]/g, '').toLowerCase());
  return new Set(plain.map((heading) => heading.replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')));
}

const links = pages.flatMap((page) => {
  const text = read(new URL(page, root)).replace(/^```[\s\S]*?^```/gm, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => [page, target] as const);
});

describe('the pages for people', () => {
  it.each(links)('%s leads to %s, which is there', (page, target) => {
    const [path = '', anchor] = target.split('#');
    const there = path === '' ? new URL(page, root) : new URL(path, new URL(page, root));
    expect(existsSync(there)).toBe(true);
    if (anchor !== undefined) expect([...anchorsOf(read(there))]).toContain(anchor);
  });
});
