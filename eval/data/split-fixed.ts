import { hashText } from '@countersign/shared/text/hash-text'

export interface Split<T> {
  readonly fit: readonly T[]
  readonly held: readonly T[]
}

const parts = 10
const heldParts = 3

/** Seven tenths to fit on, three to evaluate on, by a hash of each row's key: the same on every machine, and rows of one key stay together. */
export function splitFixed<T>(rows: readonly T[], keyOf: (row: T) => string): Split<T> {
  const isHeld = (row: T) => hashText(keyOf(row)) % parts < heldParts
  return { fit: rows.filter(row => !isHeld(row)), held: rows.filter(isHeld) }
}
