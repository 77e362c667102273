import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { REASON_CODES } from '../../../shared/compliance/reason-code';
import { COMPLIANCE_STATES } from '../../../shared/compliance/verdict';
import { compliance } from '../../../shared/policy/sections/compliance';

const page = new URL('../../../docs/compliance.md', import.meta.url);
const text = readFileSync(page, 'utf8');

function cellsOf(heading: string): string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell ?? '');
}

describe('the page about compliance', () => {
  it.each([...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? ''))(
    'leads to %s, which is there',
    (target) => {
      expect(existsSync(new URL(target, page))).toBe(true);
    },
  );

  it('shows a section that is taken as it stands, with every member but the report', () => {
    const [, block = ''] = /^```json\n([\s\S]*?)^```/m.exec(text) ?? [];
    const shown = compliance.parse(JSON.parse(block).compliance);
    const others = Object.keys(compliance.shape).filter((name) => name !== 'requireHealthAttestation');
    expect(Object.keys(shown).sort()).toEqual(others.sort());
  });

  it('tells every state and every reason, and no other', () => {
    expect(cellsOf('The verdict').sort()).toEqual([...COMPLIANCE_STATES].sort());
    expect(cellsOf('Reasons')).toEqual([...REASON_CODES]);
  });

  it('tells of every demand what counts as good', () => {
    const demands = Object.keys(compliance.shape).filter((name) => name.startsWith('require') || name === 'minRelease');
    expect([...new Set(cellsOf('What counts as good'))].sort()).toEqual(demands.sort());
  });
});
