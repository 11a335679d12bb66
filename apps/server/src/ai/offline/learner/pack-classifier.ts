import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import type { NeuralModel } from './neural-model.ts'
import type { ScopedClassifier } from './scope-gate.ts'
import { learnerVersion } from './text-features.ts'

const numbers = z.array(z.number())
const count = z.int().min(0)
const header = z.object({
  version: z.literal(learnerVersion),
  labels: z.array(z.string()),
  columns: count,
  units: count,
  members: count,
  temperature: z.number().positive(),
  accuracy: z.number(),
  gate: z.object({
    weights: numbers,
    bias: numbers,
    means: numbers,
    spreads: numbers,
    threshold: z.number(),
  }),
})

/** As bytes to keep: a length, a header in JSON, then every table. Compressed. */
export function packClassifier({ classifier, gate, accuracy }: ScopedClassifier): Uint8Array {
  const { space, members, labels, temperature } = classifier
  const head = Buffer.from(
    JSON.stringify({
      version: learnerVersion,
      labels: [...labels],
      columns: space.rarity.length,
      units: members[0]?.units ?? 0,
      members: members.length,
      temperature,
      accuracy,
      gate: {
        weights: [...gate.model.weights],
        bias: [...gate.model.bias],
        means: [...gate.means],
        spreads: [...gate.spreads],
        threshold: gate.threshold,
      },
    } satisfies z.infer<typeof header>),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  const hashes = new Uint32Array(space.rarity.length)
  for (const [hash, column] of space.columnOf) hashes[column] = hash
  const tables = [hashes, space.rarity, ...members.flatMap(tablesOf)]
  return deflateRawSync(Buffer.concat([length, head, ...tables.map(bytesOf)]), { level: 3 })
}

/** @throws when the bytes are not what `packClassifier` of this version made */
export function unpackClassifier(packed: Uint8Array): ScopedClassifier {
  const bytes = inflateRawSync(packed)
  const length = bytes.readUInt32LE(0)
  const head = header.parse(JSON.parse(bytes.subarray(4, 4 + length).toString()))
  let at = 4 + length
  const take = <T>(size: number, width: number, make: (buffer: ArrayBuffer) => T): T => {
    const end = at + size * width
    if (end > bytes.length) throw new Error('The model ends before its tables do')
    // A copy begins where its numbers may.
    const table = make(new Uint8Array(bytes.subarray(at, end)).buffer)
    at = end
    return table
  }
  const float = (size: number) => take(size, 4, buffer => new Float32Array(buffer))
  const { columns, units, labels, gate } = head
  const hashes = take(columns, 4, buffer => new Uint32Array(buffer))
  const rarity = float(columns)
  const members = Array.from(
    { length: head.members },
    (): NeuralModel => ({
      rule: 'one',
      labels: labels.length,
      units,
      meanings: take(columns * units, 1, buffer => new Int8Array(buffer)),
      stepSizes: float(columns),
      unitBias: float(units),
      weights: float(units * labels.length),
      bias: float(labels.length),
    }),
  )
  if (at !== bytes.length) throw new Error('The model goes on after its tables')
  return {
    accuracy: head.accuracy,
    classifier: {
      rule: 'one',
      labels,
      space: { columnOf: new Map(Array.from(hashes, (hash, column) => [hash, column])), rarity },
      members,
      temperature: head.temperature,
      threshold: 0,
    },
    gate: {
      model: {
        rule: 'any',
        labels: 1,
        weights: Float32Array.from(gate.weights),
        bias: Float32Array.from(gate.bias),
      },
      means: Float64Array.from(gate.means),
      spreads: Float64Array.from(gate.spreads),
      threshold: gate.threshold,
    },
  }
}

const tablesOf = (model: NeuralModel) => [
  model.meanings,
  model.stepSizes,
  model.unitBias,
  model.weights,
  model.bias,
]

const bytesOf = (table: Uint32Array | Float32Array | Int8Array) =>
  Buffer.from(table.buffer, table.byteOffset, table.byteLength)
