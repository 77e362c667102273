import { z } from 'zod';
import { type IssueDetails, writeInstead } from './judged';

/** Numbers on the wire have 32 bits; room is left for the minutes that are added per device. */
const largest = 2_000_000_000;

/** A whole number from `smallest` on. */
export const numberFrom = (smallest: number) => z.int().min(smallest).max(largest);

/** A whole number inside a range. */
export const numberBetween = (smallest: number, highest: number) => z.int().min(smallest).max(highest);

/** Zero, or a whole number inside a range, by a rule of the catalogue. */
export function zeroOr(smallest: number, highest: number, rule: string) {
  return z.int().check(({ value, issues }) => {
    if (value === 0 || (value >= smallest && value <= highest)) return;
    const allowed = highest === largest ? `0, or from ${smallest}` : `0, or ${smallest} to ${highest}`;
    const suggestion = writeInstead(String(value > highest ? highest : smallest));
    const params: IssueDetails = { rule, allowed, suggestion };
    issues.push({ code: 'custom', input: value, message: 'is out of range', params: { ...params } });
  });
}

/** Zero, or a whole number from `smallest` on, by a rule of the catalogue. */
export const zeroOrFrom = (smallest: number, rule: string) => zeroOr(smallest, largest, rule);
