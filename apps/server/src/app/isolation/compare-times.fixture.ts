/** How two kinds of work compare, milliseconds. */
export interface TimesCompared {
  readonly medians: readonly [number, number]
  readonly difference: number
  /** Differences up to here are the run's own noise, or too small to be read through a network. */
  readonly bound: number
  readonly toldApart: boolean
}

const median = (sorted: readonly number[]) => {
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/**
 * The error of a median, from where its neighbours lie: about nineteen in twenty medians of as many samples are within
 * twice of it. It asks nothing about the shape of the times, which have a long tail.
 */
function medianError(sorted: readonly number[]): number {
  const reach = Math.sqrt(sorted.length)
  const low = sorted[Math.max(0, Math.floor(sorted.length / 2 - reach))] ?? 0
  const high = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length / 2 + reach))] ?? 0
  return (high - low) / 4
}

/** A tenth of what the work takes: an answer that leaves out the slow part of it saves most of it. */
const share = 0.1
/** How many errors of the difference are noise: one run in thousands goes beyond four. */
const errors = 4

export function compareTimes(first: readonly number[], second: readonly number[]): TimesCompared {
  const a = [...first].sort((x, y) => x - y)
  const b = [...second].sort((x, y) => x - y)
  const medians = [median(a), median(b)] as const
  const difference = Math.abs(medians[0] - medians[1])
  const bound = Math.max(errors * Math.hypot(medianError(a), medianError(b)), share * Math.min(...medians))
  return { medians, difference, bound, toldApart: difference > bound }
}

/** Takes turns, in a changing order: what slows the machine down for a while slows both. */
export async function timeInTurns(
  turns: number,
  first: (turn: number) => Promise<unknown>,
  second: (turn: number) => Promise<unknown>,
): Promise<TimesCompared> {
  const times: [number[], number[]] = [[], []]
  const time = async (kind: 0 | 1, work: () => Promise<unknown>) => {
    const from = performance.now()
    await work()
    times[kind].push(performance.now() - from)
  }
  for (let turn = 0; turn < turns; turn += 1) {
    const order = turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
    for (const kind of order) await time(kind, () => (kind === 0 ? first(turn) : second(turn)))
  }
  return compareTimes(...times)
}
