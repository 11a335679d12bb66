import type {
  ConversationDetail,
  ConversationList,
} from '@countersign/shared/conversation/conversation.contract'
import type { InfiniteData } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { conversationId, detail, item, mara, suggestionId } from '../../testing/detail.fixture.ts'
import { TestOutage, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import type { Action } from './action.ts'

const approve: Action = {
  kind: 'suggestion.approve',
  conversationId,
  input: { id: suggestionId, version: 1, idempotencyKey: 'key-00001' },
  text: 'You have 30 days.',
}

function world(handlers: Parameters<typeof testConsole>[0] = {}) {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  const test = testConsole({ 'suggestion.approve': () => answered, ...handlers })
  const { queryClient, api } = test.console
  const detailKey = api.conversation.get.queryKey({ id: conversationId })
  const listKey = (view: 'all' | 'approval') => api.conversation.list.infiniteQueryKey({ view, limit: 60 })
  queryClient.setQueryData(detailKey, detail() as never)
  for (const view of ['all', 'approval'] as const) {
    queryClient.setQueryData(listKey(view), {
      pages: [{ items: [item(), item({ id: 'other' })], nextCursor: null }],
      pageParams: [null],
    } as never)
  }
  return {
    ...test,
    answer,
    seen: () => queryClient.getQueryData(detailKey) as unknown as ConversationDetail,
    rows: (view: 'all' | 'approval') =>
      (queryClient.getQueryData(listKey(view)) as unknown as InfiniteData<ConversationList>).pages[0]
        ?.items ?? [],
  }
}

const ticks = async () => {
  for (let n = 0; n < 5; n += 1) await Promise.resolve()
}

describe('performing an action', () => {
  it('shows the reply and takes the row out of the approvals before the server answers', async () => {
    const test = world()
    const done = test.console.perform(approve, 'Anna')
    await ticks()
    expect(test.seen().suggestion).toBeNull()
    expect(test.seen().messages.at(-1)).toMatchObject({
      text: 'You have 30 days.',
      deliveryStatus: 'pending',
      author: { memberId: mara.id, name: mara.name },
    })
    expect(test.rows('approval').map(row => row.id)).toEqual(['other'])
    expect(test.rows('all')[0]).toMatchObject({ pendingSuggestionId: null, status: 'waiting_customer' })
    test.answer()
    expect(await done).toEqual({ kind: 'done' })
  })

  it('puts everything back when the server refuses, and says what it said', async () => {
    const test = world({
      'suggestion.approve': () => {
        throw new TestRefusal('suggestion.already_decided', { status: 'approved' })
      },
    })
    expect(await test.console.perform(approve, 'Anna')).toEqual({
      kind: 'refused',
      code: 'suggestion.already_decided',
      details: { status: 'approved' },
    })
    expect(test.seen().suggestion?.id).toBe(suggestionId)
    expect(test.seen().messages).toHaveLength(1)
    expect(test.rows('approval')).toHaveLength(2)
  })

  it('tells a busy server from a refusal, so that it can be tried again', async () => {
    const test = world({
      'suggestion.approve': () => {
        throw new TestRefusal('server.unavailable')
      },
    })
    expect(await test.console.perform(approve, 'Anna')).toEqual({
      kind: 'failed',
      code: 'server.unavailable',
    })
    expect(test.seen().suggestion?.id).toBe(suggestionId)
  })

  it('keeps the action and its result on screen when no answer comes', async () => {
    const test = world({
      'suggestion.approve': () => {
        throw new TestOutage()
      },
    })
    expect(await test.console.perform(approve, 'Anna')).toEqual({ kind: 'kept' })
    expect(test.seen().suggestion).toBeNull()
    expect(test.console.kept.getState().store.getState().waiting).toMatchObject([{ action: approve }])
  })

  it('does not ask the network while offline', async () => {
    const test = world()
    test.online.is = false
    expect(await test.console.perform(approve, 'Anna')).toEqual({ kind: 'kept' })
    expect(test.calls).toEqual([])
  })

  it('queues behind older kept actions, so that the server hears them in order', async () => {
    const test = world()
    test.online.is = false
    await test.console.perform(approve, 'Anna')
    test.online.is = true
    const resolve: Action = { kind: 'conversation.resolve', conversationId, input: { id: conversationId } }
    expect(await test.console.perform(resolve, 'Anna')).toEqual({ kind: 'kept' })
    expect(test.calls).toEqual([])
  })
})
