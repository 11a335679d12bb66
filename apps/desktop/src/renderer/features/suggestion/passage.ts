import { coverage, termSet } from '@countersign/shared/text/term-overlap'

/** Part of a quote, in UTF-16 offsets; `end` is exclusive. */
export interface Passage {
  readonly start: number
  readonly end: number
}

/** Up to a mark that ends a sentence; a point inside a number (`4.90`) ends nothing. */
const sentence = /(?:[^.!?…\n]|[.!?…](?=[^\s.!?…]))+[.!?…]*/gu

/** Below this share of common terms nothing in the quote is called the support of the sentence. */
const leastOverlap = 0.12

/**
 * The part of a quote that says what the sentence says: the quote's sentence (or two neighbours) with the most terms in common.
 * Null when nothing stands out, and the whole quote is then the evidence.
 */
export function findPassage(quote: string, about: string): Passage | null {
  const wanted = termSet(about)
  const parts = [...quote.matchAll(sentence)]
    .map(match => ({ start: match.index, text: match[0] }))
    .filter(part => /[\p{L}\p{N}]/u.test(part.text))
  let best: { score: number; start: number; end: number } | null = null
  for (const part of parts) {
    const given = termSet(part.text)
    const score = coverage(given, wanted) * 0.5 + coverage(wanted, given) * 0.5
    const lead = part.text.length - part.text.trimStart().length
    const passage = { score, start: part.start + lead, end: part.start + part.text.trimEnd().length }
    if (best === null || score > best.score) best = passage
  }
  return best === null || best.score < leastOverlap ? null : { start: best.start, end: best.end }
}
