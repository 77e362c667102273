import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tenantSettings } from '../../../shared/tenant/tenant';

const PAGE = readFileSync(new URL('../../../docs/tenant.md', import.meta.url), 'utf8');
const rows = [...PAGE.slice(PAGE.indexOf('## Settings')).matchAll(/^\| (`[^|]+) \|.*\| ([^|]+) \|$/gm)];
const told = rows.flatMap(([, names = '', standard = '']) =>
  [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => [name, standard.trim()] as const),
);

describe('the page about a tenant', () => {
  it('names every setting, and no other', () => {
    expect(told.map(([name]) => name).sort()).toEqual(Object.keys(tenantSettings.shape).sort());
  });

  it('tells the defaults', () => {
    const defaults = Object.entries(tenantSettings.parse({}));
    const simple = defaults.filter(([, value]) => ['number', 'boolean'].includes(typeof value));
    expect(simple.map(([name, value]) => [name, String(value)])).toEqual(
      simple.map(([name]) => [name, told.find(([one]) => one === name)?.[1]]),
    );
    for (const [name, value] of defaults.filter(([, one]) => Array.isArray(one) && one.length > 0)) {
      const words = told.find(([one]) => one === name)?.[1];
      expect([name, words]).toEqual([
        name,
        [value]
          .flat()
          .map((one) => `\`${one}\``)
          .join(', '),
      ]);
    }
  });
});
