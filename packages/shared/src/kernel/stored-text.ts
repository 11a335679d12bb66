import { z } from 'zod'

/**
 * Text that a database can hold: no NUL, which PostgreSQL has no place for, and no lone surrogate, which is no character
 * and which JSON columns refuse. Every text that comes in at a door starts from this.
 */
export const storedText = z
  .string()
  .refine(text => text.isWellFormed() && !text.includes('\u0000'), 'is not valid text')
