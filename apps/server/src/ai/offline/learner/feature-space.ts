import { featureKinds, type TextFeatures } from './text-features.ts'

/** A sparse vector of length one (or empty): columns of the space and their values. */
export interface SparseVector {
  readonly columns: Int32Array
  readonly values: Float32Array
}

/** Which hashed features the training texts have, and how rare each is. Features seen later for the first time weigh nothing. */
export interface FeatureSpace {
  readonly columnOf: ReadonlyMap<number, number>
  readonly rarity: Float32Array
}

/** @param leastTexts features of fewer training texts are left out: they cannot tell labels apart in texts to come */
export function fitFeatureSpace(texts: readonly TextFeatures[], leastTexts: number): FeatureSpace {
  const seen = new Map<number, number>()
  for (const kinds of texts) {
    for (const counts of kinds) for (const hash of counts.keys()) seen.set(hash, (seen.get(hash) ?? 0) + 1)
  }
  const columnOf = new Map<number, number>()
  const rarities: number[] = []
  for (const [hash, count] of seen) {
    if (count < leastTexts) continue
    columnOf.set(hash, rarities.length)
    rarities.push(Math.log((1 + texts.length) / (1 + count)) + 1)
  }
  return { columnOf, rarity: Float32Array.from(rarities) }
}

/** Sublinear counts × rarity; every kind of feature is brought to its share, then the whole to length one. */
export function placeInSpace(space: FeatureSpace, texts: TextFeatures): SparseVector {
  const columns: number[] = []
  const values: number[] = []
  for (const [kind, counts] of texts.entries()) {
    const from = columns.length
    let square = 0
    for (const [hash, count] of counts) {
      const column = space.columnOf.get(hash)
      if (column === undefined) continue
      const value = (1 + Math.log(count)) * (space.rarity[column] ?? 0)
      columns.push(column)
      values.push(value)
      square += value * value
    }
    const scale = square === 0 ? 0 : (featureKinds[kind]?.weight ?? 0) / Math.sqrt(square)
    for (let at = from; at < values.length; at++) values[at] = (values[at] ?? 0) * scale
  }
  const norm = Math.hypot(...values)
  return {
    columns: Int32Array.from(columns),
    values: Float32Array.from(values, value => (norm === 0 ? 0 : value / norm)),
  }
}
