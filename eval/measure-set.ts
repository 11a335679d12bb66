import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DataError } from './data/read-rows.ts'
import type { EvalSet } from './sets/eval-set.ts'

export interface DataDirs {
  readonly data: string
  readonly held: string | null
}

export type Outcome =
  | {
      readonly kind: 'measured'
      readonly name: string
      readonly figures: Readonly<Record<string, number>>
      readonly ms: number
    }
  | { readonly kind: 'skipped'; readonly name: string; readonly reason: string }

/** Measures one set, or says why it cannot be. */
export function measureSet(set: EvalSet, dirs: DataDirs): Outcome {
  const { name } = set
  const dev = join(dirs.data, set.folder, 'dev')
  const held = dirs.held === null ? null : join(dirs.held, set.folder)
  for (const folder of held === null ? [dev] : [dev, held]) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      return { kind: 'skipped', name, reason: `${folder} is not a folder` }
    }
  }
  const begun = performance.now()
  try {
    const figures = set.measure({ dev, held })
    return { kind: 'measured', name, figures, ms: Math.round(performance.now() - begun) }
  } catch (error) {
    if (error instanceof DataError) return { kind: 'skipped', name, reason: error.message }
    throw error
  }
}
