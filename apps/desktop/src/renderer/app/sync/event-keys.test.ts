import { type SyncEvent, syncEventTypes } from '@countersign/shared/sync/sync.contract'
import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { trpcFetch } from '../../testing/test-console.tsx'
import { createApi, createApiClient } from '../trpc.ts'
import { eventKeys, keysOf } from './event-keys.ts'

const event = (type: SyncEvent['type'], conversationId: string | null = 'c1'): SyncEvent => ({
  cursor: '1',
  type,
  entityId: 'e1',
  conversationId,
  at: '2026-11-20T10:00:00.000Z',
})

function api() {
  const queryClient = new QueryClient()
  return {
    queryClient,
    api: createApi(createApiClient('http://console.test', trpcFetch({})), queryClient),
  }
}

/** Puts one entry of every kind of query in the cache and tells which an event leaves out of date. */
function staleAfter(...events: SyncEvent[]): string[] {
  const { queryClient, api: trpc } = api()
  const queries: Record<string, readonly unknown[]> = {
    'list all': trpc.conversation.list.infiniteQueryKey({ view: 'all', limit: 60 }),
    'list mine': trpc.conversation.list.infiniteQueryKey({ view: 'mine', limit: 60 }),
    counts: trpc.conversation.counts.queryKey(),
    'get c1': trpc.conversation.get.queryKey({ id: 'c1' }),
    'get c2': trpc.conversation.get.queryKey({ id: 'c2' }),
    search: trpc.conversation.search.queryKey({ text: 'anna', limit: 60 }),
    suggestions: trpc.suggestion.list.queryKey(),
    escalations: trpc.escalation.list.queryKey({ limit: 200 }),
    knowledge: trpc.knowledge.list.queryKey({ limit: 500 }),
    hits: trpc.knowledge.search.queryKey({ text: 'return', limit: 12 }),
    team: trpc.team.list.queryKey(),
    tenant: trpc.tenant.get.queryKey(),
    policy: trpc.policy.get.queryKey(),
    autonomy: trpc.insight.autonomy.queryKey(),
    reliability: trpc.insight.reliability.queryKey({}),
    learning: trpc.learning.list.queryKey({ limit: 30 }),
    notifications: trpc.notification.list.queryKey(),
    studio: trpc.studio.threads.queryKey(),
    intents: trpc.intent.list.queryKey(),
  }
  for (const key of Object.values(queries)) queryClient.setQueryData(key, {})
  for (const queryKey of keysOf(events)) void queryClient.invalidateQueries({ queryKey, refetchType: 'none' })
  return Object.keys(queries).filter(name => queryClient.getQueryState(queries[name] ?? [])?.isInvalidated)
}

describe('what an event makes out of date', () => {
  it('has a row for every event type and no others', () => {
    expect(Object.keys(eventKeys).sort()).toEqual([...syncEventTypes].sort())
  })

  it('leaves no event without an effect', () => {
    for (const type of syncEventTypes) expect(staleAfter(event(type)), type).not.toEqual([])
  })

  it('refreshes every list, the counts and only the conversation it is about', () => {
    expect(staleAfter(event('message.created'))).toEqual(['list all', 'list mine', 'counts', 'get c1'])
  })

  it('refreshes only the thread for a receipt', () => {
    expect(staleAfter(event('message.updated'))).toEqual(['get c1'])
  })

  it('refreshes the queue for an escalation', () => {
    expect(staleAfter(event('escalation.created'))).toContain('escalations')
    expect(staleAfter(event('suggestion.updated'))).not.toContain('escalations')
  })

  it('refreshes articles and what the AI finds for knowledge, and no conversation', () => {
    expect(staleAfter(event('knowledge.updated', null))).toEqual(['knowledge', 'hits'])
  })

  it('names each key once for a burst', () => {
    const burst = [event('message.created'), event('conversation.updated'), event('suggestion.created')]
    const keys = keysOf(burst).map(key => JSON.stringify(key))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
