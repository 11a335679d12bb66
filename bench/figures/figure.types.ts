import type { Stand } from '../stand/open-stand.ts'

/** One measured number. */
export interface Measured {
  readonly figure: string
  readonly value: number
  readonly unit: 'ms' | '/s' | '%'
  /** What it is meant to reach: at most so many milliseconds, at least so many a second or of a hundred. Null: only told. */
  readonly mark: number | null
  /** The reference in the same unit; null where the two have nothing in common. */
  readonly reference: number | null
}

export interface Figure {
  /** What `--only` names. */
  readonly name: string
  readonly measure: (stand: Stand) => Promise<Measured[]>
}

export function reachesMark({ value, unit, mark }: Measured): boolean | null {
  if (mark === null) return null
  return unit === 'ms' ? value <= mark : value >= mark
}
