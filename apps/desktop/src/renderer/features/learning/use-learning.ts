import type { LearningItemView } from '@countersign/shared/learning/learning.contract'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useConnection, useConsole } from '../../app/console-context.tsx'

export const learningTabs = ['pending', 'taught', 'dismissed', 'repeats'] as const
export type LearningTab = (typeof learningTabs)[number]

const day = 24 * 60 * 60_000
const rateDays = 30

/** The queue as one tab shows it, and how often corrections had to be made again. */
export function useLearning(tab: LearningTab) {
  const api = useApi()
  const { ports } = useConsole()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  // Fixed while the screen is open, or every minute would ask another question.
  const [period] = useState(() => {
    const now = ports.now().getTime()
    return { from: new Date(now - rateDays * day).toISOString(), to: new Date(now + day).toISOString() }
  })
  const rate = useQuery(api.learning.repeatRate.queryOptions(period, { enabled: ready }))
  const list = useInfiniteQuery(
    api.learning.list.infiniteQueryOptions(
      { status: tab === 'repeats' ? 'pending' : tab, limit: 50 },
      { enabled: ready && tab !== 'repeats', getNextPageParam: page => page.nextCursor ?? undefined },
    ),
  )
  const query = tab === 'repeats' ? rate : list
  const items: readonly LearningItemView[] =
    tab === 'repeats' ? (rate.data?.items ?? []) : (list.data?.pages.flatMap(page => page.items) ?? [])
  return {
    items,
    rate: rate.data ?? null,
    loading: query.data === undefined && !query.isError,
    error: query.data === undefined ? query.error : null,
    retry: () => void query.refetch(),
    hasMore: tab !== 'repeats' && list.hasNextPage,
    more: () => void list.fetchNextPage(),
  }
}

export type Learning = ReturnType<typeof useLearning>
