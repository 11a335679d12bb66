/** Where a set's rows come from. */
export interface SetFolders {
  /** `DIR/<name>/dev`: everything that may be learned from. */
  readonly dev: string
  /** `DIR2/<name>`: rows that are evaluated only; null when the evaluated rows come from the dev folder too. */
  readonly held: string | null
}

export interface Mark {
  readonly figure: string
  readonly mark: number
  /** Figures such as errors are better the smaller they are. */
  readonly better: 'larger' | 'smaller'
}

export interface EvalSet {
  readonly name: string
  /** The folder under the data directory; several sets may share one. */
  readonly folder: string
  readonly marks: readonly Mark[]
  /** By the name of the figure; fractions, unless the name ends on a unit. */
  readonly measure: (folders: SetFolders) => Readonly<Record<string, number>>
}

export const atLeast = (figure: string, mark: number): Mark => ({ figure, mark, better: 'larger' })
export const atMost = (figure: string, mark: number): Mark => ({ figure, mark, better: 'smaller' })
