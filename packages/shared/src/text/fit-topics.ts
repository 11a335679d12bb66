import { conceptOf } from './concepts.ts'
import { hashText } from './hash-text.ts'
import { stemWord } from './stem-word.ts'
import { contentTermsOf } from './tokenise-text.ts'

/** Latent directions of a corpus: which terms stand for which, learned from the passages they occur in together. */
export interface Topics {
  readonly dimensions: number
  readonly rarity: ReadonlyMap<string, number>
  /** Term → its coordinates. */
  readonly directions: ReadonlyMap<string, Float32Array>
}

const rounds = 4

/**
 * Latent semantic analysis (Deerwester et al. 1990): the leading directions of the term × passage matrix, by subspace iteration from a
 * hashed start, so that the same corpus gives the same topics everywhere. For corpora up to some ten thousand passages.
 *
 * @param dimensions how many directions; fewer are kept when the corpus is smaller
 */
export function fitTopics(texts: readonly string[], dimensions: number): Topics {
  const bags = texts.map(bagOf)
  const seen = new Map<string, number>()
  for (const bag of bags) for (const term of bag.keys()) seen.set(term, (seen.get(term) ?? 0) + 1)
  const terms = [...seen].filter(([, count]) => count >= 2).map(([term]) => term)
  const numberOf = new Map(terms.map((term, at) => [term, at]))
  const rarity = new Map(terms.map(term => [term, Math.log(1 + texts.length / (seen.get(term) ?? 1))]))
  const rows = bags.map(bag => {
    const row = [...bag].flatMap(([term, count]) => {
      const at = numberOf.get(term)
      return at === undefined ? [] : [{ at, value: (1 + Math.log(count)) * (rarity.get(term) ?? 0) }]
    })
    const norm = Math.hypot(...row.map(({ value }) => value)) || 1
    return row.map(({ at, value }) => ({ at, value: value / norm }))
  })
  const width = Math.max(0, Math.min(dimensions, terms.length, texts.length))
  let basis = terms.map(term =>
    Float64Array.from({ length: width }, (_, column) => hashText(term, column) / 2 ** 31 - 1),
  )
  for (let round = 0; round < rounds; round++) {
    const next = terms.map(() => new Float64Array(width))
    for (const row of rows) {
      const sum = new Float64Array(width)
      for (const { at, value } of row) addScaled(sum, basis[at], value)
      for (const { at, value } of row) addScaled(next[at], sum, value)
    }
    orthonormalise(next, width)
    basis = next
  }
  return {
    dimensions: width,
    rarity,
    directions: new Map(terms.map((term, at) => [term, Float32Array.from(basis[at] ?? [])])),
  }
}

/** A text among the topics: a vector of length one, or all zeros when it has no word of the corpus. */
export function placeAmongTopics(topics: Topics, text: string): Float32Array {
  const place = new Float32Array(topics.dimensions)
  for (const [term, count] of bagOf(text)) {
    const weight = (1 + Math.log(count)) * (topics.rarity.get(term) ?? 0)
    addScaled(place, topics.directions.get(term), weight)
  }
  let square = 0
  for (const value of place) square += value * value
  return square === 0 ? place : place.map(value => value / Math.sqrt(square))
}

function bagOf(text: string): Map<string, number> {
  const bag = new Map<string, number>()
  for (const stem of contentTermsOf(text)) {
    bag.set(stem, (bag.get(stem) ?? 0) + 1)
    const concept = conceptOf(stem, stemWord)
    if (concept !== null) bag.set(concept, (bag.get(concept) ?? 0) + 1)
  }
  return bag
}

function addScaled(
  sum: Float64Array | Float32Array | undefined,
  part: Float64Array | Float32Array | undefined,
  scale: number,
): void {
  if (sum === undefined || part === undefined) return
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (part[at] as number) * scale
}

/** Gram and Schmidt over the columns, in place; a column that depends on the ones before it becomes zero. */
function orthonormalise(rows: readonly Float64Array[], width: number): void {
  const columns = Array.from({ length: width }, (_, at) => Float64Array.from(rows, row => row[at] ?? 0))
  for (const [at, column] of columns.entries()) {
    for (let before = 0; before < at; before++) {
      const other = columns[before]
      if (other === undefined) continue
      let dot = 0
      for (let row = 0; row < column.length; row++) dot += (column[row] as number) * (other[row] as number)
      addScaled(column, other, -dot)
    }
    let square = 0
    for (const value of column) square += value * value
    const scale = square < 1e-18 ? 0 : 1 / Math.sqrt(square)
    for (let row = 0; row < column.length; row++) column[row] = (column[row] as number) * scale
  }
  for (const [row, values] of rows.entries()) {
    for (let at = 0; at < width; at++) values[at] = columns[at]?.[row] ?? 0
  }
}
