import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CLOUD_HOSTS } from '../../../shared/clouds';
import { TABLE_NAMES } from '../../../shared/storage/tables';
import { planned } from '../../support/infra-plan';

const PAGE = readFileSync('docs/operations.md', 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe('the page for operators', () => {
  it('says of every alert what to do', () => {
    const alerts = ['Microsoft.Insights/scheduledQueryRules', 'Microsoft.Insights/metricAlerts'].flatMap(planned);
    const names = alerts.map(({ name }) => name?.replace('mam-prod-', '') ?? '');
    expect(names).toHaveLength(5);
    expect(names.filter((name) => !PAGE.includes(`| \`${name}\``))).toEqual([]);
  });

  it('says of every table what its loss means', () => {
    expect(TABLE_NAMES.filter((name) => !PAGE.includes(`| \`${name}\``))).toEqual([]);
  });

  it('names only scripts that there are', () => {
    const named = [...PAGE.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('names the hosts of every cloud', () => {
    const hosts = Object.values(CLOUD_HOSTS).flatMap(({ authority, graph, tokenExchange }) => [
      new URL(authority).host,
      new URL(graph).host,
      tokenExchange,
    ]);
    expect(hosts.filter((host) => !PAGE.includes(host))).toEqual([]);
  });

  it('leads to files that there are', () => {
    const links = [...PAGE.matchAll(/\]\((\.\.\/[^)#]+)/g)].map(([, path]) => path ?? '');
    for (const link of links)
      expect(() => readFileSync(link.replace('../', '').replace(/\/$/, '/README.md'))).not.toThrow();
  });
});
