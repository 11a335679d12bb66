import { describe, expect, it } from 'vitest'
import { createDraftStreamStore } from './draft-stream.store.ts'

const frame = (text: string, runId = 'r1', done = false) => ({ conversationId: 'c1', runId, text, done })

describe('a draft being written', () => {
  it('only grows within a run', () => {
    const store = createDraftStreamStore()
    store.getState().announced(frame('Yes, you'))
    store.getState().announced(frame('Yes'))
    expect(store.getState().streams.c1?.text).toBe('Yes, you')
  })

  it('starts over with a new run', () => {
    const store = createDraftStreamStore()
    store.getState().announced(frame('Yes, you'))
    store.getState().announced(frame('', 'r2'))
    expect(store.getState().streams.c1).toEqual({ runId: 'r2', text: '' })
  })

  it('is forgotten when the stored one is there', () => {
    const store = createDraftStreamStore()
    store.getState().announced(frame('Yes'))
    store.getState().forget('c1')
    expect(store.getState().streams).toEqual({})
  })
})
