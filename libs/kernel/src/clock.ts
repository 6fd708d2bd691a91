/** Where the time comes from when it is not the database's. Tests bring their own. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock: for what leaves this process, never for the order of anything. */
export const systemClock: Clock = { now: () => new Date() };
