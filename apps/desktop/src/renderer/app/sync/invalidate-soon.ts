import type { QueryClient } from '@tanstack/react-query'
import type { QueryKeyPrefix } from './event-keys.ts'

/**
 * Marks queries out of date: the first call at once, later ones together after `gapMs`. A burst of events would otherwise cancel
 * and restart the same list again and again, and the person would see none of them until it ended.
 */
export function createInvalidateSoon(
  queryClient: QueryClient,
  schedule: (task: () => void, ms: number) => () => void,
  gapMs = 150,
): (keys: readonly QueryKeyPrefix[]) => void {
  const pending = new Map<string, QueryKeyPrefix>()
  const awaited = new WeakSet<Promise<unknown>>()
  let cooling = false

  /**
   * A first answer that is on its way is left to arrive: Query neither restarts such a request nor remembers that it was
   * overtaken. It may tell of the time before the event, so it is asked for again once it is there.
   */
  const refresh = (queryKey: QueryKeyPrefix) => {
    const first = queryClient
      .getQueryCache()
      .findAll({ queryKey, fetchStatus: 'fetching', predicate: query => query.state.data === undefined })
    for (const { queryKey: exactly, promise } of first) {
      if (promise === undefined || awaited.has(promise)) continue
      awaited.add(promise)
      const again = () => queryClient.invalidateQueries({ queryKey: exactly, exact: true })
      promise.then(again, () => undefined)
    }
    void queryClient.invalidateQueries({ queryKey })
  }

  const flush = () => {
    const keys = [...pending.values()]
    pending.clear()
    for (const queryKey of keys) refresh(queryKey)
    cooling = keys.length > 0
    if (cooling) schedule(flush, gapMs)
  }

  return keys => {
    for (const key of keys) pending.set(JSON.stringify(key), key)
    if (!cooling) flush()
  }
}
