import { describe, expect, it } from 'vitest'
import { conversationId, mara, suggestionId } from '../../testing/detail.fixture.ts'
import { memoryStorage, TestOutage, TestRefusal, testConsole } from '../../testing/test-console.tsx'
import { readRefusal } from '../refusal.ts'
import type { Action } from './action.ts'
import { createKeptActionStore, type KeptAction } from './kept-action.store.ts'
import { replayActions } from './replay-actions.ts'

const kept = (n: number): KeptAction => ({
  id: `kept-${n}`,
  customerName: 'Anna',
  at: '2026-11-20T10:00:00.000Z',
  action: {
    kind: 'suggestion.edit',
    conversationId,
    input: { id: suggestionId, version: 1, text: `words ${n}`, idempotencyKey: `key-0000${n}` },
  },
})

const wordsIn = (action: Action) => (action.kind === 'suggestion.edit' ? action.input.text : '')

describe('kept actions', () => {
  it('survive a restart with their idempotency keys, apart for each member', () => {
    const storage = memoryStorage()
    createKeptActionStore(storage, 'mara').getState().keep(kept(1))
    expect(createKeptActionStore(storage, 'mara').getState().waiting).toEqual([kept(1)])
    expect(createKeptActionStore(storage, 'jonas').getState().waiting).toEqual([])
  })

  it('start empty from storage that cannot be read', () => {
    for (const broken of ['{', '[]', '{"waiting":[{"id":1}],"voided":[]}']) {
      const storage = memoryStorage()
      storage.setItem('countersign.kept.mara', broken)
      expect(createKeptActionStore(storage, 'mara').getState().waiting).toEqual([])
    }
  })

  it('leave nothing behind when the queue is empty again', () => {
    const storage = memoryStorage()
    const store = createKeptActionStore(storage, 'mara')
    store.getState().keep(kept(1))
    store.getState().done('kept-1')
    expect(storage.entries.size).toBe(0)
  })

  it('are told to the server in order, once each', async () => {
    const store = createKeptActionStore(memoryStorage(), 'mara')
    for (const n of [1, 2, 3]) store.getState().keep(kept(n))
    const sent: string[] = []
    const result = await replayActions(store, {
      send: async action => void sent.push(wordsIn(action)),
      read: readRefusal,
    })
    expect(sent).toEqual(['words 1', 'words 2', 'words 3'])
    expect(result).toEqual({ sent: 3, voided: [], stopped: false })
    expect(store.getState().waiting).toEqual([])
  })

  it('are voided aloud when the world moved on, their words kept, and the rest goes on', async () => {
    const test = testConsole({
      'suggestion.edit': (input: { text: string }) => {
        if (input.text === 'words 1') throw new TestRefusal('suggestion.stale')
        return {}
      },
    })
    const store = createKeptActionStore(memoryStorage(), 'mara')
    for (const n of [1, 2]) store.getState().keep(kept(n))
    const result = await replayActions(store, {
      send: action =>
        action.kind === 'suggestion.edit'
          ? test.console.client.suggestion.edit.mutate(action.input)
          : Promise.resolve(),
      read: readRefusal,
    })
    expect(result).toMatchObject({ sent: 1, stopped: false })
    expect(store.getState().voided).toEqual([{ ...kept(1), code: 'suggestion.stale' }])
    store.getState().dismiss('kept-1')
    expect(store.getState().voided).toEqual([])
  })

  it('stay when the server goes away again', async () => {
    const store = createKeptActionStore(memoryStorage(), 'mara')
    for (const n of [1, 2]) store.getState().keep(kept(n))
    const result = await replayActions(store, {
      send: () => Promise.reject(new TestOutage()),
      read: readRefusal,
    })
    expect(result.stopped).toBe(true)
    expect(store.getState().waiting).toHaveLength(2)
  })
})

describe('coming back online', () => {
  it('replays what was decided meanwhile, with the key it was decided with', async () => {
    const test = testConsole({
      'sync.pull': () => ({ events: [], cursor: '1', reset: false }),
      'suggestion.approve': () => ({}),
    })
    const stop = test.console.goLive(mara.id, true)
    test.online.is = false
    const approve: Action = {
      kind: 'suggestion.approve',
      conversationId,
      input: { id: suggestionId, version: 1, idempotencyKey: 'key-00009' },
      text: 'Yes.',
    }
    await test.console.perform(approve, 'Anna')
    test.online.is = true
    test.socket().up()
    await expect.poll(() => test.calls.filter(call => call.path === 'suggestion.approve')).toHaveLength(1)
    expect(test.calls.at(-1)?.input).toMatchObject({ idempotencyKey: 'key-00009' })
    await expect.poll(() => test.console.kept.getState().store.getState().waiting).toEqual([])
    stop()
  })

  it('calls itself offline only when the server does not answer either', async () => {
    let there = true
    const test = testConsole({
      'sync.pull': () => {
        if (!there) throw new TestOutage()
        return { events: [], cursor: '1', reset: false }
      },
    })
    const phase = () => test.console.connection.getState().phase
    const later = (ms: number) => {
      test.clock.pass(ms)
      return phase()
    }
    const pulls = () => test.calls.filter(call => call.path === 'sync.pull').length
    const stop = test.console.goLive(mara.id, true)
    test.socket().up()
    await expect.poll(phase).toBe('live')
    const before = pulls()
    test.socket().down()
    expect(phase()).toBe('connecting')
    test.clock.pass(2_500)
    await expect.poll(pulls).toBe(before + 1)
    expect(phase()).toBe('connecting')
    there = false
    await expect.poll(() => later(5_000)).toBe('offline')
    there = true
    await expect.poll(() => later(500)).toBe('connecting')
    stop()
  })
})
