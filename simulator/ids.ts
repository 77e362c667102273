import { createHash, randomUUID } from 'node:crypto';

/** Source of the GUIDs that a PC makes up: correlation vectors and request ids. */
export type GuidSource = () => string;

/** GUIDs nobody can foresee. */
export const randomGuids: GuidSource = () => randomUUID();

/** The same row of GUIDs for the same seed, so that a run can be repeated. */
export function seededGuids(seed: string): GuidSource {
  let count = 0;
  return () => {
    count += 1;
    return guidFrom(`${seed}/${count}`);
  };
}

/** A GUID in lower case that belongs to a text; the same text gives the same one. */
export function guidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}
