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
  let cooling = false

  const flush = () => {
    const keys = [...pending.values()]
    pending.clear()
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
    cooling = keys.length > 0
    if (cooling) schedule(flush, gapMs)
  }

  return keys => {
    for (const key of keys) pending.set(JSON.stringify(key), key)
    if (!cooling) flush()
  }
}
