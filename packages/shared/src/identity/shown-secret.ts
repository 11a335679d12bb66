import { z } from 'zod'

/**
 * A token or code somebody shows. Whatever comes is read: a text that cannot be one gets the answer of one that is not
 * known, so that nobody has to tell a wrong link from a torn one. How long it may be is the request's limit.
 */
export const shownSecret = z.string()

/** A code that is typed or pasted: blanks and dashes are the reader's, and so is the case. */
export const shownCode = shownSecret.transform(text => text.toLowerCase().replace(/[\s-]+/g, ''))
