import type {
  ConversationDetail,
  ConversationList,
} from '@countersign/shared/conversation/conversation.contract'
import type { ErrorCode } from '@countersign/shared/kernel/app-error'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { classifyRefusal, type Refusal, readRefusal } from '../refusal.ts'
import type { Api, ApiClient } from '../trpc.ts'
import { type Action, sendAction } from './action.ts'
import { type Acting, applyToDetail, applyToItem, belongs } from './apply-action.ts'
import type { KeptActionStore } from './kept-action.store.ts'

export type Performed =
  | { readonly kind: 'done' }
  /** No answer: kept, and repeated when the server is back. */
  | { readonly kind: 'kept' }
  /** The server is there but could not do it; the same action may be tried again. */
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly details: Refusal['details'] }

export interface PerformPorts {
  readonly client: ApiClient
  readonly api: Api
  readonly queryClient: QueryClient
  readonly kept: KeptActionStore
  readonly acting: () => Acting
  readonly newId: () => string
  readonly isOffline: () => boolean
}

/**
 * Shows the action's result at once, then asks the server. Kept: the guess stays on screen. Refused or failed: what was on screen before comes
 * back and is fetched again, since it may have been old itself. `customerName` is only for the list of kept actions.
 */
export async function performAction(
  ports: PerformPorts,
  action: Action,
  customerName: string,
): Promise<Performed> {
  const { api, queryClient, kept } = ports
  const acting = ports.acting()
  const undo = await showGuess(ports, action, acting)
  const keep = () => {
    kept.getState().keep({ id: ports.newId(), action, customerName, at: acting.at })
    return { kind: 'kept' } as const
  }
  // Actions must arrive in the order they were made, so while older ones wait, new ones queue behind them.
  if (ports.isOffline() || kept.getState().waiting.length > 0) return keep()

  try {
    await sendAction(ports.client, action)
  } catch (error) {
    const { code, details } = readRefusal(error)
    const kind = classifyRefusal(code)
    if (code === 'network' || kind === 'offline' || kind === 'signed_out') return keep()
    undo()
    settle()
    return kind === 'busy' ? { kind: 'failed', code } : { kind: 'refused', code, details }
  }
  settle()
  return { kind: 'done' }

  function settle() {
    const id = action.conversationId
    void Promise.all([
      queryClient.invalidateQueries({ queryKey: api.conversation.get.queryKey({ id }) }),
      queryClient.invalidateQueries({ queryKey: api.conversation.list.pathKey() }),
      queryClient.invalidateQueries({ queryKey: api.conversation.counts.queryKey() }),
      ...(action.kind.startsWith('escalation.')
        ? [queryClient.invalidateQueries({ queryKey: api.escalation.list.pathKey() })]
        : []),
    ])
  }
}

/** Patches every cached copy; answers the way back. */
async function showGuess(ports: PerformPorts, action: Action, acting: Acting): Promise<() => void> {
  const { api, queryClient } = ports
  const detailKey = api.conversation.get.queryKey({ id: action.conversationId })
  const listKey = api.conversation.list.pathKey()
  // A fetch that began before the action would put the old state back on screen when it lands.
  await Promise.all([
    queryClient.cancelQueries({ queryKey: detailKey }),
    queryClient.cancelQueries({ queryKey: listKey }),
  ])
  const detailBefore = queryClient.getQueryData(detailKey)
  const listsBefore = queryClient.getQueriesData<InfiniteData<ConversationList>>({ queryKey: listKey })

  if (detailBefore !== undefined) {
    const after: ConversationDetail = applyToDetail(detailBefore, action, acting, ports.newId())
    queryClient.setQueryData(detailKey, after as typeof detailBefore)
  }
  for (const [key, data] of listsBefore) {
    if (data === undefined) continue
    const list = listOf(key)
    queryClient.setQueryData<InfiniteData<ConversationList>>(key, {
      ...data,
      pages: data.pages.map(page => ({
        ...page,
        items: page.items.flatMap(item => {
          if (item.id !== action.conversationId) return [item]
          const after = applyToItem(item, action, acting)
          return belongs(after, list, acting.member.id) ? [after] : []
        }),
      })),
    })
  }
  return () => {
    if (detailBefore !== undefined) queryClient.setQueryData(detailKey, detailBefore)
    for (const [key, data] of listsBefore) queryClient.setQueryData(key, data)
  }
}

/** The view and status a list query was asked for, read back from its key. */
function listOf(key: readonly unknown[]): Parameters<typeof belongs>[1] {
  const options = key[1] as { input?: { view?: string; status?: string } } | undefined
  return {
    view: (options?.input?.view ?? 'all') as Parameters<typeof belongs>[1]['view'],
    status: (options?.input?.status ?? null) as Parameters<typeof belongs>[1]['status'],
  }
}
