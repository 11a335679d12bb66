export interface RankQuality {
  readonly r1: number
  readonly r5: number
  readonly mrr10: number
}

/** @param ranks for each query, the rank of its first right hit, from 1; null when there is none */
export function rankQuality(ranks: readonly (number | null)[]): RankQuality {
  const share = (value: (rank: number) => number): number =>
    ranks.reduce((sum: number, rank) => sum + (rank === null ? 0 : value(rank)), 0) /
    Math.max(1, ranks.length)
  return {
    r1: share(rank => (rank === 1 ? 1 : 0)),
    r5: share(rank => (rank <= 5 ? 1 : 0)),
    mrr10: share(rank => (rank <= 10 ? 1 / rank : 0)),
  }
}

/** The rank, from 1, of the first item that is right; null when none is. */
export function firstRight<T>(items: readonly T[], right: (item: T) => boolean): number | null {
  const at = items.findIndex(right)
  return at < 0 ? null : at + 1
}
