/** What the simulated PC knows of time; handed in, so that a run of a fleet needs no real waiting and repeats exactly. */
export interface PcClock {
  now(): Date;
  /** Resolves after so many milliseconds of this clock. */
  wait(milliseconds: number): Promise<void>;
}

/** The machine's own clock. */
export const machineClock: PcClock = {
  now: () => new Date(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** A clock that starts at `start` and moves only when somebody waits. */
export function steppedClock(start: Date): PcClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    wait: async (milliseconds) => {
      time += milliseconds;
    },
  };
}
