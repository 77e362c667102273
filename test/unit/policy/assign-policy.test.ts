import { describe, expect, it } from 'vitest';
import { assignPolicy } from '../../../shared/policy/assign-policy';

const assignments = [
  { groupId: 'everyone', policy: 'mild', priority: 20 },
  { groupId: 'finance', policy: 'strict', priority: 10 },
  { groupId: 'pilot', policy: 'early', priority: 10 },
];

describe('assignPolicy', () => {
  it.each([
    ['no group of the user is assigned', ['guests'], 'standard', 'standard'],
    ['neither an assignment nor a policy of the tenant fits', ['guests'], undefined, undefined],
    ['one group is assigned', ['everyone'], 'standard', 'mild'],
    ['two groups are assigned', ['everyone', 'finance'], 'standard', 'strict'],
    ['two groups have the same priority', ['finance', 'pilot'], 'standard', 'early'],
  ])('decides when %s', (_, groups, tenantPolicy, expected) => {
    expect(assignPolicy(assignments, new Set(groups), tenantPolicy)).toBe(expected);
    expect(assignPolicy([...assignments].reverse(), new Set(groups), tenantPolicy)).toBe(expected);
  });
});
