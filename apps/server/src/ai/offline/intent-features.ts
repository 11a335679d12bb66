import { conceptOf } from '@countersign/shared/text/concepts'
import { stemWord } from '@countersign/shared/text/stem-word'
import { tokeniseText } from '@countersign/shared/text/tokenise-text'
import type { Features } from './softmax-regression.ts'

/** No message needs more words than this to show what it is about; a wall of text costs no more than a page. */
const maxTokens = 400

/**
 * What the classifier sees of a text: stems, pairs of neighbouring stems, shared concepts, starts of words (for typos and
 * inflection), and whether it asks. Stop words stay in: "do you have" is half of an availability question. Length-normalised.
 */
export function intentFeatures(text: string): Features {
  const counts = new Map<string, number>()
  const add = (name: string, weight: number): void => {
    counts.set(name, Math.max(counts.get(name) ?? 0, weight))
  }
  const tokens = tokeniseText(text).slice(0, maxTokens)
  let previous = '^'
  for (const token of tokens) {
    const number = /\p{N}/u.test(token.text)
    const stem = number ? '#' : stemWord(token.text)
    add(`w:${stem}`, 1)
    add(`b:${previous} ${stem}`, 0.7)
    if (!number && stem.length > 4) add(`p:${stem.slice(0, 4)}`, 0.5)
    const concept = number ? null : conceptOf(stem, stemWord)
    if (concept !== null) add(`c:${concept}`, 1)
    previous = stem
  }
  if (tokens.length > 0) add(`b:${previous} $`, 0.5)
  if (/[?？]/.test(text)) add('?', 0.3)
  const norm = Math.hypot(...counts.values())
  return norm === 0 ? counts : new Map(Array.from(counts, ([name, value]) => [name, (value / norm) * 3]))
}
