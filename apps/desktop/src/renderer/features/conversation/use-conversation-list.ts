import type {
  ConversationItem,
  ConversationListView,
} from '@countersign/shared/conversation/conversation.contract'
import type { ConversationStatus } from '@countersign/shared/conversation/conversation.machine'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi, useConnection } from '../../app/console-context.tsx'
import { useCustomerName } from '../../app/use-customer-name.ts'
import { useSettled } from '../../ui/use-settled.ts'

export const pageSize = 60

export interface ConversationListQuery {
  readonly view: ConversationListView
  readonly status: ConversationStatus | null
  /** Searching replaces the view: the answer may be anywhere. */
  readonly search: string
}

export interface ConversationListResult {
  readonly items: readonly ConversationItem[]
  readonly isPending: boolean
  readonly error: unknown
  readonly hasMore: boolean
  loadMore(): void
  retry(): void
}

export function useConversationList({ view, status, search }: ConversationListQuery): ConversationListResult {
  const api = useApi()
  const ready = useConnection(state => state.ready || state.phase === 'offline')
  const text = useSettled(search.trim(), 180)
  const searching = text !== ''

  const list = useInfiniteQuery(
    api.conversation.list.infiniteQueryOptions(
      { view, limit: pageSize, ...(status === null ? { open: true } : { status }) },
      { getNextPageParam: page => page.nextCursor ?? undefined, enabled: ready && !searching },
    ),
  )
  const found = useQuery(
    api.conversation.search.queryOptions(
      { text, limit: 60 },
      { enabled: ready && searching, placeholderData: keepPreviousData },
    ),
  )

  const nameOf = useCustomerName()
  const items = useMemo(() => {
    const named = (item: ConversationItem) =>
      item.customerName === '' ? { ...item, customerName: nameOf('', item.id) } : item
    if (searching) return (found.data?.items ?? []).map(named)
    // A row that moved between two page requests can be on both pages.
    const seen = new Map<string, ConversationItem>()
    for (const page of list.data?.pages ?? []) {
      for (const item of page.items) if (!seen.has(item.id)) seen.set(item.id, item)
    }
    return [...seen.values()].map(named)
  }, [searching, found.data, list.data, nameOf])

  const current = searching ? found : list
  return {
    items,
    isPending: current.isPending || (current.isError && current.isFetching),
    error: current.data === undefined ? current.error : null,
    hasMore: !searching && list.hasNextPage,
    loadMore: () => {
      if (!searching && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
    },
    retry: () => void current.refetch(),
  }
}

export function useConversationCounts() {
  const api = useApi()
  const ready = useConnection(state => state.ready)
  return useQuery(api.conversation.counts.queryOptions(undefined, { enabled: ready })).data
}
