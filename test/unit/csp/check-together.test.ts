import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../../shared/csp/check-command';
import { checkTogether } from '../../../shared/csp/check-together';
import { agreements, contradictions } from './command-cases';

describe('the commands for one device', () => {
  it.each(contradictions)('LOCK-8 refuses %s', (_, commands) => {
    expect(checkTogether(commands)).toEqual([expect.objectContaining({ rule: 'LOCK-8' })]);
  });

  it.each(agreements)('nothing speaks against %s', (_, commands) => {
    expect(checkTogether(commands)).toEqual([]);
  });

  it.each([...contradictions, ...agreements])('is all that is wrong with %s', (_, commands) => {
    expect(commands.flatMap(checkCommand)).toEqual([]);
  });
});
