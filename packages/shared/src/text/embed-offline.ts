import { conceptOf } from './concepts.ts'
import { hashText } from './hash-text.ts'
import { stemWord } from './stem-word.ts'
import { isStopWord, tokeniseText } from './tokenise-text.ts'

/** Stored with every vector this makes: change it whenever the recipe changes, or old and new vectors would be compared. */
export const offlineEmbedModel = 'offline-hash-2'
export const offlineEmbedDimensions = 256

const stemWeight = 1
const conceptWeight = 1.2
const stopWeight = 0.15
const trigramWeight = 0.3

/**
 * A vector for a text with no model and no network: signed feature hashing of word stems, shared concepts and character
 * trigrams, sublinear in frequency. Deterministic on every machine; always of length one, also for text without words.
 */
export function embedOffline(text: string): number[] {
  const features = new Map<string, { count: number; weight: number }>()
  const add = (name: string, weight: number): void => {
    const feature = features.get(name)
    if (feature === undefined) features.set(name, { count: 1, weight })
    else feature.count += 1
  }
  for (const token of tokeniseText(text)) {
    const stem = stemWord(token.text)
    const stop = isStopWord(token.text)
    add(`w:${stem}`, stop ? stopWeight : stemWeight)
    if (stop) continue
    const concept = conceptOf(stem, stemWord)
    if (concept !== null) add(`c:${concept}`, conceptWeight)
    const padded = `^${stem}$`
    for (let at = 0; at + 3 <= padded.length; at++) add(`t:${padded.slice(at, at + 3)}`, trigramWeight)
  }
  if (features.size === 0) add('w:', stemWeight)

  const vector = new Array<number>(offlineEmbedDimensions).fill(0)
  for (const [name, { count, weight }] of features) {
    const hash = hashText(name)
    const at = hash % offlineEmbedDimensions
    const sign = hashText(name, 0x9e3779b9) & 1 ? 1 : -1
    vector[at] = (vector[at] ?? 0) + sign * weight * (1 + Math.log(count))
  }
  const norm = Math.hypot(...vector)
  if (norm === 0) return vector.map((_, at) => (at === 0 ? 1 : 0))
  return vector.map(value => value / norm)
}
