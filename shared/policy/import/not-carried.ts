import type { Refusal } from '../refusal';

/** Something of an imported policy that has no place in ours, or not the place it had. */
export interface NotCarried {
  /** What it is called in the source. */
  readonly what: string;
  readonly why: string;
  /** The same in parts, where the source holds what it must not hold. */
  readonly finding?: Refusal;
}

const longestName = 80;

/** A name out of the source, short enough to be printed. */
export const nameShown = (name: string): string => name.slice(0, longestName);
