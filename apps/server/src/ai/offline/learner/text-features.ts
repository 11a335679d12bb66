import { conceptOf } from '@countersign/shared/text/concepts'
import { hashText } from '@countersign/shared/text/hash-text'
import { stemWord } from '@countersign/shared/text/stem-word'
import { tokeniseText } from '@countersign/shared/text/tokenise-text'

/**
 * Goes up with every change of what is learned from the same examples: of features, of the network, of how it is trained. Models
 * of another version are learned again.
 */
export const learnerVersion = 1

/** A text as hashed feature names with their counts, one map per kind of feature: each kind is normalised by itself. */
export type TextFeatures = readonly ReadonlyMap<number, number>[]

export interface FeatureKind {
  readonly name: 'words' | 'pairs' | 'letters' | 'concepts'
  /** Share of this kind in the finished vector, before it is brought to length one. */
  readonly weight: number
}

/** No message needs more words than this to show what it is about; a wall of text costs no more than a page. */
const maxTokens = 400
const maxTokenLength = 40
const shortestRun = 2
const longestRun = 5

export const featureKinds: readonly FeatureKind[] = [
  { name: 'words', weight: 1 },
  { name: 'pairs', weight: 0.8 },
  { name: 'letters', weight: 1 },
  { name: 'concepts', weight: 0.5 },
]

/**
 * What the learner sees of a text: words and their stems, neighbours and next neighbours in order, and runs of letters inside
 * words (for typos, inflection and compounds), what a word stands for in either language, and that there is a number. Stop words stay in: "do you have" is half of an availability question.
 */
export function textFeatures(text: string): TextFeatures {
  const words = new Map<number, number>()
  const pairs = new Map<number, number>()
  const letters = new Map<number, number>()
  const concepts = new Map<number, number>()
  const tokens = tokeniseText(text).slice(0, maxTokens)
  const stems = tokens.map(token => stemWord(token.text.slice(0, maxTokenLength)))
  for (const [at, token] of tokens.entries()) {
    const word = token.text.slice(0, maxTokenLength)
    const stem = stems[at] ?? word
    count(words, `s:${stem}`)
    if (word !== stem) count(words, `w:${word}`)
    const before = at === 0 ? '^' : (stems[at - 1] ?? '^')
    count(pairs, `b:${before} ${stem}`)
    if (at > 0) count(pairs, `g:${at === 1 ? '^' : stems[at - 2]} ${stem}`)
    const concept = conceptOf(stem, stemWord)
    if (concept !== null) count(concepts, `c:${concept}`)
    if (/\p{N}/u.test(word)) count(concepts, '#')
    const padded = `^${word}$`
    for (let length = shortestRun; length <= longestRun; length++) {
      for (let from = 0; from + length <= padded.length; from++) {
        count(letters, `l:${padded.slice(from, from + length)}`)
      }
    }
  }
  const last = stems.at(-1)
  if (last !== undefined) count(pairs, `b:${last} $`)
  if (/[?？]/.test(text)) count(words, '?')
  return [words, pairs, letters, concepts]
}

function count(counts: Map<number, number>, name: string): void {
  const hash = hashText(name)
  counts.set(hash, (counts.get(hash) ?? 0) + 1)
}
