/** A source of numbers in [0, 1). */
export type Random = () => number

/** One element, all equally likely. The list must not be empty. */
export function drawOne<T>(random: Random, list: readonly T[]): T {
  const drawn = list[Math.floor(random() * list.length)]
  if (drawn === undefined) throw new Error('Nothing to draw from an empty list')
  return drawn
}

/** One element, as likely as its share of all weights. */
export function drawWeighted<T>(random: Random, list: readonly T[], weight: (item: T) => number): T {
  const total = list.reduce((sum, item) => sum + weight(item), 0)
  let left = random() * total
  for (const item of list) {
    left -= weight(item)
    if (left < 0) return item
  }
  return drawOne(random, list)
}

/** A number in [low, high). */
export function drawBetween(random: Random, low: number, high: number): number {
  return low + random() * (high - low)
}

/** True with the given probability. */
export function drawChance(random: Random, probability: number): boolean {
  return random() < probability
}
