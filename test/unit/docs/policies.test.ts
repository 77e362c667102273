import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tenantSettings } from '../../../shared/tenant/tenant';
import { mam } from '../../support/mam';

const page = new URL('../../../docs/policies.md', import.meta.url);
const text = readFileSync(page, 'utf8');

const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
const commands = [
  ...new Set([...text.matchAll(/^mam (policy \S+.*?)(?: {2,}#.*| > .*)?$/gm)].map(([, words]) => words ?? '')),
];
const json = [...text.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '');
const routes = readFileSync(new URL('../../../functions/management/policies.ts', import.meta.url), 'utf8');

describe('the page about policies', () => {
  it.each(links)('leads to %s, which is there', (target) => {
    expect(existsSync(new URL(target, page))).toBe(true);
  });

  it.each(commands)('shows "mam %s", which the command line understands', async (words) => {
    const wanted = words.split(' ').filter((word) => word.startsWith('--'));
    const { exitCode, out } = await mam([...words.split(' ').slice(0, 2), '--help']);
    expect(exitCode).toBe(0);
    expect(wanted.filter((option) => !out.includes(option))).toEqual([]);
  });

  it('shows settings of a tenant that are taken as they stand', () => {
    expect(json).toHaveLength(1);
    expect(tenantSettings.parse(JSON.parse(json[0] ?? '')).assignments).toHaveLength(2);
  });

  it.each([...text.matchAll(/^\| `(?:GET|PUT|POST) policies\/\{name\}\/([a-z]+)/gm)].map(([, operation]) => operation))(
    'names the operation %s, which is a route',
    (operation) => {
      expect(routes).toContain(`{name}/${operation}`);
    },
  );

  it('names every command about policies', async () => {
    const { out } = await mam(['policy', '--help']);
    const offered = [...out.matchAll(/^ {2}([a-z]+) (?=.{2})/gm)].flatMap(([, name]) =>
      name === 'help' ? [] : [name],
    );
    expect(offered).toContain('push');
    expect([...new Set(commands.map((words) => words.split(' ')[1]))].sort()).toEqual(offered.sort());
  });
});
