const shape = /^[0-9]{1,5}(?:\.[0-9]{1,5}){3}$/;

/** Windows keeps each number of a file's version in 16 bits. */
const highestNumber = 65_535;

const numbersOf = (version: string) => version.split('.').map(Number);

/** Whether a text is a version of four numbers (rule APP-4). */
export const isVersion = (text: string): boolean => shape.test(text);

/** Whether one version of four numbers is higher than another. */
export function isAbove(left: string, right: string): boolean {
  const other = numbersOf(right);
  const difference = numbersOf(left)
    .map((part, index) => part - (other[index] ?? 0))
    .find((step) => step !== 0);
  return (difference ?? 0) > 0;
}

/** The highest version that is lower than this one, e.g. `16.0.7499.65535` for `16.0.7500.0`; `undefined` for the first. */
export function versionBefore(version: string): string | undefined {
  const numbers = numbersOf(version);
  const last = numbers.findLastIndex((number) => number > 0);
  if (last === -1) return undefined;
  return numbers
    .map((number, index) => (index < last ? number : index === last ? number - 1 : highestNumber))
    .join('.');
}
