import { describe, expect, it } from 'vitest';
import { growthOf, NEARLY_LINEAR } from '../../support/growth';

const sized = (share: number) => 20_000 * share;

function count(rounds: number, within: number): number {
  let sum = 0;
  for (let round = 0; round < rounds; round += 1) for (let step = 0; step < within; step += 1) sum += step & round;
  return sum;
}

describe('the growth of some work', () => {
  it('is found where it is that of a product', () => {
    expect(growthOf(sized, (size) => count(size, size))).toBeGreaterThan(NEARLY_LINEAR);
  });

  it('is small where the work grows with the size', () => {
    expect(growthOf(sized, (size) => count(size, 10_000))).toBeLessThan(NEARLY_LINEAR);
  });
});
