import { z } from 'zod'

/** Any UUID in canonical text form. Ours are version 7 (time-ordered), made by the application through `IdSource`. */
export const uuid = z.uuid()

/** Ids as an argument: the server passes a UUID v7 generator, tests pass a counter. */
export interface IdSource {
  next(): string
}
