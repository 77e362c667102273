/** What a run counts, for its line in the log. */
export interface Counts {
  /** Entries that were due. */
  readonly looked: number;
  /** Devices from which nothing was heard for the days of their tenant. */
  readonly lost: number;
  /** Rows that were deleted or closed because their time was over. */
  readonly ended: number;
  /** Devices of which the directory was told how they stand, and those of which it would not be told. */
  readonly told: number;
  readonly refused: number;
  /** Tenants that were gone through. */
  readonly tenants: number;
  /** Entries that could not be looked at and stay due, and rows that could not be read. */
  readonly failed: number;
}

/** Counts up. */
export function counting() {
  const counts = { looked: 0, lost: 0, ended: 0, told: 0, refused: 0, tenants: 0, failed: 0 };
  return {
    add: (name: keyof Counts, number = 1): void => {
      counts[name] += number;
    },
    read: (): Counts => ({ ...counts }),
  };
}

/** See {@link counting}. */
export type Counting = ReturnType<typeof counting>;
