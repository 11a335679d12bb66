const lookAgainMs = 40

/**
 * Looks until there is something to see: for what no window can be asked to wait for.
 * @param what said when it does not come, after "It did not come true: "
 * @param look answers a truthy value when it is so
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  limitMs = 10_000,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (performance.now() > end) throw new Error(`It did not come true: ${what}`)
    await new Promise(resolve => setTimeout(resolve, lookAgainMs))
  }
}
