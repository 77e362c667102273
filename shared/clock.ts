/** Tells the present time. Handed to whatever needs one, so that tests decide what time it is. */
export type Clock = () => Date;

/** The machine's own clock. */
export const systemClock: Clock = () => new Date();
