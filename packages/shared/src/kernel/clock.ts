/** Time as an argument: nothing but this port asks what time it is. */
export interface Clock {
  /** The current instant. */
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
