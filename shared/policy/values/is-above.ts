const numbersOf = (version: string) => version.split('.').map(Number);

/** True when a version of four numbers is higher than another one. */
export function isAbove(left: string, right: string): boolean {
  const other = numbersOf(right);
  const difference = numbersOf(left)
    .map((part, index) => part - (other[index] ?? 0))
    .find((step) => step !== 0);
  return (difference ?? 0) > 0;
}
