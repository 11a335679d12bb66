import type { IngestProblem } from '@countersign/shared/knowledge/knowledge.contract'

/** Thrown inside a reader: these bytes give no text, and why. Never leaves the reading thread. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly problem: IngestProblem

  constructor(problem: IngestProblem) {
    super(problem)
    this.problem = problem
  }
}
