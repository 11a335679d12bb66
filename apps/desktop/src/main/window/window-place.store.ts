import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../storage/json-file.ts'
import type { Bounds } from './window-bounds.policy.ts'

const pixels = z.number().min(-100_000).max(100_000)

/** Where the window was when it was last closed; `bounds` are those it has when not maximised. */
const windowPlace = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  isMaximized: z.boolean(),
})

export interface WindowPlace {
  readonly bounds: Bounds
  readonly isMaximized: boolean
}

export function readWindowPlace(file: string): WindowPlace | null {
  return readJsonFile(file, windowPlace)
}

export function writeWindowPlace(file: string, place: WindowPlace): void {
  writeJsonFile(file, place)
}
