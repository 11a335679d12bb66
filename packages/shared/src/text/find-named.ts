import { stemWord } from './stem-word.ts'
import { tokeniseText } from './tokenise-text.ts'

export interface Nameable {
  readonly name: string
  /** What sort of thing it is ("hotel"): a question that says so means one of these. */
  readonly kind: string | null
}

export interface Mention {
  readonly name: string
  /** 0..1: how much of the name was said, less the longer ago. */
  readonly strength: number
}

/** Of a name, less than this share of its telling words is not a mention. */
const leastShare = 0.6
/** What each turn back costs: the thing talked about now was mostly named now or just before. */
const fading = 0.85
/** Shorter words differ from others by one letter too often to be forgiven a typo. */
const forgivenLength = 5
/** How telling the found words must be for half of the full strength. */
const halfTelling = 0.1
/** What a thing of another kind than the one asked about keeps. */
const otherKind = 0.4

/** Words of counting are in every order and booking, and in some names. */
const counting = new Set(
  'one two three four five six seven eight nine ten один два две три четыре пять шесть семь восемь девять десять'.split(
    ' ',
  ),
)
/** A word of counting, or the kind of thing within its name, tells as little as a word that this many other names share. */
const manyShare = 20

export type NameFinder = (turns: readonly string[]) => Mention[]

/**
 * Prepares to find which of the known things (products, places, orders) a dialogue is about. Words that many names share
 * ("hotel", "the") or that ordinary sentences use ("two", "ask") tell little; one wrong letter in a longer word is forgiven.
 *
 * @param things each name once; of repeated names the first counts
 * @param sentences texts of the same corpus, with the name of the thing each is about, to learn which words are ordinary there
 */
export function prepareNameFinder(
  things: readonly Nameable[],
  sentences: readonly { readonly about: string | null; readonly text: string }[],
): NameFinder {
  const known = [...new Map(things.map(thing => [thing.name, thing])).values()].map(({ name, kind }) => ({
    name,
    kind: kind === null ? null : stemWord(kind.toLowerCase()),
    words: wordsOf(name),
  }))
  const kinds = new Set(known.flatMap(({ kind }) => (kind === null ? [] : [kind])))
  const sharing = countSharing(known, sentences)
  const ordinary = new Set(sentences.flatMap(({ text }) => wordsOf(text)))

  return turns => {
    const best = new Map<string, number>()
    const asked = new Set(
      wordsOf(turns.at(-1) ?? '')
        .map(stemWord)
        .filter(stem => kinds.has(stem)),
    )
    for (const [back, turn] of [...turns].reverse().entries()) {
      const said = new Set(wordsOf(turn))
      for (const { name, kind, words } of known) {
        let total = 0
        let found = 0
        for (const word of words) {
          const common = counting.has(word) || (words.length > 1 && kinds.has(stemWord(word)))
          const weight = 1 / (1 + (common ? manyShare : 0) + (sharing.get(name)?.get(word) ?? 0))
          total += weight
          if (saidNearly(said, word, ordinary)) found += weight
        }
        const share = total === 0 ? 0 : found / total
        if (share < leastShare) continue
        const fits = asked.size === 0 || (kind !== null && asked.has(kind)) ? 1 : otherKind
        const strength = share * (found / (found + halfTelling)) * fading ** back * fits
        best.set(name, Math.max(best.get(name) ?? 0, strength))
      }
    }
    return Array.from(best, ([name, strength]) => ({ name, strength })).sort(
      (a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1),
    )
  }
}

/** For each name, how many other names and how many sentences about other things use each of its words. */
function countSharing(
  known: readonly { readonly name: string; readonly words: readonly string[] }[],
  sentences: readonly { readonly about: string | null; readonly text: string }[],
): Map<string, Map<string, number>> {
  const all = new Map<string, number>()
  const own = new Map<string, Map<string, number>>(known.map(({ name }) => [name, new Map()]))
  const raise = (counts: Map<string, number> | undefined, word: string): void => {
    counts?.set(word, (counts.get(word) ?? 0) + 1)
  }
  for (const { name, words } of known) {
    for (const word of words) {
      raise(all, word)
      raise(own.get(name), word)
    }
  }
  for (const { about, text } of sentences) {
    for (const word of wordsOf(text)) {
      raise(all, word)
      if (about !== null) raise(own.get(about), word)
    }
  }
  return new Map(
    known.map(({ name, words }) => [
      name,
      new Map(words.map(word => [word, (all.get(word) ?? 0) - (own.get(name)?.get(word) ?? 0)])),
    ]),
  )
}

function wordsOf(text: string): string[] {
  return [...new Set(tokeniseText(text).map(token => token.text))]
}

// "Place" is not a misspelt "palace": only a word that the corpus does not know may be a typo.
function saidNearly(said: ReadonlySet<string>, word: string, ordinary: ReadonlySet<string>): boolean {
  if (said.has(word)) return true
  if (word.length < forgivenLength) return false
  for (const other of said) {
    if (other.length >= forgivenLength && !ordinary.has(other) && withinOneEdit(word, other)) return true
  }
  return false
}

function withinOneEdit(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  const restShort = short.length === long.length ? short.slice(at + 1) : short.slice(at)
  return long.slice(at + 1) === restShort
}
