import { z } from 'zod'
import { type IdsOf, nobody } from './two-tenants.fixture.ts'

interface Shape {
  readonly format?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape | false
  readonly prefixItems?: readonly Shape[]
  readonly additionalProperties?: Shape | boolean
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
}

/** The places of an input that hold an id, e.g. `conversationId` or `ids.*`. */
export function idPlacesOf(inputs: readonly unknown[]): string[] {
  const places = new Set<string>()
  for (const input of inputs) {
    const shape = z.toJSONSchema(input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Shape
    walkShape(shape, [], places)
  }
  return [...places].sort()
}

function walkShape(shape: Shape, path: readonly string[], places: Set<string>): void {
  if (shape.format === 'uuid') places.add(path.join('.'))
  for (const [name, part] of Object.entries(shape.properties ?? {})) walkShape(part, [...path, name], places)
  for (const part of [shape.items, shape.additionalProperties, ...(shape.prefixItems ?? [])]) {
    if (typeof part === 'object') walkShape(part, [...path, '*'], places)
  }
  for (const part of [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])])
    walkShape(part, path, places)
}

/** Where an input made with `nobody` holds it. */
export function placesOfNobody(input: unknown, path: readonly string[] = []): string[] {
  if (input === nobody) return [path.join('.')]
  if (typeof input !== 'object' || input === null) return []
  return Object.entries(input).flatMap(([name, part]) =>
    placesOfNobody(part, [...path, Array.isArray(input) ? '*' : name]),
  )
}

export type MakeInput = (ids: IdsOf) => unknown

/** How many ids an input asks for. */
export function countIds(make: MakeInput): number {
  let asked = 0
  make(() => {
    asked += 1
    return nobody
  })
  return asked
}

/** The input with one id, counted from 0, of `other`, and the rest one's own. */
export function withOneOf(make: MakeInput, index: number, other: IdsOf, own: IdsOf): unknown {
  let asked = -1
  return make(table => {
    asked += 1
    return asked === index ? other(table) : own(table)
  })
}
