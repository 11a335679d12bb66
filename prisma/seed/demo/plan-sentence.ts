import type { PlannedSentence, ProductLine, SourceReference } from './scenario.types.ts'

/** A sentence in one or more wordings, with the passages that support it. */
export const says = (
  wordings: string | readonly string[],
  ...sources: readonly SourceReference[]
): PlannedSentence => ({ say: typeof wordings === 'string' ? [wordings] : wordings, sources })

/** A sentence nothing supports: what a model adds out of politeness or habit. */
export const guesses = (...wordings: readonly string[]): PlannedSentence => ({ say: wordings, sources: [] })

/** The sentence of article `key` that contains `has`. */
export const article = (key: string, has: string): SourceReference => ({ kind: 'article', key, has })

/** The sentence of the answer of FAQ `key` that contains `has`. */
export const faq = (key: string, has: string): SourceReference => ({ kind: 'faq', key, has })

/** One line of the product the conversation is about. */
export const product = (line: ProductLine): SourceReference => ({ kind: 'product', line })
