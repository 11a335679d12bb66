import type { Stage } from '../stage/open-stage.ts'

/** One story from beginning to end, told by what people see. */
export interface Journey {
  readonly name: string
  /** Answers why it could not be told here, or nothing when it was told; rejects when it went another way. */
  readonly run: (stage: Stage) => Promise<Skipped | undefined>
}

export interface Skipped {
  readonly skipped: string
}

/** What the test command reads back: the shape of `StepCounts` in scripts/test/step-counts.mjs. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
  failures: string[]
  skips: { name: string; reason: string }[]
}
