const DAY_MS = 24 * 60 * 60_000;

/** Silence of a device. Times are ISO 8601 in UTC. */
export interface Silence {
  /** When its enrollment was last heard of: its last message, or its beginning. */
  readonly lastContact: string;
  /** `lostContactDays` of the tenant. */
  readonly days: number;
}

/** True once a device was silent for as many days as its tenant waits. */
export function hasLostContact({ lastContact, days }: Silence, now: Date): boolean {
  return now.getTime() - Date.parse(lastContact) >= days * DAY_MS;
}
