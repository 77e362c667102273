/** How often something was seen, how many it touches, and when. */
export interface Counts {
  readonly events: number;
  readonly people: number;
  readonly devices: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/**
 * Lines of several parts of a report as those of one; the most touched first. The parts follow one another device by
 * device, so that devices add up, while a person with devices in two parts counts twice.
 */
export function mergeCounts<Line extends Counts>(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
): readonly Line[] {
  const merged = new Map<string, Line>();
  for (const line of lines) {
    const before = merged.get(keyOf(line));
    merged.set(keyOf(line), before === undefined ? line : { ...before, ...added(before, line) });
  }
  return [...merged.values()].sort((a, b) => b.people - a.people || b.events - a.events);
}

function added(a: Counts, b: Counts): Counts {
  return {
    events: a.events + b.events,
    people: a.people + b.people,
    devices: a.devices + b.devices,
    firstAt: a.firstAt < b.firstAt ? a.firstAt : b.firstAt,
    lastAt: a.lastAt > b.lastAt ? a.lastAt : b.lastAt,
  };
}
